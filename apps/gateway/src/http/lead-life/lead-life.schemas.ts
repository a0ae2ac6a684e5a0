import { LEAD_STAGES, money, shortText } from '@bole/contracts';
import { ENTRY_KINDS, LIFE_STATES, LOSS_REASONS, PAUSE_REASONS } from '@bole/leads';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint';

export const cityDay = (description: string) =>
  z.iso.date().meta({ description: `${description} A day of the city.`, examples: ['2026-12-03'] });

export const leadNote = z.string().trim().min(1).max(2_000).meta({ description: 'For officers.' });

const owner = z
  .object({ id: z.string(), name: z.string() })
  .meta({ id: 'LeadOwner', description: 'Who has the lead, or the task.' });

export const nextStep = z
  .object({ what: shortText.min(1).max(500), on: cityDay('When it is due.') })
  .meta({ id: 'NextStep', examples: [{ what: '约 12 月 3 日考察(示例)', on: '2026-12-03' }] });

export const leadLife = z
  .object({
    leadId: z.string(),
    projectId: z.string(),
    investorId: z.string(),
    stage: z.enum(LEAD_STAGES).meta({ description: '推介, 在谈, 签约, 开工, 到资, 投产.' }),
    stageSince: instantField.nullable().meta({ description: 'Null before the first decision.' }),
    state: z.enum(LIFE_STATES),
    reason: z
      .enum([...new Set([...PAUSE_REASONS, ...LOSS_REASONS])])
      .nullable()
      .meta({ description: 'Why it is paused or given up.' }),
    resumeOn: z.iso.date().nullable().meta({ description: 'When a paused lead is taken up again.' }),
    owner: owner.nullable(),
    codeName: z.string().nullable().meta({ description: '项目代号.' }),
    nextStep: nextStep.nullable(),
    amount: money.nullable().meta({ description: 'What was signed.' }),
    revision: z
      .number()
      .int()
      .meta({ description: 'Grows with every decision; the ETag. 0: there was none yet.' }),
  })
  .meta({ id: 'LeadLife', description: 'What your city decided about a lead. No rescore undoes it.' });

export const listedLife = z
  .object({
    stage: z.enum(LEAD_STAGES),
    state: z.enum(LIFE_STATES),
    codeName: z.string().nullable(),
    owner: owner.nullable(),
    nextStep: nextStep.nullable(),
  })
  .meta({ id: 'ListedLife', description: 'What a list shows of what your city decided about a lead.' });

export const leadMove = z
  .object({
    to: z.enum(LEAD_STAGES),
    on: cityDay('When the stage was reached; needed from signed on.').optional(),
    amount: money.optional().meta({ description: 'What was signed; needed by whoever signs.' }),
    nextStep: nextStep.optional().meta({ description: 'Needed for negotiating.' }),
    note: leadNote.optional().meta({ description: 'Needed to go back from negotiating.' }),
  })
  .meta({
    id: 'LeadMove',
    examples: [{ to: 'negotiating', nextStep: { what: '约 12 月 3 日考察(示例)', on: '2099-12-03' } }],
  });

export const leadPause = z
  .object({
    reason: z.enum(PAUSE_REASONS),
    resumeOn: cityDay('When it is taken up again.'),
    note: leadNote.optional(),
  })
  .meta({ id: 'LeadPause', examples: [{ reason: 'approval', resumeOn: '2099-03-01' }] });

export const leadLoss = z
  .object({
    reason: z.enum(LOSS_REASONS),
    note: leadNote.optional().meta({ description: 'Needed for `other`.' }),
  })
  .meta({ id: 'LeadLoss', examples: [{ reason: 'other-city', note: '选择了外地园区(示例)' }] });

export const leadReopening = z
  .object({ note: leadNote.optional() })
  .meta({ id: 'LeadReopening', examples: [{ note: '投资方重新联系(示例)' }] });

const kept = (what: string) => `${what} Left out: stays as it is; null: taken away.`;

export const leadChange = z
  .object({
    ownerId: z
      .string()
      .min(1)
      .max(100)
      .nullable()
      .optional()
      .meta({ description: kept('An officer of the city.') }),
    codeName: shortText
      .min(1)
      .max(60)
      .nullable()
      .optional()
      .meta({ description: kept('项目代号, unique in the city.') }),
    nextStep: nextStep
      .nullable()
      .optional()
      .meta({ description: kept('What comes next.') }),
    note: leadNote.optional(),
  })
  .meta({ id: 'LeadChange', examples: [{ codeName: '青鸾-07' }] });

export const newLeadNote = z
  .object({ note: leadNote })
  .meta({ id: 'NewLeadNote', examples: [{ note: '对方关心用电价格(示例)' }] });

const entry = z
  .object({
    seq: z.number().int(),
    at: instantField,
    by: z.object({ kind: z.enum(['person', 'key']), id: z.string(), name: z.string() }),
    kind: z.enum(ENTRY_KINDS),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What it was about, by its kind.' }),
    note: z.string().nullable(),
  })
  .meta({ id: 'LeadEntry', description: 'One decision or note, as it was made.' });

export const leadHistory = pageOf('LeadHistory', entry, 'A page of a lead’s history, the newest first.');

const taskTitle = shortText.min(1).max(300);
const taskOwner = z.string().min(1).max(100).nullable().optional();

export const leadTask = z
  .object({
    id: z.string(),
    leadId: z.string(),
    title: z.string(),
    dueOn: z.iso.date().nullable(),
    owner: owner.nullable(),
    createdAt: instantField,
    doneAt: instantField.nullable(),
    revision: z.number().int().meta({ description: 'Grows with every change; the ETag.' }),
  })
  .meta({ id: 'LeadTask' });

export const leadTasks = pageOf('LeadTasks', leadTask, 'A page of tasks, what is due first.');

export const newLeadTask = z
  .object({
    title: taskTitle,
    dueOn: cityDay('When it is due.').nullable().optional(),
    ownerId: taskOwner.meta({ description: 'An officer of the city.' }),
  })
  .meta({ id: 'NewLeadTask', examples: [{ title: '寄送环评要求(示例)', dueOn: '2026-12-01' }] });

export const leadTaskChange = z
  .object({
    title: taskTitle.optional(),
    dueOn: cityDay('When it is due.').nullable().optional(),
    ownerId: taskOwner.meta({ description: kept('An officer of the city.') }),
    done: z.boolean().optional(),
  })
  .meta({ id: 'LeadTaskChange', examples: [{ done: true }] });

export const board = z
  .object({
    columns: z.array(
      z.object({
        stage: z.enum(LEAD_STAGES),
        open: z.number().int(),
        paused: z.number().int(),
        lost: z.number().int(),
        amountCny: z
          .number()
          .nullable()
          .meta({ description: 'What was signed in the open ones, at reference rates, in CNY.' }),
        overdue: z.number().int().meta({ description: 'Open ones whose next step was due before today.' }),
      }),
    ),
  })
  .meta({
    id: 'Board',
    description: 'How many leads stand where. Leads that nobody decided about are not counted.',
  });
