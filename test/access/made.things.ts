import { DAY_MS } from '@bole/kernel';
import { type Api } from './api';
import { type Inhabited } from './inhabitants';
import { markOf } from './places';

type City = Omit<Inhabited, 'made' | 'things'>;

/** Makes one of each thing over the API, as the city's administrator: ids by the part of the path that they stand behind. */
export async function makeThings(api: Api, city: City): Promise<ReadonlyMap<string, string>> {
  const things = new Map<string, string>();
  const by = city.askers.people.administrator;
  const make = async <Made = { id: string }>(
    kind: string,
    endpoint: string,
    call: object,
    idOf?: (made: Made) => string,
  ) => {
    const made = await api.make<Made>(endpoint, by, call);
    things.set(kind, idOf === undefined ? (made as { id: string }).id : idOf(made));
  };
  await make('notes', 'addNote', {
    body: { projectId: city.projects.city, text: markOf(city.place, 'note'), forAdvisers: true },
  });
  await make('lead-tasks', 'addLeadTask', {
    params: { id: city.lead },
    body: { title: markOf(city.place, 'note'), dueOn: '2026-12-01' },
  });
  const leaving = await api.make<{ id: string }>('addContact', by, {
    params: { id: city.investor },
    body: {
      name: 'Leaving',
      email: `leaving-${city.code}@investor.example`,
      locale: 'en',
      consent: { status: 'unknown' },
    },
  });
  await make('erasures', 'eraseContact', { params: { id: leaving.id }, body: { reason: 'asked-by-person' } });
  await make(
    'webhooks',
    'createWebhook',
    { body: webhookBody(city.code) },
    ({ webhook }: { webhook: { id: string } }) => webhook.id,
  );
  await make('deliveries', 'testWebhook', { params: { id: things.get('webhooks') } });
  await make('keys', 'createKey', { body: keyBody(city.code) }, ({ key }: { key: { id: string } }) => key.id);
  await make('invitations', 'invitePerson', {
    body: { email: `invited-${city.code}@house.example`, role: 'officer' },
  });
  await make(
    'mails',
    'listMails',
    {},
    ({ items }: { items: readonly { id: string }[] }) => items[0]?.id ?? '',
  );
  things.set('people', city.askers.people.analyst.person?.principal.id ?? '');
  return things;
}

/** Nobody answers there. */
export function webhookBody(n: number | string): object {
  return { url: `http://127.0.0.1:9/${n}`, events: ['leads.changed'] };
}

export function keyBody(n: number | string): object {
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  return { label: `made for ${n}`, scopes: ['leads:read'], expiresAt };
}
