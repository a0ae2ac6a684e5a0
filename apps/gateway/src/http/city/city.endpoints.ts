import { cityDescriptionSchema, setSingleSignOnSchema, singleSignOnSchema } from '@bole/access';
import { MOST_EXPLORATION } from '@bole/leads';
import { z } from 'zod';
import { endpoint, instantField } from '../endpoint';

export const getCity = endpoint({
  id: 'getCity',
  method: 'GET',
  path: 'city',
  tag: 'city',
  access: 'reference:read',
  summary: 'Your city, its clusters, and the cities that share with it',
  answers: { 200: { description: 'The city.', schema: cityDescriptionSchema } },
});

export const getSingleSignOn = endpoint({
  id: 'getSingleSignOn',
  method: 'GET',
  path: 'city/single-sign-on',
  tag: 'city',
  access: 'city:manage',
  summary: 'How your city signs on by a provider of its own',
  answers: { 200: { description: 'The settings.', schema: singleSignOnSchema } },
  problems: [404],
});

export const setSingleSignOn = endpoint({
  id: 'setSingleSignOn',
  method: 'PUT',
  path: 'city/single-sign-on',
  tag: 'city',
  access: 'city:manage',
  summary: 'Sign on by a provider of your own (OpenID Connect)',
  description:
    'The operator sets the provider up first, with its client secret, for this city alone. Register <public URL>/sign-in/return with the provider as the address to send people back to.',
  body: setSingleSignOnSchema,
  example: {
    body: {
      issuer: 'https://login.city.example',
      clientId: 'bole',
      secretName: 'city-login',
      emailDomains: ['city.example'],
      defaultRole: null,
    },
  },
  answers: { 200: { description: 'The settings.', schema: singleSignOnSchema } },
  ifMatch: 'optional',
});

export const removeSingleSignOn = endpoint({
  id: 'removeSingleSignOn',
  method: 'DELETE',
  path: 'city/single-sign-on',
  tag: 'city',
  access: 'city:manage',
  summary: 'Sign on by a provider of your own no longer',
  answers: { 204: { description: 'Sessions that came by it stay.' } },
  problems: [404],
});

const exploration = z.number().min(0).max(MOST_EXPLORATION).meta({
  description:
    'The chance, 0 to 0.2, with which each place of a project’s list below the first three goes to an investor who ranks below the list’s end; 0: none.',
});

const ranking = z
  .object({
    city: z.string(),
    exploration,
    by: z
      .object({ kind: z.enum(['person', 'key', 'city']), id: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'Who set it; null: nobody has set anything yet.' }),
    at: instantField.nullable(),
    revision: z.number().int().meta({ description: 'Grows with every change, from 0; the ETag.' }),
  })
  .meta({ id: 'Ranking', description: 'How your city has its leads ranked, besides by its model.' });

export const getRanking = endpoint({
  id: 'getRanking',
  method: 'GET',
  path: 'city/ranking',
  tag: 'city',
  access: 'insight:read',
  summary: 'How much of its lists your city gives to exploration',
  answers: { 200: { description: 'The settings.', schema: ranking } },
});

export const setRanking = endpoint({
  id: 'setRanking',
  method: 'PUT',
  path: 'city/ranking',
  tag: 'city',
  access: 'city:manage',
  summary: 'Set how much of its lists your city gives to exploration',
  description:
    'A list of the best alone never finds out how others would have done. Whoever is drawn is shown as such (`explored`), with the chance of it (`probability`), which training corrects for. Hard limits cut before the draw, a hidden lead is never drawn, a pinned one keeps its place. A list is drawn anew each day.',
  body: z.object({ exploration }).meta({ id: 'NewRanking', examples: [{ exploration: 0.05 }] }),
  example: { body: { exploration: 0.05 } },
  answers: { 200: { description: 'The settings; the lists follow within seconds.', schema: ranking } },
  ifMatch: 'optional',
  audit: {
    action: 'ranking.set',
    together: true,
    object: (_, { city }) => ({ kind: 'city', id: city }),
  },
});
