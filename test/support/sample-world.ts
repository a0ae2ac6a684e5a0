import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DataOf,
  investorSubmittedV1,
  partyRefText,
  projectSubmittedV1,
  signalReportedV1,
} from '@bole/contracts';
import { audienceOf, derivedId } from '@bole/kernel';
import { investorDocument, investorFacts, projectDocument, projectFacts } from '@bole/matching';
import { ALL_CITIES } from '@bole/persistence';
import { createSearchEngine, type SearchEngine } from '@bole/search';
import { tenantOf } from '@bole/taxonomy';
import { profileIdOf } from '../../libs/profiles/src/profile-identity';
import { FactsStore } from '../../libs/leads/src/store/facts.store';
import { PartyMatcher } from '../../libs/leads/src/party.matcher';
import { MatchStore } from '../../libs/leads/src/store/match.store';
import { type Worker, workAs } from './acting';
import { freshDatabase, type TestDatabase } from './database';

export type SampleProject = DataOf<typeof projectSubmittedV1> & {
  readonly id: string;
  readonly city: string;
};
export type SampleInvestor = DataOf<typeof investorSubmittedV1> & { readonly id: string };

/** The samples as the matcher and the index keep them once the pipeline has run, without running it. */
export interface SampleWorld {
  readonly database: TestDatabase;
  /** The gateway's own role: give it a scope with `Acting.run`. */
  readonly gateway: Worker;
  readonly service: Worker;
  readonly search: SearchEngine;
  readonly projects: readonly SampleProject[];
  readonly investors: readonly SampleInvestor[];
  close(): Promise<void>;
}

/** As of this instant, right after the samples end, leads are computed. */
export const SAMPLES_AS_OF = new Date('2026-11-22T00:00:00Z');
const LEADS_PER_PARTY = 30;

export async function sampleWorld(): Promise<SampleWorld> {
  const database = await freshDatabase();
  const service = await workAs(database.connection, 'bole_service', ALL_CITIES);
  const gateway = await workAs(database.connection, 'bole_gateway');
  const search = createSearchEngine({ engine: 'postgres', connection: database.connection });
  const projects = read('projects', projectSubmittedV1.data).map((data) => ({
    ...data,
    id: profileIdOf('project', data.source, data.sourceId, data.profile),
    city: tenantOf(data.profile.place.division),
  }));
  const investors = read('investors', investorSubmittedV1.data).map((data) => ({
    ...data,
    id: profileIdOf('investor', data.source, data.sourceId, data.profile),
  }));
  await keep(service, projects, investors);
  await search.prepare();
  await search.replace(
    'investors',
    investors.map(({ id, profile }) => ({ id, version: 1, ...investorDocument(profile) })),
  );
  await search.replace(
    'projects',
    projects.map(({ id, profile }) => ({ id, version: 1, ...projectDocument(profile) })),
  );
  await search.refresh();
  await rankAll(service, search, projects);
  return {
    database,
    gateway,
    service,
    search,
    projects,
    investors,
    async close() {
      await search.close();
      await gateway.close();
      await service.close();
      await database.drop();
    },
  };
}

async function keep(
  service: Worker,
  projects: readonly SampleProject[],
  investors: readonly SampleInvestor[],
): Promise<void> {
  const ids = new Map(
    [...projects, ...investors].map(({ id, source, sourceId }) => [partyRefText({ source, sourceId }), id]),
  );
  const cities = new Map(projects.map(({ id, city }) => [id, city]));
  await service.unitOfWork.run(async (transaction) => {
    for (const code of new Set(cities.values()))
      await transaction.query(
        `insert into access.city (code, zh, en) values ($1, $1, $1) on conflict do nothing`,
        [code],
      );
    const store = new FactsStore(transaction);
    await store.saveFacts(
      'project',
      projects.map(({ id, city, profile }) => ({
        id,
        revision: 1,
        active: profile.status === 'open',
        facts: projectFacts(id, profile),
        city,
        audience: audienceOf(profile.visibility, city),
      })),
    );
    await store.saveFacts(
      'investor',
      investors.map(({ id, profile }) => ({
        id,
        revision: 1,
        active: profile.status === 'active',
        facts: investorFacts(id, profile),
      })),
    );
    await store.saveSignals(
      read('signals', signalReportedV1.data).map(({ source, sourceId, investor, project, ...facts }) => {
        const projectId = project === undefined ? undefined : ids.get(partyRefText(project));
        return {
          ...facts,
          id: derivedId('sig', source, sourceId),
          tenant: cities.get(projectId ?? '') ?? tenantOf(facts.city),
          investor: { id: ids.get(partyRefText(investor)) ?? '' },
          ...(projectId === undefined ? {} : { project: { id: projectId } }),
        };
      }),
    );
  });
}

/** Every project's list, as the matcher writes it. */
async function rankAll(
  service: Worker,
  search: SearchEngine,
  projects: readonly SampleProject[],
): Promise<void> {
  const matcher = new PartyMatcher(search, service.unitOfWork, 300);
  const ids = projects.map(({ id }) => id);
  const matched = await matcher.match('project', ids, SAMPLES_AS_OF);
  await service.unitOfWork.run((transaction) =>
    new MatchStore(transaction).saveLists(
      'project',
      matched.map(({ party, ranked, cut, active, model }) => ({
        party,
        asOf: SAMPLES_AS_OF,
        model,
        leads: ranked.slice(0, LEADS_PER_PARTY),
        others: [],
        hidden: new Set<string>(),
        chances: new Map(),
        floor: ranked[LEADS_PER_PARTY - 1]?.score ?? null,
        barred: active ? cut.map(({ id }) => id) : 'all',
        changedAt: null,
        claimedAt: SAMPLES_AS_OF,
      })),
      SAMPLES_AS_OF,
    ),
  );
}

function read<Data>(name: string, schema: { parse(value: unknown): Data }): Data[] {
  return readFileSync(join(__dirname, '../../samples', `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}
