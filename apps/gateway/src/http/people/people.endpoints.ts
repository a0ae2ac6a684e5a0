import {
  changeRoleSchema,
  invitationListSchema,
  invitationSchema,
  invitePersonSchema,
  memberListSchema,
  memberSchema,
} from '@bole/access';
import { z } from 'zod';
import { endpoint, idParam, pageCursor, pageLimit } from '../endpoint';

const page = z.object({ limit: pageLimit(50), cursor: pageCursor });
const person = z.object({ id: idParam('per_0123456789abcdefghjk') });

export const listPeople = endpoint({
  id: 'listPeople',
  method: 'GET',
  path: 'people',
  tag: 'people',
  access: 'people:manage',
  summary: 'The people of your city',
  query: page,
  answers: { 200: { description: 'One page.', schema: memberListSchema } },
});

export const getPerson = endpoint({
  id: 'getPerson',
  method: 'GET',
  path: 'people/:id',
  tag: 'people',
  access: 'people:manage',
  summary: 'One person of your city',
  params: person,
  answers: { 200: { description: 'The person.', schema: memberSchema } },
  problems: [404],
});

export const changeRole = endpoint({
  id: 'changeRole',
  method: 'PUT',
  path: 'people/:id/role',
  tag: 'people',
  access: 'people:manage',
  summary: 'Give a person another role',
  description:
    'A city keeps one administrator at least. What was shown to an expert adviser ends with that role.',
  params: person,
  body: changeRoleSchema,
  example: { body: { role: 'analyst' } },
  answers: { 200: { description: 'The person.', schema: memberSchema } },
  problems: [404, 409],
  ifMatch: 'optional',
});

export const removePerson = endpoint({
  id: 'removePerson',
  method: 'DELETE',
  path: 'people/:id',
  tag: 'people',
  access: 'people:manage',
  summary: 'Take a person out of your city',
  description: 'Its sessions here end at once. A city keeps one administrator at least.',
  params: person,
  answers: { 204: { description: 'It is no member any more.' } },
  problems: [404, 409],
  ifMatch: 'optional',
});

export const invitePerson = endpoint({
  id: 'invitePerson',
  method: 'POST',
  path: 'invitations',
  tag: 'people',
  access: 'people:manage',
  summary: 'Invite somebody into your city',
  description:
    'By a mail with a link that holds for seven days. An earlier open invitation of the address ends.',
  body: invitePersonSchema,
  example: { body: { email: 'officer@city.example', role: 'officer', language: 'zh' } },
  answers: { 201: { description: 'The invitation; its mail is on its way.', schema: invitationSchema } },
  problems: [409],
  idempotent: true,
});

export const listInvitations = endpoint({
  id: 'listInvitations',
  method: 'GET',
  path: 'invitations',
  tag: 'people',
  access: 'people:manage',
  summary: 'Open invitations of your city',
  query: page,
  answers: { 200: { description: 'One page.', schema: invitationListSchema } },
});

export const revokeInvitation = endpoint({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: 'invitations/:id',
  tag: 'people',
  access: 'people:manage',
  summary: 'Take an invitation back',
  params: z.object({ id: idParam('inv_0123456789abcdefghjk') }),
  answers: { 204: { description: 'Its link does not hold any more.' } },
  problems: [404],
});
