import { keptBy } from '../leaks';
import { each, ENDS_SESSIONS, goodCall, type StageOf, timed } from './attack';
import { exampleBody, injections, PAYLOADS, SLEEP_SECONDS } from './strings';

/** Every text that the API takes, with what would mean something to whatever might read it. */
export function describeInjection(stage: StageOf, endpointIds: readonly string[]): void {
  const asked: string[] = [];

  it.each(endpointIds.filter((id) => !ENDS_SESSIONS.includes(id) && id !== 'listenToLeads'))(
    '%s takes texts as texts',
    async (id) => {
      const { api, cities } = stage();
      const endpoint = api.endpoint(id);
      const by = cities.own.askers.people.administrator;
      const { call: good } = await goodCall(stage(), id, by);
      const call = { ...good, body: exampleBody(endpoint) ?? good.body };
      const base = rowsOf(await api.call(id, by, good));
      const tries = [...injections(endpoint, call, PAYLOADS, BODY_SHARE)];
      const faults: string[] = [];
      await each(tries, 4, async ({ where, call: injected, payload }) => {
        const answer = await timed(api.call(id, by, injected));
        asked.push(id);
        const fault = (what: string) =>
          faults.push(`${where} = ${JSON.stringify(payload).slice(0, 60)}: ${what}`);
        if (answer.status >= 500) fault(`answered ${answer.status}`);
        if (answer.ms > SLEEP_SECONDS * 900) fault(`took ${Math.round(answer.ms)} ms`);
        if (answer.headers.has('x-injected')) fault('wrote a header');
        const type = answer.headers.get('content-type') ?? '';
        if (/html/.test(type)) fault(`answered a page: ${type}`);
        // A filter that is broken open finds more than none at all.
        if (where.startsWith('query') && base !== undefined && (rowsOf(answer) ?? 0) > base)
          fault(`found ${rowsOf(answer)} rows in place of ${base}`);
        if (
          payload.includes('7*191') &&
          answer.text.includes('1337') &&
          !JSON.stringify(injected).includes('1337')
        )
          fault('worked out a template');
        const leaks = keptBy(cities.foreign).filter((secret) => answer.text.includes(secret));
        if (leaks.length > 0) fault(`gave away ${leaks.join(', ')}`);
      });
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it('has asked thousands of times, and all tables are there', async () => {
    expect(asked.length).toBeGreaterThan(3_000);
    const { rows } = await stage().owner.query<{ there: boolean }>(
      `select to_regclass('intake.project') is not null as there`,
    );
    expect(rows).toEqual([{ there: true }]);
  });
}

/** In a body, each text is tried with a third of the payloads, which takes a minute; with 1, all of them with all. */
const BODY_SHARE = 3;

/** How many items an answer lists; undefined for what is no list. */
function rowsOf({ json }: { readonly json: unknown }): number | undefined {
  const { items } = (json ?? {}) as { items?: unknown };
  return Array.isArray(items) ? items.length : undefined;
}
