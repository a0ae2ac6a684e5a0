import { CONSENT, shortText } from '@bole/contracts';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { idParam, pageCursor, pageLimit } from '../endpoint/page-fields';
import { SAMPLE_INVESTOR_ID } from '../sample-ids';
import {
  changedContact,
  consentChanges,
  contactChanges,
  contactPage,
  erasureReceipt,
  erasureRequest,
  keptContact,
  newContact,
  personExport,
  readPurpose,
  statedConsent,
} from './contact.schemas';

const id = idParam('con_0123456789abcdefghjk');
const params = z.object({ id });
const ofInvestor = z.object({ id: idParam(SAMPLE_INVESTOR_ID) });
const purposeOnly = z.object({ purpose: readPurpose });
const page = { limit: pageLimit(50), cursor: pageCursor, purpose: readPurpose };
const contactOf = ({ params }: { params: { id: string } }) => ({ kind: 'contact', id: params.id });
const CHANGED = { description: 'The contact’s new revision.', schema: changedContact };

/** What contacts are cut by, in the list and in the export, besides their investor. */
export const contactCuts = {
  q: shortText.optional().meta({
    description: 'Part of a name or a role, or a whole e-mail address or phone number.',
    examples: ['投资'],
  }),
  consent: z.enum(CONSENT).optional(),
};

export const listContacts = endpoint({
  id: 'listContacts',
  method: 'GET',
  path: 'contacts',
  tag: 'contacts',
  access: 'contacts:read',
  summary: 'List or find the city’s contacts',
  query: z.object({ ...page, investorId: id.optional(), ...contactCuts }),
  answers: { 200: { description: 'One page, by name.', schema: contactPage } },
  audit: { action: 'contact.listed', object: () => ({ kind: 'contacts', id: 'all' }) },
});

export const listInvestorContacts = endpoint({
  id: 'listInvestorContacts',
  method: 'GET',
  path: 'investors/:id/contacts',
  tag: 'contacts',
  access: 'contacts:read',
  summary: 'Whom the city knows at an investor',
  params: ofInvestor,
  query: z.object(page),
  answers: { 200: { description: 'One page, by name.', schema: contactPage } },
  problems: [404],
  audit: { action: 'contact.listed', object: ({ params }) => ({ kind: 'contacts', id: params.id }) },
});

export const addContact = endpoint({
  id: 'addContact',
  method: 'POST',
  path: 'investors/:id/contacts',
  tag: 'contacts',
  access: 'contacts:write',
  summary: 'Add a person at an investor, as the city’s own',
  params: ofInvestor,
  body: newContact,
  answers: { 201: { description: 'The contact’s id.', schema: changedContact } },
  problems: [404, 409],
  idempotent: true,
  audit: {
    action: 'contact.added',
    together: true,
    object: (_, answer) => ({ kind: 'contact', id: answer.id }),
  },
});

export const getContact = endpoint({
  id: 'getContact',
  method: 'GET',
  path: 'contacts/:id',
  tag: 'contacts',
  access: 'contacts:read',
  summary: 'One contact, whole',
  params,
  query: purposeOnly,
  answers: { 200: { description: 'The contact.', schema: keptContact } },
  problems: [404],
  audit: { action: 'contact.read', object: contactOf },
});

export const changeContact = endpoint({
  id: 'changeContact',
  method: 'PATCH',
  path: 'contacts/:id',
  tag: 'contacts',
  access: 'contacts:write',
  summary: 'Change a contact, which is the city’s own then',
  params,
  body: contactChanges,
  answers: { 200: CHANGED },
  problems: [404, 409],
  ifMatch: 'required',
  audit: { action: 'contact.changed', together: true, object: contactOf },
});

export const recordConsent = endpoint({
  id: 'recordConsent',
  method: 'PUT',
  path: 'contacts/:id/consent',
  tag: 'contacts',
  access: 'contacts:write',
  summary: 'Put on record what a person said about consent',
  description:
    'It holds for all contacts of the city that are this person: same e-mail, same phone, or same name at the same investor. ' +
    'Of several statements the latest holds, wherever it came from; no feed undoes a withdrawal by an older grant.',
  params,
  body: statedConsent,
  answers: { 200: CHANGED },
  problems: [404, 409],
  ifMatch: 'optional',
  audit: { action: 'contact.consent-recorded', together: true, object: contactOf },
});

export const listConsentChanges = endpoint({
  id: 'listConsentChanges',
  method: 'GET',
  path: 'contacts/:id/consent',
  tag: 'contacts',
  access: 'contacts:read',
  summary: 'How a contact’s consent changed',
  params,
  query: purposeOnly,
  answers: { 200: { description: 'Who changed it, when, from what to what.', schema: consentChanges } },
  problems: [404],
  audit: { action: 'contact.consent-read', object: contactOf },
});

export const exportContact = endpoint({
  id: 'exportContact',
  method: 'POST',
  path: 'contacts/:id/export',
  tag: 'contacts',
  access: 'contacts:write',
  summary: 'All that the city holds of a person',
  params,
  query: purposeOnly,
  answers: { 200: { description: 'For the person to have.', schema: personExport } },
  problems: [404],
  audit: { action: 'contact.exported', object: contactOf },
});

export const eraseContact = endpoint({
  id: 'eraseContact',
  method: 'POST',
  path: 'contacts/:id/erasure',
  tag: 'contacts',
  access: 'contacts:write',
  summary: 'Erase a person, and keep them out from now on',
  description:
    'All that the city holds of the person goes: contacts, consent, mails, and the person in notes, signals and set-aside ' +
    'records, in the event log too where its records can be changed. An old record that comes again brings nobody back; a consent given since does. ' +
    'Asked again, it answers the same receipt.',
  params,
  body: erasureRequest,
  answers: { 200: { description: 'The receipt.', schema: erasureReceipt } },
  problems: [404],
  audit: { action: 'contact.erased', object: contactOf },
});

export const getErasure = endpoint({
  id: 'getErasure',
  method: 'GET',
  path: 'erasures/:id',
  tag: 'contacts',
  access: 'contacts:read',
  summary: 'The receipt of an erasure',
  params: z.object({ id: idParam('ers_0123456789abcdefghjk') }),
  answers: { 200: { description: 'The receipt.', schema: erasureReceipt } },
  problems: [404],
});
