import fc from 'fast-check';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { type Worker, workAs } from '../../../test/support/acting';
import {
  CITY,
  type DrawnSignal,
  drawSignals,
  ELSEWHERE,
  keepSignals,
} from '../../../test/support/drawn-signals';
import {
  channelOf,
  creditsOf,
  dayOf,
  daysToNext,
  median,
  mediumOf,
  monthOf,
  type Pair,
  pairsOf,
  SIGNED,
  sum,
  touchesOf,
} from '../../../test/support/plain-insight';
import { ActivityHandler } from './queries/activity/activity.handler';
import { ActivityQuery } from './queries/activity/activity.query';
import { AttributionHandler } from './queries/attribution/attribution.handler';
import {
  type Attribution,
  ATTRIBUTION_MODELS,
  AttributionQuery,
  type AttributionModel,
} from './queries/attribution/attribution.query';
import { ChannelsHandler } from './queries/channels/channels.handler';
import { ChannelsQuery } from './queries/channels/channels.query';
import { FunnelHandler } from './queries/funnel/funnel.handler';
import {
  type Funnel,
  type FunnelFilter,
  type FunnelGrouping,
  FunnelQuery,
} from './queries/funnel/funnel.query';
import { heavyQuestion } from './store/heavy-question';
import { STAGES } from './stage-of-signals';

const ZONE = 'Asia/Shanghai';

