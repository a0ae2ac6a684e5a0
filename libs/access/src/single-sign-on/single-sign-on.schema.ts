import { z } from 'zod';
import { citySchema, revisionSchema } from '../schemas';

const domainSchema = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'a domain in lower case')
  .meta({ examples: ['suzhou.example'] });

export const setSingleSignOnSchema = z
  .object({
    issuer: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .meta({ examples: ['https://login.suzhou.example'] }),
    clientId: z.string().min(1).max(300),
    secretName: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/, 'lower-case letters, digits and dashes')
      .meta({
        description: 'name of an entry in the operator’s BOLE_OIDC_SECRETS, which holds the client secret',
      }),
    emailDomains: z.array(domainSchema).min(1).max(50).meta({ description: 'whose addresses are let in' }),
    defaultRole: z
      .enum(['officer', 'analyst', 'adviser'])
      .nullable()
      .meta({ description: 'of who comes without an invitation; null: only who is a member or invited' }),
  })
  .meta({ id: 'SetSingleSignOn' });
export type SetSingleSignOnInput = Readonly<z.infer<typeof setSingleSignOnSchema>>;

export const singleSignOnSchema = setSingleSignOnSchema
  .extend({ revision: revisionSchema })
  .meta({ id: 'SingleSignOn', description: 'A city’s own sign-on by OpenID Connect' });
export type SingleSignOn = Readonly<z.infer<typeof singleSignOnSchema>>;

export const singleSignOnCitiesSchema = z
  .object({ items: z.array(z.object({ city: citySchema, zh: z.string(), en: z.string() })) })
  .meta({ id: 'SingleSignOnCities', description: 'Cities that have a sign-on of their own' });
export type SingleSignOnCities = Readonly<z.infer<typeof singleSignOnCitiesSchema>>;
