import { listMailsInputSchema, mailListSchema, mailSchema } from '@bole/outreach';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';

// Mails are to people, so who keeps the people reads them. No key may.
const access = 'people:manage';

export const listMails = endpoint({
  id: 'listMails',
  method: 'GET',
  path: 'mails',
  tag: 'mails',
  access,
  summary: 'What your city wrote by mail, and what became of it',
  query: listMailsInputSchema.extend({ limit: pageLimit(50), cursor: pageCursor }),
  answers: { 200: { description: 'One page, the newest first.', schema: mailListSchema } },
});

export const getMail = endpoint({
  id: 'getMail',
  method: 'GET',
  path: 'mails/:id',
  tag: 'mails',
  access,
  summary: 'One mail with its text',
  description:
    'Where no mails are sent, an administrator finds the link of an invitation here, to hand it on. The link of a reset is for the addressee alone.',
  params: z.object({ id: idParam('mail_0123456789abcdefghjk') }),
  answers: { 200: { description: 'The mail.', schema: mailSchema } },
  problems: [404],
  audit: { action: 'mail.read', object: ({ params }) => ({ kind: 'mail', id: params.id }) },
});
