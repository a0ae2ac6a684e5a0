/**
 * What candidates cost: recall@50 of the matcher as it runs live (facts and index in Postgres, candidates, hard limits, order),
 * next to the same model over everybody. What was known at the cutoff is taken in from a replay's own submissions; matched are the
 * projects of the span, each with its ask, as of the cutoff.
 *
 *     npm run bench -- recall --data DIR --cutoff 2012-01-01 --end 2013-01-01 [--queries 300] [--candidates 300] [--trained] [--http] [--json FILE]
 *
 * With `--http` the new projects are asked for over the API, as an analyst asks for a project that is not kept: of the 100 investors that
 * it gives at once, those that are ranked.
 *
 * Everybody is a candidate, ranked are investors with at least 5 projects: others are left out of both answers, by which no two
 * of those that stay change places.
 */
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fixedClock, seededRandom } from '@bole/kernel';
import { GroundModelHandler, ModelRegistry } from '@bole/leads';
import {
  marketOf,
  type Model,
  pointsOf,
  type PreparedInvestor,
  type PreparedProject,
  prepareProject,
  type ProjectRecord,
  rank,
  type Split,
  splitHistory,
  train,
  TRAINING,
} from '@bole/matching';
import { ALL_CITIES, type UnitOfWork } from '@bole/persistence';
import { createSearchEngine } from '@bole/search';
import { dealHistory } from '../apps/cli/src/history/deal-history';
import { type History } from '../apps/cli/src/history/history';
import { historyFiles, readHistory } from '../apps/cli/src/history/read-history';
import { RecordLoader } from '../libs/leads/src/loader/record.loader';
import { onlyModel } from '../libs/leads/src/models/city-models';
import { PartyMatcher } from '../libs/leads/src/party.matcher';
import { workAs } from '../test/support/acting';
import { investorsOverHttp } from './support/asked-over-http';
import { openBenchHouse } from './support/bench-house';
import { report } from './support/report';
import { takeIn } from './support/taken-in';

const FIRST = 50;
/** Whose analyst asks over HTTP. */
const CITY = '320500';
/** Learns as `bole evaluate` does. */
const SEED = 5;
const TASKS = { 'A-cold': false, 'A-warm': true } as const;

interface Options {
  readonly data: string;
  readonly cutoff: Date;
  readonly end: Date;
  /** Of each task, spread evenly over all of them. */
  readonly queries: number;
  readonly candidates: number;
  readonly trained: boolean;
  readonly http: boolean;
}

async function main(): Promise<void> {
  const { data, cutoff, end, queries, candidates, trained, http } = options();
  if (http && trained) throw new Error('The gateway uses the model in use: --http or --trained, not both');
  const wrong: string[] = [];
  const source = await readHistory(await historyFiles(data), basename(resolve(data)), ({ file, row, code }) =>
    wrong.push(`${file}, row ${row}: ${code}`),
  );
  const history = await dealHistory(source);
  if (wrong.length > 0) console.error(`${wrong.length} wrong rows are left out, the first: ${wrong[0]}`);
  const split = splitHistory(history, { cutoff, end });
  const { records } = marketOf(history, split);

  const house = await openBenchHouse();
  const service = await workAs(house.connection, 'bole_service', ALL_CITIES);
  const search = createSearchEngine({ engine: 'postgres', connection: house.connection });
  try {
    const taken = await takeIn(source, cutoff, service.unitOfWork, search);
    await house.owner.query('vacuum analyze');
    const model = trained
      ? train(history, { ...TRAINING, cutoff }, seededRandom(SEED))
      : await groundedLive(service.unitOfWork, cutoff);
    // As the matcher prepares them: for this model.
    const projects = records.map((record) => prepareProject(record, cutoff, model.background));
    const loader = new RecordLoader(service.unitOfWork);
    const everybody = await loader.investors(split.investors, cutoff);
    const matcher = new PartyMatcher(search, service.unitOfWork, candidates, loader, onlyModel(model));
    const rows: Record<string, unknown>[] = [];
    const gateway = http
      ? { authorization: `Bearer ${await house.key(CITY)}`, ...(await house.startGateway()) }
      : undefined;
    if (http)
      await house.owner.query(`update access.api_key set per_minute = 2000000000, per_day = 2000000000`);
    for (const [task, warm] of Object.entries(TASKS)) {
      const places = split.projects.flatMap((project, at) => (project.warm === warm ? [at] : []));
      const asked = evenly(places, queries);
      if (gateway !== undefined && !warm)
        rows.push({
          task: `${task}, over HTTP`,
          ...(await overHttp(gateway, asked, { source, split, everybody, cutoff })),
        });
      rows.push({
        task,
        ...(await measure(asked, { split, projects, records, everybody, matcher, model, cutoff })),
      });
    }
    report('recall', rows, { model: model.version, candidates, pool: split.investors.length, ...taken });
  } finally {
    await search.close();
    await service.close();
    await house.close();
  }
}

interface Asked {
  readonly split: Split;
  readonly projects: readonly PreparedProject[];
  readonly records: readonly ProjectRecord[];
  readonly everybody: ReadonlyMap<string, PreparedInvestor>;
  readonly matcher: PartyMatcher;
  readonly model: Model;
  readonly cutoff: Date;
}