describe('insight, next to a plain computation over the same signals', () => {
  const signals = drawSignals(600, 4);
  let database: TestDatabase;
  let gateway: Worker;
  let stranger: Worker;

  beforeAll(async () => {
    database = await freshDatabase();
    await keepSignals(database.connection, signals);
    gateway = await workAs(database.connection, 'bole_gateway', { city: CITY, neighbours: [ELSEWHERE] });
    stranger = await workAs(database.connection, 'bole_gateway', { city: '330100', neighbours: [] });
  });
  afterAll(async () => {
    await gateway.close();
    await stranger.close();
    await database.drop();
  });

  const funnel = (by: FunnelGrouping, filter: Partial<FunnelFilter> = {}, who = gateway): Promise<Funnel> =>
    new FunnelHandler(who.unitOfWork).execute(new FunnelQuery({ zone: ZONE, ...filter }, by));
  const attribution = (
    filter: { windowDays?: number; halfLifeDays?: number; from?: string; to?: string } = {},
  ) =>
    new AttributionHandler(gateway.unitOfWork).execute(
      new AttributionQuery({ zone: ZONE, windowDays: 365, halfLifeDays: 30, ...filter }),
    );

  it.each<[FunnelGrouping, Partial<FunnelFilter>, (pair: Pair) => string | undefined]>([
    ['stage', {}, () => 'all'],
    ['channel', {}, (pair) => channelOf(pair.first)],
    ['month', {}, (pair) => monthOf(pair.at[0])],
    [
      'quarter',
      {},
      (pair) => `${monthOf(pair.at[0]).slice(0, 4)}-Q${Math.ceil(Number(monthOf(pair.at[0]).slice(5)) / 3)}`,
    ],
    ['stage', { project: 'p2' }, (pair) => (pair.project === 'p2' ? 'all' : undefined)],
    ['stage', { industry: 'C38' }, (pair) => (pair.project === 'p1' ? undefined : 'all')],
    [
      'year',
      { channel: '展会' },
      (pair) => (channelOf(pair.first) === '展会' ? monthOf(pair.at[0]).slice(0, 4) : undefined),
    ],
    [
      'stage',
      { from: '2025-11-30', to: '2026-01-31' },
      (pair) => (dayOf(pair.at[0]) >= '2025-11-30' && dayOf(pair.at[0]) <= '2026-01-31' ? 'all' : undefined),
    ],
  ])('the funnel by %s %j', async (by, filter, keyOf) => {
    const expected = new Map<string, Pair[]>();
    for (const pair of pairsOf(signals)) {
      const key = keyOf(pair);
      if (key !== undefined) expected.set(key, [...(expected.get(key) ?? []), pair]);
    }
    const { groups, leftOut } = await funnel(by, filter);
    expect(leftOut).toBe(0);
    expect(groups.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
    expect(groups.length).toBeGreaterThan(0);
    for (const { key, stages, signed } of groups) {
      const pairs = expected.get(key) ?? [];
      stages.forEach(({ stage, reached, standing, conversion, medianDays, timed }, at) => {
        const here = pairs.filter((pair) => pair.stage >= at);
        const days = here.flatMap((pair) => daysToNext(pair, at));
        expect([key, stage, reached, standing]).toEqual([
          key,
          STAGES[at],
          here.length,
          pairs.filter((pair) => pair.stage === at).length,
        ]);
        expect(timed).toBe(days.length);
        expect(medianDays ?? -1).toBeCloseTo(median(days) ?? -1, 9);
        if (at < STAGES.length - 1 && here.length > 0)
          expect([conversion?.count, conversion?.of]).toEqual([
            pairs.filter((pair) => pair.stage > at).length,
            here.length,
          ]);
        else expect(conversion).toBeNull();
      });
      const signers = pairs.filter((pair) => pair.stage >= SIGNED);
      expect(signed.pairs).toBe(signers.length);
      expect(signed.amountCny).toBeCloseTo(sum(signers.map((pair) => pair.amountCny ?? 0)), 4);
      expect(signed.withoutAmount).toBe(signers.filter((pair) => pair.amountCny === undefined).length);
    }
  });

  it('credits signings to channels, online and offline, by five models', async () => {
    const found = await attribution({ windowDays: 60, halfLifeDays: 7.5 });
    const expected = creditsOf(signals, 60, 7.5);
    expect(found.signings).toBe(expected.signings);
    expect(found.unattributed.signings).toBe(expected.unattributed);
    expect(found.signings).toBeGreaterThan(10);
    expect(found.unattributed.signings).toBeGreaterThan(0);
    expect(found.channels.map(({ medium, channel }) => `${medium} ${channel}`).sort()).toEqual(
      [...expected.byChannel.keys()].sort(),
    );
    for (const { medium, channel, credits } of found.channels)
      for (const model of ATTRIBUTION_MODELS) {
        const credit = expected.byChannel.get(`${medium} ${channel}`)?.[model];
        expect(credits[model].signings).toBeCloseTo(credit?.signings ?? -1, 8);
        expect(credits[model].amountCny).toBeCloseTo(credit?.amountCny ?? -1, 3);
      }
    for (const { medium, credits } of found.media)
      for (const model of ATTRIBUTION_MODELS)
        expect(credits[model].signings).toBeCloseTo(
          sum(
            found.channels.filter((one) => one.medium === medium).map((one) => one.credits[model].signings),
          ),
          8,
        );
  });

  it('shares out every signing whole, whatever the window and the half-life', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.01, max: 3_650, noNaN: true }),
        fc.double({ min: 0.01, max: 3_650, noNaN: true }),
        async (windowDays, halfLifeDays) => {
          const found = await attribution({ windowDays, halfLifeDays });
          for (const model of ATTRIBUTION_MODELS) {
            // Twelve decimals are exact in the database; here they are summed as floats.
            expect(credited(found, model, 'signings')).toBeCloseTo(found.signings, 10);
            expect(credited(found, model, 'amountCny') / found.amountCny).toBeCloseTo(1, 10);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts signings by the day of the signing', async () => {
    const signedAt = pairsOf(signals).flatMap(({ at }) => at[SIGNED] ?? []);
    const days = signedAt.map(dayOf).sort();
    const from = days[3] ?? '';
    const found = await attribution({ from });
    expect(found.signings).toBe(days.filter((day) => day >= from).length);
    expect(found.signings).toBeLessThan(days.length);
  });

  it('tells how many of the pairs that a channel reached have signed', async () => {
    const found = await new ChannelsHandler(gateway.unitOfWork).execute(new ChannelsQuery({ zone: ZONE }));
    const pairs = pairsOf(signals).map((pair) => ({ ...pair, touches: touchesOf(signals, pair) }));
    for (const row of found.channels) {
      const through = (one: DrawnSignal): boolean =>
        mediumOf(one) === row.medium && channelOf(one) === row.channel;
      const reached = pairs.filter(({ touches }) => touches.some(through));
      const signed = reached.filter(({ at }) => at[SIGNED] !== undefined);
      expect(row).toMatchObject({
        contacts: new Set(reached.flatMap(({ touches }) => touches.filter(through).map(({ id }) => id))).size,
        pairs: reached.length,
        signed: signed.length,
        conversion: { count: signed.length, of: reached.length },
      });
      const days = signed.map(
        ({ at, touches }) =>
          ((at[SIGNED] ?? 0) - Math.min(...touches.filter(through).map(({ hour }) => hour))) / 24,
      );
      expect(row.medianDaysToSigning ?? -1).toBeCloseTo(median(days) ?? -1, 9);
    }
    const ways = pairs.map(({ touches, at }) => {
      const media = [...new Set(touches.map(mediumOf))];
      return { by: media.length > 1 ? 'both' : (media[0] ?? 'none'), signed: at[SIGNED] !== undefined };
    });
    for (const { by, pairs: reached, signed } of found.reachedBy)
      expect([by, reached, signed]).toEqual([
        by,
        ways.filter((way) => way.by === by).length,
        ways.filter((way) => way.by === by && way.signed).length,
      ]);
    expect(sum(found.reachedBy.map((row) => row.pairs))).toBe(pairs.length);
    expect(new Set(ways.map(({ by }) => by))).toEqual(new Set(['online', 'offline', 'both', 'none']));
  });

  it('counts signals by kind and week', async () => {
    const { weeks } = await new ActivityHandler(gateway.unitOfWork).execute(
      new ActivityQuery({ zone: ZONE, from: '2025-12-01' }),
    );
    const own = signals.filter(({ project, hour }) => project !== 'p4' && dayOf(hour) >= '2025-12-01');
    expect(sum(weeks.map((week) => week.signals))).toBe(own.length);
    for (const { week, kind, signals: count, investors } of weeks) {
      const end = new Date(Date.parse(week) + 7 * 86_400_000).toISOString().slice(0, 10);
      const those = own.filter(
        (one) => one.kind === kind && dayOf(one.hour) >= week && dayOf(one.hour) < end,
      );
      expect([week, count, investors]).toEqual([
        week,
        those.length,
        new Set(those.map(({ investor }) => investor)).size,
      ]);
    }
  });

  it('shows a city nothing of another', async () => {
    expect((await funnel('stage', {}, stranger)).groups).toEqual([]);
    const elsewhere = await funnel('stage', { project: 'p4' });
    expect(elsewhere.groups).toEqual([]);
  });

  it('asks no longer than it may, and changes nothing', async () => {
    const slow = heavyQuestion(gateway.unitOfWork, { sql: 'select pg_sleep(30)', values: [] }, 1);
    await expect(slow).rejects.toMatchObject({ name: 'UnavailableError', code: 'INSIGHT_TOO_SLOW' });
    const writing = heavyQuestion(gateway.unitOfWork, {
      sql: `select nextval('outbox.event_id_seq')`,
      values: [],
    });
    await expect(writing).rejects.toThrow('read-only');
    expect(await gateway.unitOfWork.query('show statement_timeout')).toEqual([{ statement_timeout: '0' }]);
  });

  it('refuses zones and industries that do not exist', async () => {
    await expect(funnel('month', { zone: 'Asia/Bole' })).rejects.toThrow('TIME_ZONE_UNKNOWN');
    await expect(funnel('stage', { industry: 'Z99' })).rejects.toThrow('INDUSTRY_UNKNOWN');
    await expect(funnel('stage', { from: '2026-01-02', to: '2026-01-01' })).rejects.toThrow('DAYS_REVERSED');
  });
});

function credited(found: Attribution, model: AttributionModel, what: 'signings' | 'amountCny'): number {
  return sum(found.channels.map(({ credits }) => credits[model][what])) + found.unattributed[what];
}
