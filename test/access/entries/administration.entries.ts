import { DEFAULT_MODEL } from '@bole/matching';
import { type Ask, type Entries } from '../entry';
import { type Inhabited } from '../inhabitants';
import { keyBody, webhookBody } from '../made.things';

/** People, shares, keys, webhooks, mails, the audit, the city's own settings. */
export const ADMINISTRATION_ENTRIES: Entries = {
  listPeople: { needs: 'people:manage', about: 'nothing', shows: (own) => [own.made('people')] },
  getPerson: {
    needs: 'people:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('people') } }),
  },
  changeRole: {
    needs: 'people:manage',
    about: 'city',
    call: async (ask) => ({ params: { id: await newcomer(ask) }, body: { role: 'officer' } }),
  },
  removePerson: {
    needs: 'people:manage',
    about: 'city',
    call: async (ask) => ({ params: { id: await newcomer(ask) } }),
  },
  listInvitations: { needs: 'people:manage', about: 'nothing', shows: (own) => [own.made('invitations')] },
  invitePerson: {
    needs: 'people:manage',
    about: 'nothing',
    call: ({ n }) => ({ body: { email: `asked-${n}@house.example`, role: 'analyst' } }),
  },
  revokeInvitation: {
    needs: 'people:manage',
    about: 'city',
    call: async (ask) => ({
      params: {
        id: await made(ask, 'invitations', 'invitePerson', {
          email: `left-${ask.n}@house.example`,
          role: 'officer',
        }),
      },
    }),
  },
  listMails: { needs: 'people:manage', about: 'nothing', shows: (own) => [own.made('mails')] },
  getMail: {
    needs: 'people:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('mails') } }),
  },

  listAdvisers: {
    needs: 'shares:write',
    about: 'nothing',
    shows: (own) => [own.askers.people.adviser.person?.principal.id ?? ''],
  },
  listShares: {
    needs: 'shares:write',
    about: 'project',
    call: ({ project }) => ({ params: { id: project } }),
  },
  shareProject: {
    needs: 'shares:write',
    about: 'project',
    // To somebody else than the adviser who asks here, who would see more than it should.
    call: async ({ project, stage, n }) => ({
      params: {
        id: project,
        personId: (await stage.house.person('adviser', stage.cities.own.code, `guest-${n}`)).principal.id,
      },
    }),
  },
  unshareProject: {
    needs: 'shares:write',
    about: 'project',
    call: async (ask) => ({ params: { id: ask.project, personId: await guestOf(ask) } }),
    right: [204],
  },

  listKeys: { needs: 'keys:manage', about: 'nothing', shows: (own) => [own.made('keys')] },
  createKey: { needs: 'keys:manage', about: 'nothing', call: ({ n }) => ({ body: keyBody(n) }) },
  getKey: { needs: 'keys:manage', about: 'city', call: ({ at }) => ({ params: { id: at.made('keys') } }) },
  rotateKey: {
    needs: 'keys:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('keys') }, body: { graceHours: 1 } }),
  },
  revokeKey: {
    needs: 'keys:manage',
    about: 'city',
    call: async (ask) => ({ params: { id: await made(ask, 'keys', 'createKey', keyBody(ask.n)) } }),
  },

  listWebhooks: { needs: 'webhooks:manage', about: 'nothing', shows: (own) => [own.made('webhooks')] },
  createWebhook: { needs: 'webhooks:manage', about: 'nothing', call: ({ n }) => ({ body: webhookBody(n) }) },
  getWebhook: {
    needs: 'webhooks:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('webhooks') } }),
  },
  changeWebhook: {
    needs: 'webhooks:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('webhooks') }, body: { events: ['project.changed'] } }),
  },
  deleteWebhook: {
    needs: 'webhooks:manage',
    about: 'city',
    call: async (ask) => ({
      params: { id: await made(ask, 'webhooks', 'createWebhook', webhookBody(ask.n)) },
    }),
  },
  rotateWebhookSecret: {
    needs: 'webhooks:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('webhooks') } }),
  },
  testWebhook: {
    needs: 'webhooks:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('webhooks') } }),
  },
  listDeliveries: {
    needs: 'webhooks:manage',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('webhooks') } }),
    shows: (own) => [own.made('deliveries')],
  },
  redeliver: {
    needs: 'webhooks:manage',
    about: 'city',
    call: async ({ at, stage }) => {
      const id = at.made('deliveries');
      await stage.owner.query(
        `update outreach.delivery set state = 'failed', finished_at = now() where id = $1`,
        [id],
      );
      return { params: { id } };
    },
  },

  listAudit: {
    needs: 'audit:read',
    about: 'nothing',
    shows: (own) => [own.made('keys')],
    call: () => ({ query: { limit: 200 } }),
  },
  verifyAudit: { needs: 'audit:read', about: 'nothing' },

  getRanking: { needs: 'insight:read', about: 'nothing' },
  setRanking: { needs: 'city:manage', about: 'nothing', call: () => ({ body: { exploration: 0.05 } }) },
  getSingleSignOn: { needs: 'city:manage', about: 'nothing', right: [404] },
  setSingleSignOn: {
    needs: 'city:manage',
    about: 'nothing',
    call: () => ({
      body: {
        issuer: 'https://login.city.example',
        clientId: 'bole',
        secretName: 'unknown',
        emailDomains: ['city.example'],
        defaultRole: null,
      },
    }),
    right: [422],
  },
  // The first of them changes something; those after it are told that there is nothing to change.
  promoteModel: {
    needs: 'city:manage',
    about: 'nothing',
    call: () => ({ params: { version: DEFAULT_MODEL.version }, body: { why: 'asked for' } }),
    right: [200, 409],
  },
  rollBackModel: {
    needs: 'city:manage',
    about: 'nothing',
    call: () => ({ body: { why: 'asked for' } }),
    right: [200, 409],
  },
  removeSingleSignOn: { needs: 'city:manage', about: 'nothing', right: [404] },
};

/** In the asker's city a thing made for this request; elsewhere the one that is there. */
async function made({ at, stage, by }: Ask, kind: string, endpoint: string, body: object): Promise<string> {
  if (at.place !== 'own' || by.name === 'nobody') return at.made(kind);
  type Made = { id?: string; key?: { id: string }; webhook?: { id: string } };
  const answer = await stage.api.make<Made>(endpoint, at.askers.people.administrator, { body });
  return answer.id ?? answer.key?.id ?? answer.webhook?.id ?? '';
}

/** In the asker's city somebody who has just come; elsewhere somebody who is there. */
async function newcomer({ at, stage, n }: Ask): Promise<string> {
  return at.place === 'own'
    ? (await stage.house.person('analyst', at.code, `newcomer-${n}`)).principal.id
    : at.made('people');
}

/** An adviser to whom the project is shown, where it can be. */
async function guestOf({ at, project, stage, n }: Ask): Promise<string> {
  const { own } = stage.cities;
  const { principal } = await stage.house.person('adviser', own.code, `guest-${n}`);
  const mayBeShown = (city: Inhabited): boolean =>
    city.place === 'own' ||
    project === city.projects.public ||
    (city.place === 'cluster' && project === city.projects.cluster);
  if (mayBeShown(at))
    await stage.api.make('shareProject', own.askers.people.administrator, {
      params: { id: project, personId: principal.id },
    });
  return principal.id;
}
