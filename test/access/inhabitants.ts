import { CommandBus } from '@nestjs/cqrs';
import { ShareProjectCommand } from '@bole/access';
import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { Acting } from '@bole/persistence';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';
import { Api } from './api';
import { type Askers, askersOf } from './askers';
import { makeThings } from './made.things';
import { markOf, type Place, PLACES } from './places';

export { markOf, type Place, PLACES };

export const VISIBILITIES = ['public', 'cluster', 'city'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** One city with one of each thing, and who may ask for it. */
export interface Inhabited {
  readonly place: Place;
  readonly code: string;
  readonly askers: Askers;
  readonly projects: Readonly<Record<Visibility, string>>;
  /** Submitted by this city, with a person there whom only it knows. */
  readonly investor: string;
  readonly contact: string;
  readonly signal: string;
  /** The event that carried the signal. */
  readonly submission: string;
  /** Of the investor and the public project. */
  readonly lead: string;
  /** The id of what was made over the API (`made.things.ts`), by the part of the path that it stands behind. */
  made(kind: string): string;
  /** All of those. */
  readonly things: ReadonlyMap<string, string>;
}

export interface Stage {
  readonly database: TestDatabase;
  readonly house: House;
  readonly api: Api;
  readonly owner: Client;
  readonly cities: Readonly<Record<Place, Inhabited>>;
  close(): Promise<void>;
}

/** Three cities in one house: all that the matrix and the attacks ask for. */
export async function stage(environment: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const database = await freshDatabase();
  const owner = new Client({ ...database.connection });
  let house: House | undefined;
  const close = async (): Promise<void> => {
    await owner.end();
    await house?.close();
    await database.drop();
  };
  try {
    await owner.connect();
    house = await startHouse(database.connection, { ...ENVIRONMENT, ...environment });
    const api = new Api(house);
    return { database, house, api, owner, cities: await inhabit(house, api, owner), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const ENVIRONMENT = {
  BOLE_CHECK_ANSWERS: 'on',
  // Webhooks of the stage go to a port where nobody listens.
  BOLE_WEBHOOKS_ALLOW_PRIVATE: '127.0.0.1',
};

async function inhabit(house: House, api: Api, owner: Client): Promise<Record<Place, Inhabited>> {
  await house.cluster('yangtze-delta', PLACES.own, PLACES.cluster);
  await house.cluster('greater-bay', PLACES.foreign);
  const settled = {} as Record<Place, Settled>;
  for (const place of Object.keys(PLACES) as Place[]) settled[place] = await settle(api, house, place);
  await house.settled();
  const cities = {} as Record<Place, Inhabited>;
  for (const [place, city] of Object.entries(settled) as [Place, Settled][]) {
    const given = { ...city, ...(await found(owner, city)) };
    const things = await makeThings(api, given);
    cities[place] = { ...given, things, made: (kind) => thingOf(things, kind) };
    await show(house, given);
  }
  return cities;
}

/** Shows the city's own project to its expert adviser, and nothing else. */
async function show(
  house: House,
  { askers, projects }: Pick<Inhabited, 'askers' | 'projects'>,
): Promise<void> {
  const by = askers.people.administrator.person?.principal;
  const adviser = askers.people.adviser.person?.principal;
  if (by === undefined || adviser === undefined) throw new Error('A city has no administrator or no adviser');
  const command = new ShareProjectCommand(by, { personId: adviser.id, projectId: projects.city });
  const commands = house.running.part('gateway').get(CommandBus, { strict: false });
  await Acting.run(by.scope, () => commands.execute(command));
}

function thingOf(things: ReadonlyMap<string, string>, kind: string): string {
  const id = things.get(kind);
  if (id === undefined) throw new Error(`No ${kind} were made`);
  return id;
}

type Settled = Omit<Inhabited, 'contact' | 'lead' | 'made' | 'things'>;

/** Submits what a city knows, as its administrator. */
async function settle(api: Api, house: House, place: Place): Promise<Settled> {
  const code = PLACES[place];
  const askers = await askersOf(house, code);
  const by = askers.people.administrator;
  const projects = {} as Record<Visibility, string>;
  for (const visibility of VISIBILITIES)
    projects[visibility] = (
      await api.make<{ profileId: string }>('submitProject', by, {
        body: projectBody(place, `${visibility}-1`, visibility),
      })
    ).profileId;
  const investor = await api.make<{ profileId: string }>('submitInvestor', by, {
    body: investorBody(place, 'investor-1'),
  });
  const signal = await api.make<{ signalId: string; eventId: string }>('submitSignal', by, {
    body: signalBody(place, 'signal-1', investor.profileId, projects.public),
  });
  const { signalId, eventId } = signal;
  return {
    ...{ place, code, askers, projects },
    ...{ investor: investor.profileId, signal: signalId, submission: eventId },
  };
}

export function projectBody(place: Place, sourceId: string, visibility: Visibility) {
  const { version: _version, ...golden } = projectSubmittedV1.golden;
  const title =
    visibility === 'public' ? `Project of ${PLACES[place]}` : markOf(place, `${visibility}-project`);
  return {
    ...golden,
    sourceId,
    profile: {
      ...golden.profile,
      names: { zh: title, en: title },
      place: { country: 'CHN', division: PLACES[place] },
      visibility,
    },
  };
}

export function investorBody(place: Place, sourceId: string) {
  const { version: _version, ...golden } = investorSubmittedV1.golden;
  const { registration: _registration, ...profile } = golden.profile;
  return {
    ...golden,
    sourceId,
    profile: {
      ...profile,
      names: { zh: `投资商 ${PLACES[place]} ${sourceId}`, en: `Investor ${PLACES[place]} ${sourceId}` },
      contacts: [
        {
          name: markOf(place, 'contact'),
          role: 'director',
          email: `${markOf(place, 'contact')}@investor.example`,
          locale: 'zh-CN',
          consent: { status: 'granted', purpose: 'lead digests', at: '2025-11-08T09:00:00+08:00' },
        },
      ],
    },
  };
}

export function signalBody(place: Place, sourceId: string, investor: string, project: string): object {
  return {
    source: 'desk',
    sourceId,
    investor: { id: investor },
    project: { id: project },
    kind: 'meeting-held',
    occurredAt: '2026-06-01T10:00:00+08:00',
    channel: markOf(place, 'channel'),
    note: markOf(place, 'signal'),
  };
}

/** The ids that the pipeline has given. */
async function found(owner: Client, city: Settled): Promise<{ contact: string; lead: string }> {
  const contacts = await owner.query<{ id: string }>(
    `select id from intake.contact where city = $1 and investor_id = $2`,
    [city.code, city.investor],
  );
  const leads = await owner.query<{ id: string }>(
    `select lead_id as id from matching.match where city = $1 and investor_id = $2 and project_id = $3`,
    [city.code, city.investor, city.projects.public],
  );
  const [contact, lead] = [contacts.rows[0]?.id, leads.rows[0]?.id];
  if (contact === undefined || lead === undefined)
    throw new Error(`${city.code} has ${contacts.rowCount} contacts and ${leads.rowCount} leads`);
  return { contact, lead };
}
