import { type DataOf, investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
import { audienceOf } from '@bole/kernel';
import { investorDocument, investorFacts, projectDocument, projectFacts } from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';
import { type SearchEngine } from '@bole/search';
import { tenantOf } from '@bole/taxonomy';
import { type History } from '../../apps/cli/src/history/history';
import { historyEvents } from '../../apps/cli/src/history/history-events';
import { FactsStore, type RecordedSignal } from '../../libs/leads/src/store/facts.store';

const AT_ONCE = 2_000;

export interface TakenIn {
  readonly investors: number;
  readonly projects: number;
  readonly signals: number;
}

/**
 * What a replay up to the cutoff leaves in the matcher's tables and in the index, without the pipeline's queues between: of each
 * party its newest profile, and every signing. Parties keep the ids of the history.
 */
export async function takeIn(
  history: History,
  cutoff: Date,
  unitOfWork: UnitOfWork,
  search: SearchEngine,
): Promise<TakenIn> {
  const investors = new Map<string, DataOf<typeof investorSubmittedV1>>();
  const projects = new Map<string, DataOf<typeof projectSubmittedV1>>();
  const signals: RecordedSignal[] = [];
  for await (const { event, data } of historyEvents(history, cutoff)) {
    if (event.type === investorSubmittedV1.type)
      investors.set(data.sourceId, investorSubmittedV1.data.parse(data));
    else if (event.type === projectSubmittedV1.type)
      projects.set(data.sourceId, projectSubmittedV1.data.parse(data));
    else signals.push(recorded(signalReportedV1.data.parse(data), projects));
  }
  await keepParties(unitOfWork, investors, projects);
  for (let at = 0; at < signals.length; at += AT_ONCE)
    await unitOfWork.run((transaction) =>
      new FactsStore(transaction).saveSignals(signals.slice(at, at + AT_ONCE)),
    );
  await unitOfWork.query(`select nextval('matching.deeds_epoch')`);
  await index(search, investors, projects);
  return { investors: investors.size, projects: projects.size, signals: signals.length };
}

type Investors = ReadonlyMap<string, DataOf<typeof investorSubmittedV1>>;
type Projects = ReadonlyMap<string, DataOf<typeof projectSubmittedV1>>;

function recorded(
  { source, sourceId, investor, project, ...facts }: DataOf<typeof signalReportedV1>,
  projects: Projects,
): RecordedSignal {
  const projectId = project !== undefined && 'sourceId' in project ? project.sourceId : '';
  const investorId = 'sourceId' in investor ? investor.sourceId : '';
  return {
    ...facts,
    id: `${source} ${sourceId}`,
    tenant: tenantOf(projects.get(projectId)?.profile.place.division),
    investor: { id: investorId },
    project: { id: projectId },
  };
}

async function keepParties(unitOfWork: UnitOfWork, investors: Investors, projects: Projects): Promise<void> {
  const newProjects = [...projects].map(([id, { profile }]) => {
    const city = tenantOf(profile.place.division);
    const audience = audienceOf(profile.visibility, city);
    return { id, revision: 1, active: true, facts: projectFacts(id, profile), city, audience };
  });
  const newInvestors = [...investors].map(([id, { profile }]) => ({
    id,
    revision: 1,
    active: true,
    facts: investorFacts(id, profile),
  }));
  const save = async (kind: 'project' | 'investor', items: Parameters<FactsStore['saveFacts']>[1]) => {
    for (let at = 0; at < items.length; at += AT_ONCE)
      await unitOfWork.run((transaction) =>
        new FactsStore(transaction).saveFacts(kind, items.slice(at, at + AT_ONCE)),
      );
  };
  await save('project', newProjects);
  await save('investor', newInvestors);
}

async function index(search: SearchEngine, investors: Investors, projects: Projects): Promise<void> {
  await search.prepare();
  await search.replace(
    'investors',
    [...investors].map(([id, { profile }]) => ({ id, version: 1, ...investorDocument(profile) })),
  );
  await search.replace(
    'projects',
    [...projects].map(([id, { profile }]) => ({ id, version: 1, ...projectDocument(profile) })),
  );
  await search.refresh();
}
