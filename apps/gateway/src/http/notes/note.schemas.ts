import { longText, shortText } from '@bole/contracts';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint/page-fields';
import { SAMPLE_INVESTOR_ID } from '../sample-ids';

const id = z.string().min(1).max(100);
const tags = z.array(shortText.max(50)).max(20);
const forAdvisers = z.boolean().meta({
  description: 'Whether expert advisers whom the project is shown to see it. Their own notes always are.',
});

export const newNote = z
  .object({
    investorId: id.optional(),
    projectId: id.optional(),
    text: longText,
    tags: tags.default([]),
    pinned: z.boolean().default(false),
    forAdvisers: forAdvisers.default(false),
  })
  .meta({
    id: 'NewNote',
    description:
      'About an investor, a project, or both: a lead. An adviser’s is about a project shown to it.',
    examples: [{ investorId: SAMPLE_INVESTOR_ID, text: '九月来访,关注用电成本。', tags: ['来访'] }],
  });

export const noteChanges = z
  .object({
    text: longText.optional(),
    tags: tags.optional(),
    pinned: z.boolean().optional(),
    forAdvisers: forAdvisers.optional(),
  })
  .meta({ id: 'NoteChanges', examples: [{ pinned: true }] });

export const note = z
  .object({
    id: z.string(),
    investorId: z.string().nullable(),
    projectId: z.string().nullable(),
    text: z.string(),
    tags: z.array(z.string()),
    pinned: z.boolean(),
    forAdvisers,
    author: z.object({ kind: z.enum(['person', 'key']), id: z.string(), name: z.string() }),
    revision: z.number().int().meta({ description: 'Grows with every change; the ETag.' }),
    createdAt: instantField,
    updatedAt: instantField,
  })
  .meta({ id: 'Note', description: 'What this city wrote for itself; no other city sees it.' });

export const notePage = pageOf('NotePage', note, 'Pinned ones first, then the newest.');