/** Whom the gateway names, for the same projects. */
async function overHttp(
  gateway: { readonly url: string; readonly authorization: string },
  places: readonly number[],
  {
    source,
    split,
    everybody,
    cutoff,
  }: Pick<Asked, 'split' | 'everybody' | 'cutoff'> & { readonly source: History },
): Promise<Record<string, unknown>> {
  let found = 0;
  const took: number[] = [];
  for (const at of places) {
    const asked = split.projects[at];
    const company = asked && source.companies.get(asked.id);
    if (asked === undefined || company === undefined) throw new RangeError('There is no such project.');
    const began = performance.now();
    const ids = await investorsOverHttp(gateway, company, asked.ask, cutoff);
    took.push(performance.now() - began);
    const positives = asked.positives.map((place) => split.investors[place] ?? '');
    found += share(positives, new Set(ids.filter((id) => everybody.has(id)).slice(0, FIRST)));
  }
  const times = [...took].sort((a, b) => a - b);
  return {
    queries: places.length,
    'recall@50, live': Math.round((found / places.length) * 1e4) / 1e4,
    'ms, median': Math.round(times[Math.floor(times.length / 2)] ?? 0),
    'ms, p95': Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
  };
}

async function measure(
  places: readonly number[],
  { split, projects, records, everybody, matcher, model, cutoff }: Asked,
): Promise<Record<string, unknown>> {
  const sums = { full: 0, live: 0, candidates: 0, kept: 0, eligible: 0 };
  const took: number[] = [];
  for (const at of places) {
    const asked = split.projects[at];
    const project = projects[at];
    const record = records[at];
    if (asked === undefined || project === undefined || record === undefined)
      throw new RangeError('There is no such project.');
    const idOf = (place: number): string => split.investors[place] ?? '';
    const positives = asked.positives.map(idOf);
    const held = new Set(asked.held.map(idOf));
    const began = performance.now();
    const matched = await matcher.matchGivenProject(record, cutoff, Number.MAX_SAFE_INTEGER);
    took.push(performance.now() - began);
    const isRanked = (id: string): boolean => everybody.has(id) && !held.has(id);
    const live = matched.ranked.map(({ investorId }) => investorId).filter(isRanked);
    const full = rank(
      [...everybody]
        .filter(([id]) => isRanked(id))
        .map(([investorId, investor]) => ({
          investorId,
          projectId: project.facts.id,
          score: pointsOf({ project, investor }, model),
        })),
      'investors',
    ).map(({ investorId }) => investorId);
    const candidates = new Set(matched.candidates.map(({ id }) => id));
    sums.full += share(positives, new Set(full.slice(0, FIRST)));
    sums.live += share(positives, new Set(live.slice(0, FIRST)));
    sums.candidates += share(positives, candidates);
    sums.kept += share(full.slice(0, FIRST), candidates);
    sums.eligible += [...candidates].filter(isRanked).length;
  }
  const mean = (sum: number): number => Math.round((sum / places.length) * 1e4) / 1e4;
  const times = [...took].sort((a, b) => a - b);
  return {
    queries: places.length,
    'recall@50, everybody': mean(sums.full),
    'recall@50, live': mean(sums.live),
    'lost, %': Math.round((1 - sums.live / sums.full) * 1e4) / 100,
    'found among candidates': mean(sums.candidates),
    'of the best 50': mean(sums.kept),
    'candidates with 5 projects': Math.round(sums.eligible / places.length),
    'ms, median': Math.round(times[Math.floor(times.length / 2)] ?? 0),
    'ms, p95': Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
  };
}

function share(wanted: readonly string[], found: ReadonlySet<string>): number {
  return wanted.filter((id) => found.has(id)).length / Math.max(1, wanted.length);
}

function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_item, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

function options(): Options {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      cutoff: { type: 'string' },
      end: { type: 'string' },
      queries: { type: 'string', default: '300' },
      candidates: { type: 'string', default: '300' },
      trained: { type: 'boolean', default: false },
      http: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if (values.data === undefined) throw new Error('--data names the folder of the history');
  return {
    data: values.data,
    cutoff: day('cutoff', values.cutoff),
    end: day('end', values.end),
    queries: count('queries', values.queries),
    candidates: count('candidates', values.candidates),
    trained: values.trained,
    http: values.http,
  };
}

function day(option: string, text: string | undefined): Date {
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) throw new Error(`--${option} ${String(text)} is no day such as 2012-01-01`);
  return at;
}

function count(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${option} ${text} is no whole number above 0`);
  return number;
}

/** The model that a city without one of its own uses once the matcher has seen the market. */
async function groundedLive(unitOfWork: UnitOfWork, cutoff: Date): Promise<Model> {
  const clock = fixedClock(cutoff);
  const registry = new ModelRegistry(unitOfWork, clock);
  await registry.takeUpRelease();
  const { version } = await new GroundModelHandler(unitOfWork, clock, registry).execute();
  if (version === null) throw new Error('There are too few public deals before the cutoff.');
  return (await registry.inUse(CITY))[0];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
