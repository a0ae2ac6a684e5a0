import { each, ENDS_SESSIONS, goodCall, type StageOf } from './attack';

/** Members that no request has, by which somebody would give itself what is not its own. */
const EXTRA: Readonly<Record<string, unknown>> = {
  city: '440600',
  tenant: '440600',
  audience: 'public',
  role: 'administrator',
  permissions: ['people:manage'],
  scopes: ['people:manage'],
  id: 'mine',
  revision: 1_000_000,
  createdBy: 'somebody-else',
  author: { kind: 'person', id: 'somebody-else', name: 'Somebody else' },
  secret: 'chosen',
  secretHash: 'chosen',
  perDay: 1_000_000_000,
  disabledAt: null,
  isAdmin: true,
  constructor: { prototype: { isAdmin: true } },
  ['__proto__']: { isAdmin: true },
};

/** Members of these names that a request does have, and which mean something else there. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  addContact: ['role'], // The person's post.
  changeContact: ['role'],
  createKey: ['perDay'], // Up to its bound.
  signIn: ['city'], // One of the person's own.
  submitSignal: ['city'], // The city that it was about.
};

/** Mass assignment: what an endpoint does not know it refuses, so nothing is set unasked. */
export function describeAssignment(stage: StageOf, endpointIds: readonly string[]): void {
  it.each(endpointIds.filter((id) => !ENDS_SESSIONS.includes(id)))(
    '%s sets nothing that it does not declare',
    async (id) => {
      const { api, cities } = stage();
      const by = cities.own.askers.people.administrator;
      const { call } = await goodCall(stage(), id, by);
      if (call.body === undefined) return void (await refusesBody(id));
      const given = call.body as Record<string, unknown>;
      const faults: string[] = [];
      await each(Object.entries(EXTRA), 4, async ([name, value]) => {
        // JSON.stringify leaves __proto__ out when it is set as a prototype; here it is a member of its own.
        const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
        if (name in given || OWN[id]?.includes(name) === true) return;
        const answer = await api.call(id, by, {
          ...call,
          body: JSON.stringify(given).replace(/^\{/, `{${member},`),
        });
        if (answer.status !== 422) faults.push(`${name}: ${answer.status} ${answer.text.slice(0, 150)}`);
        else if (!/FIELD_UNKNOWN/.test(answer.text)) faults.push(`${name}: ${answer.text.slice(0, 200)}`);
      });
      expect(faults).toEqual([]);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  async function refusesBody(id: string): Promise<void> {
    const { api, cities } = stage();
    const { method } = api.endpoint(id);
    if (method === 'GET') return;
    const by = cities.own.askers.people.administrator;
    const { call } = await goodCall(stage(), id, by);
    expect((await api.call(id, by, { ...call, body: { role: 'administrator' } })).status).toBe(400);
  }

  it('keeps nested members apart as well', async () => {
    const { api, cities } = stage();
    const by = cities.own.askers.people.officer;
    const { call } = await goodCall(stage(), 'submitProject', by);
    const body = call.body as { profile: { place: object } };
    const nested = {
      ...body,
      profile: {
        ...body.profile,
        audience: 'public',
        place: { ...body.profile.place, city: '440600', tenant: 'x' },
      },
    };
    const answer = await api.call('submitProject', by, { body: nested });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('"profile.place.tenant"');
    expect(answer.text).toContain('"profile.audience"');
  });

  it('lets no city speak of another’s projects, nor write under its sources', async () => {
    const { api, cities } = stage();
    const by = cities.own.askers.people.officer;
    const { call } = await goodCall(stage(), 'submitProject', by);
    const body = call.body as { profile: object };
    const there = { ...body, profile: { ...body.profile, place: { country: 'CHN', division: '440600' } } };
    expect((await api.call('submitProject', by, { body: there })).status).toBe(422);
    // The same source and id as Foshan's own record: it stays Foshan's.
    const same = { ...body, sourceId: 'public-1' };
    const made = await api.make<{ profileId: string }>('submitProject', by, { body: same });
    expect(made.profileId).not.toBe(cities.foreign.projects.public);
  });
}
