import { shortText } from '@bole/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { idParam, pageCursor, pageLimit } from '../endpoint/page-fields';
import { newNote, note, noteChanges, notePage } from './note.schemas';

const params = z.object({ id: idParam('note_0123456789abcdefghjk') });
const party = z.string().min(1).max(100).optional();
const noteOf = ({ params }: { params: { id: string } }) => ({ kind: 'note', id: params.id });

export const listNotes = endpoint({
  id: 'listNotes',
  method: 'GET',
  path: 'notes',
  tag: 'notes',
  access: 'notes:read',
  summary: 'The city’s own notes',
  query: z.object({
    limit: pageLimit(50),
    cursor: pageCursor,
    investorId: party,
    projectId: party,
    tag: shortText.optional(),
    q: shortText.optional().meta({ description: 'Part of the text.' }),
  }),
  answers: { 200: { description: 'One page.', schema: notePage } },
});

export const addNote = endpoint({
  id: 'addNote',
  method: 'POST',
  path: 'notes',
  tag: 'notes',
  access: 'notes:write',
  summary: 'Write a note',
  body: newNote,
  answers: { 201: { description: 'The note.', schema: note } },
  problems: [404],
  idempotent: true,
  audit: { action: 'note.added', together: true, object: (_, answer) => ({ kind: 'note', id: answer.id }) },
});

export const getNote = endpoint({
  id: 'getNote',
  method: 'GET',
  path: 'notes/:id',
  tag: 'notes',
  access: 'notes:read',
  summary: 'One note',
  params,
  answers: { 200: { description: 'The note.', schema: note } },
  problems: [404],
});

export const changeNote = endpoint({
  id: 'changeNote',
  method: 'PATCH',
  path: 'notes/:id',
  tag: 'notes',
  access: 'notes:write',
  summary: 'Change a note of one’s own',
  params,
  body: noteChanges,
  answers: { 200: { description: 'The note.', schema: note } },
  problems: [404],
  ifMatch: 'required',
  audit: { action: 'note.changed', together: true, object: noteOf },
});

export const removeNote = endpoint({
  id: 'removeNote',
  method: 'DELETE',
  path: 'notes/:id',
  tag: 'notes',
  access: 'notes:write',
  summary: 'Remove a note of one’s own',
  params,
  answers: { 204: { description: 'It is gone.' } },
  problems: [404],
  ifMatch: 'required',
  audit: { action: 'note.removed', together: true, object: noteOf },
});
