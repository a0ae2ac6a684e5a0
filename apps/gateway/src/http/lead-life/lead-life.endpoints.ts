import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';
import {
  board,
  leadChange,
  leadHistory,
  leadLife,
  leadLoss,
  leadMove,
  leadPause,
  leadReopening,
  leadTask,
  leadTaskChange,
  leadTasks,
  newLeadNote,
  newLeadTask,
} from './lead-life.schemas';

const leadParam = idParam('lead_0123456789abcdefghjk');
const params = z.object({ id: leadParam });
const leadOf = ({ params: { id } }: { params: { id: string } }) => ({ kind: 'lead', id });
const now = { 200: { description: 'How the lead stands now; its revision is the ETag.', schema: leadLife } };

const decision = {
  method: 'POST',
  tag: 'leads',
  access: 'projects:write',
  params,
  answers: now,
  problems: [404, 409],
  ifMatch: 'optional',
} as const;

export const getLeadLife = endpoint({
  id: 'getLeadLife',
  method: 'GET',
  path: 'leads/:id/life',
  tag: 'leads',
  access: 'signals:read',
  summary: 'How far a lead is, who has it and what comes next',
  params,
  answers: now,
  problems: [404],
});

export const changeLead = endpoint({
  ...decision,
  id: 'changeLead',
  method: 'PATCH',
  path: 'leads/:id/life',
  summary: 'Give a lead an owner, a code name, a next step',
  description: 'A lead that somebody has is changed by its owner, an administrator or a key.',
  body: leadChange,
  audit: { action: 'lead.changed', together: true, object: leadOf },
});

export const moveLead = endpoint({
  ...decision,
  id: 'moveLead',
  path: 'leads/:id/moves',
  summary: 'Move a lead to another stage',
  description:
    'On to any later stage, with what it needs: negotiating the next step, signed the day and the amount (also of whoever skips it), the later ones the day. Back from negotiating alone, with a note. From signed on a move is a signal as well, which feeds the ranking.',
  body: leadMove,
  audit: { action: 'lead.moved', together: true, object: leadOf },
});

export const pauseLead = endpoint({
  ...decision,
  id: 'pauseLead',
  path: 'leads/:id/pause',
  summary: 'Let a lead rest until a day',
  body: leadPause,
  audit: { action: 'lead.paused', together: true, object: leadOf },
});

export const loseLead = endpoint({
  ...decision,
  id: 'loseLead',
  path: 'leads/:id/loss',
  summary: 'Give a lead up',
  description:
    '`declined` is a signal of the investor as well, which feeds the ranking; the other reasons are not.',
  body: leadLoss,
  audit: { action: 'lead.lost', together: true, object: leadOf },
});

export const reopenLead = endpoint({
  ...decision,
  id: 'reopenLead',
  path: 'leads/:id/reopening',
  summary: 'Take up a lead that was paused or given up, at the stage where it was',
  body: leadReopening,
  audit: { action: 'lead.reopened', together: true, object: leadOf },
});

export const listLeadHistory = endpoint({
  id: 'listLeadHistory',
  method: 'GET',
  path: 'leads/:id/history',
  tag: 'leads',
  access: 'signals:read',
  summary: 'All that was decided and noted about a lead',
  params,
  query: z.object({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page, the newest first.', schema: leadHistory } },
  problems: [404],
});

export const addLeadNote = endpoint({
  id: 'addLeadNote',
  method: 'POST',
  path: 'leads/:id/history',
  tag: 'leads',
  access: 'projects:write',
  summary: 'Note something about a lead',
  params,
  body: newLeadNote,
  answers: { 204: { description: 'It is the newest entry of the history.' } },
  problems: [404],
  audit: { action: 'lead.noted', together: true, object: leadOf },
});

export const listLeadTasks = endpoint({
  id: 'listLeadTasks',
  method: 'GET',
  path: 'lead-tasks',
  tag: 'leads',
  access: 'signals:read',
  summary: 'The tasks of your city',
  query: z.object({
    lead: leadParam.optional(),
    owner: idParam('per_0123456789abcdefghjk').optional(),
    state: z.enum(['open', 'done', 'all']).default('open').meta({ description: 'Open ones unless told.' }),
    limit: pageLimit(50),
    cursor: pageCursor,
  }),
  answers: { 200: { description: 'One page, what is due first.', schema: leadTasks } },
  example: { query: { limit: 3 } },
});

export const addLeadTask = endpoint({
  id: 'addLeadTask',
  method: 'POST',
  path: 'leads/:id/tasks',
  tag: 'leads',
  access: 'projects:write',
  summary: 'Add a task to a lead',
  params,
  body: newLeadTask,
  answers: { 201: { description: 'The task.', schema: leadTask } },
  problems: [404, 409],
  audit: { action: 'lead.task-added', together: true, object: leadOf },
});

export const changeLeadTask = endpoint({
  id: 'changeLeadTask',
  method: 'PATCH',
  path: 'leads/:id/tasks/:taskId',
  tag: 'leads',
  access: 'projects:write',
  summary: 'Change a task, or say that it is done',
  params: z.object({ id: leadParam, taskId: idParam('0123456789abcdefghjk') }),
  body: leadTaskChange,
  answers: { 200: { description: 'The task; its revision is the ETag.', schema: leadTask } },
  problems: [404],
  ifMatch: 'optional',
  audit: { action: 'lead.task-changed', together: true, object: leadOf },
});

export const getBoard = endpoint({
  id: 'getBoard',
  method: 'GET',
  path: 'board',
  tag: 'leads',
  access: 'signals:read',
  summary: 'How many leads stand at which stage',
  query: z.object({ owner: idParam('per_0123456789abcdefghjk').optional() }),
  answers: { 200: { description: 'Stage by stage.', schema: board } },
});
