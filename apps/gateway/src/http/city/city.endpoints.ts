import { cityDescriptionSchema, setSingleSignOnSchema, singleSignOnSchema } from '@bole/access';
import { endpoint } from '../endpoint';

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
