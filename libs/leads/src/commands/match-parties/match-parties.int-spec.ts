import { investorRecordedV1, projectRecordedV1, signalRecordedV1 } from '@bole/contracts';
import { fixedClock, randomIds } from '@bole/kernel';
import { Acting, type UnitOfWork } from '@bole/persistence';
import { DecodedBatch, readConfig } from '@bole/platform';
import { incoming } from '../../../../../test/support/incoming';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../../test/support/sample-world';
import { LeadBell } from '../../feed/lead-bell';
import { type Party } from '../../lead';
import { decide } from '../../marks/store/mark.store';
import { PartyMatcher } from '../../party.matcher';
import { claimTasks } from '../../store/task.store';
import { RecordFactsCommand } from '../record-facts/record-facts.command';
import { RecordFactsHandler } from '../record-facts/record-facts.handler';
import { MatchPartiesCommand } from './match-parties.command';
import { MatchPartiesHandler } from './match-parties.handler';

const config = readConfig({ BOLE_MATCH_QUIET_MS: '0', BOLE_LEADS_PER_PARTY: '10', BOLE_CANDIDATES: '60' });
const clock = fixedClock(SAMPLES_AS_OF);
const AT_A_TIME = 8;
const REVISIONS = 3;
const CHANGED_AT_ONCE = 30;
const MARKS = 80;

describe('matching from both sides at once', () => {
  let world: SampleWorld;

  beforeAll(async () => {
    world = await sampleWorld();
  });
  afterAll(() => world.close());

  it('waits in no circle, whatever is recorded meanwhile, and leaves no task behind', async () => {
    const counted = counting(world.service.unitOfWork);
    const { unitOfWork } = counted;
    const facts = new RecordFactsHandler(unitOfWork, clock, config);
    const matcher = new PartyMatcher(world.search, unitOfWork, config.matching.candidates);
    const matching = new MatchPartiesHandler(unitOfWork, clock, config, matcher, new LeadBell(unitOfWork));
    let recorded = false;

    const work = async (kind: Party['kind']): Promise<void> => {
      for (;;) {
        const last = recorded;
        const claim = randomIds.next();
        const tasks = await claimTasks(unitOfWork, kind, { limit: AT_A_TIME, live: true, claim });
        if (tasks.length > 0)
          await matching.execute(new MatchPartiesCommand(kind, tasks, SAMPLES_AS_OF, true));
        else if (last && (await waiting()) === 0) return;
      }
    };
    const waiting = async (): Promise<number> => {
      const [row] = await unitOfWork.query<{ count: number }>(
        `select count(*)::int as count from matching.task`,
      );
      return row?.count ?? 0;
    };
    const record = async (changes: (revision: number) => ReturnType<typeof incoming>[]): Promise<void> => {
      for (let revision = 2; revision < 2 + REVISIONS; revision++) {
        const records = changes(revision).map((change) => change.record);
        await facts.execute(new RecordFactsCommand(DecodedBatch.of(records)));
      }
    };
    /** Each gets the profile of another, so that every list is another one. */
    const changed = <One>(all: readonly One[], revision: number): { one: One; like: One }[] =>
      all.slice(0, CHANGED_AT_ONCE).flatMap((one, at) => {
        const like = all[(at * 7 + revision * 13) % all.length];
        return like === undefined ? [] : { one, like };
      });
    const ofProjects = (version: number) =>
      changed(world.projects, version).map(({ one, like }) =>
        incoming(projectRecordedV1, { id: one.id, version, profile: like.profile }),
      );
    const ofInvestors = (version: number) =>
      changed(world.investors, version).map(({ one, like }) =>
        incoming(investorRecordedV1, { id: one.id, version, profile: like.profile }),
      );
    const ofSignals = (round: number) =>
      changed(world.investors, round).flatMap(({ one }, at) => {
        const project = world.projects[(at * 11 + round) % world.projects.length];
        const signal = { ...signalRecordedV1.golden, id: `sig-${round}-${at}`, investor: { id: one.id } };
        return project === undefined
          ? []
          : incoming(signalRecordedV1, { ...signal, project: { id: project.id }, tenant: project.city });
      });

    const officers = counting(world.gateway.unitOfWork);
    /** Pins and hides whatever there is, city by city. */
    const mark = async (): Promise<void> => {
      const leads = await unitOfWork.query<{ lead_id: string; city: string }>(
        `select lead_id, city from matching.match order by md5(lead_id) limit $1`,
        [MARKS],
      );
      for (const [at, { lead_id: id, city }] of leads.entries())
        await Acting.run({ city, neighbours: [] }, () =>
          officers.unitOfWork.run((transaction) =>
            decide(transaction, {
              ...{ leadId: id, mark: at % 2 === 0 ? 'pinned' : 'hidden', note: null, revision: undefined },
              ...{ by: { kind: 'person', id: 'per_1', name: 'x' }, now: SAMPLES_AS_OF },
            }),
          ),
        ).catch((error: { code?: string }) => {
          // It was dropped meanwhile.
          if (error.code !== 'LEAD_NOT_FOUND') throw error;
        });
    };

    await Promise.all([
      Promise.all([...[ofProjects, ofInvestors, ofSignals].map(record), mark()]).then(
        () => (recorded = true),
      ),
      ...(['project', 'investor', 'project', 'investor'] as const).map(work),
    ]);
    expect(counted.repeated()).toBe(0);
    expect(officers.repeated()).toBe(0);
    const [row] = await unitOfWork.query<{ wrong: number; hidden: number }>(
      `select count(*) filter (where mark = 'hidden' and (for_project or for_investor)
           or mark = 'pinned' and not (for_project and for_investor))::int as wrong,
         count(*) filter (where mark = 'hidden')::int as hidden
       from leads.lead_mark join matching.match using (city, lead_id)`,
    );
    expect(row?.hidden).toBeGreaterThan(10);
    expect(row?.wrong).toBe(0);
    expect(await waiting()).toBe(0);
  }, 120_000);
});

/** A unit of work that counts how often Postgres made it do work again, because two transactions waited for one another. */
function counting(inner: UnitOfWork): { readonly unitOfWork: UnitOfWork; repeated(): number } {
  let repeated = 0;
  return {
    repeated: () => repeated,
    unitOfWork: {
      run: (work) => {
        let attempts = 0;
        return inner.run((transaction) => {
          if (attempts++ > 0) repeated++;
          return work(transaction);
        });
      },
      join: (work) => inner.join(work),
      query: (sql, parameters) => inner.query(sql, parameters),
      stream: (...given) => inner.stream(...given),
    },
  };
}
