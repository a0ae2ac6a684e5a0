import { ROLES } from '@bole/access';
import { usualStatus } from '../../apps/gateway/src/http/endpoint';
import { type Answer, type Call } from './api';
import { type Asker, NOBODY } from './askers';
import { ADMINISTRATION_ENTRIES } from './entries/administration.entries';
import { INSIGHT_ENTRIES } from './entries/insight.entries';
import { PERSONAL_ENTRIES } from './entries/personal.entries';
import { PROFILE_ENTRIES } from './entries/profile.entries';
import { REFERENCE_ENTRIES } from './entries/reference.entries';
import { SESSION_ENTRIES } from './entries/session.entries';
import { type Ask, type Entries, type Entry, RIGHTS } from './entry';
import { type Inhabited, type Place, type Stage, VISIBILITIES, type Visibility } from './inhabitants';
import { leaksTo } from './leaks';

/** Every endpoint of the API. */
export const ENTRIES: Entries = {
  ...PROFILE_ENTRIES,
  ...PERSONAL_ENTRIES,
  ...SESSION_ENTRIES,
  ...INSIGHT_ENTRIES,
  ...ADMINISTRATION_ENTRIES,
  ...REFERENCE_ENTRIES,
};

/** Asks one endpoint as everybody, about things of every city; resolves to what was not right. */
export async function faultsOf(stage: Stage, id: string, entry: Entry): Promise<string[]> {
  const cell = new Cell(stage, id, entry);
  const { people, key, ...askers } = stage.cities.own.askers;
  await cell.ask(NOBODY);
  for (const role of ROLES) await cell.ask(people[role]);
  await cell.ask(key);
  if (entry.needs !== 'anyone' && entry.needs !== 'signed-in' && RIGHTS[entry.needs].keys)
    await cell.ask(await askers.keyWithout(entry.needs));
  return cell.faults;
}

let requests = 0;

class Cell {
  readonly faults: string[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly id: string,
    private readonly entry: Entry,
  ) {}

  /** All that one asker may want of this endpoint. */
  async ask(by: Asker): Promise<void> {
    await this.askAbout(by);
    if (by !== NOBODY && this.isPermitted(by)) await this.askByFilters(by);
  }

  private async askAbout(by: Asker): Promise<void> {
    const { about } = this.entry;
    const places: readonly Place[] = about === 'nothing' ? ['own'] : ['own', 'cluster', 'foreign'];
    for (const place of places)
      for (const visibility of about === 'project' ? VISIBILITIES : (['public'] as const))
        await this.askOnce(by, place, visibility);
  }

  private async askOnce(by: Asker, place: Place, visibility: Visibility): Promise<void> {
    const at = this.stage.cities[place];
    const name = `${by.name} about ${place}${this.entry.about === 'project' ? ` ${visibility}` : ''}`;
    const { call, as } = await this.request(by, at, visibility);
    const answer = await this.stage.api.call(this.id, as, call);
    const right = this.right(by, place, visibility);
    if (!right.includes(answer.status))
      return void this.fault(
        name,
        `answered ${answer.status}, not ${right.join(' or ')}: ${answer.text.slice(0, 300)}`,
      );
    this.checkRefusal(name, by, answer);
    for (const leak of leaksTo(by, this.stage, call, answer)) this.fault(name, `gave away ${leak}`);
    if (answer.status === 404 && this.entry.about !== 'nothing')
      await this.compareWithUnknown(name, as, call, answer);
    if (answer.status < 300 && place === 'own' && by.role !== 'adviser')
      for (const shown of this.entry.shows?.(at) ?? [])
        if (!answer.text.includes(shown)) this.fault(name, `did not show ${shown}`);
  }

  /** A filter that names what another city keeps finds nothing, as it does for what nobody keeps. */
  private async askByFilters(by: Asker): Promise<void> {
    const { query, method } = this.stage.api.endpoint(this.id);
    const { own, foreign } = this.stage.cities;
    if (method !== 'GET') return;
    for (const name of Object.keys(query?.shape ?? {})) {
      const named = FILTERS[name]?.(foreign);
      if (named === undefined) continue;
      const { call, as } = await this.request(by, own, 'city');
      const filtered = { ...call, query: { ...call.query, [name]: named } };
      const answer = await this.stage.api.call(this.id, as, filtered);
      if (answer.status >= 500) this.fault(`${by.name} by ${name}`, `answered ${answer.status}`);
      for (const leak of leaksTo(by, this.stage, filtered, answer))
        this.fault(`${by.name} by ${name}`, `gave away ${leak}`);
    }
  }

  private async request(
    by: Asker,
    at: Inhabited,
    visibility: Visibility,
  ): Promise<{ call: Call; as: Asker }> {
    let as = by;
    const ask: Ask = {
      ...{ at, by, stage: this.stage, project: at.projects[visibility], n: ++requests },
      session: (headers) => (as = { ...by, headers }),
    };
    const call = (await this.entry.call?.(ask)) ?? {};
    const { ifMatch } = this.stage.api.endpoint(this.id);
    return {
      as,
      call: ifMatch === undefined ? call : { ...call, headers: { 'if-match': '*', ...call.headers } },
    };
  }

  /** The statuses that are right, by what is written here alone. */
  private right(by: Asker, place: Place, visibility: Visibility): readonly number[] {
    const { needs, about, right, adviser, abroad, key } = this.entry;
    const usual = right ?? [usualStatus(this.stage.api.endpoint(this.id).answers) ?? 200];
    if (needs === 'anyone') return usual;
    if (by === NOBODY) return [401];
    if (needs !== 'signed-in' && !this.isPermitted(by)) return [403];
    if (by.role === undefined && key !== undefined) return key;
    if (about === 'city' && place !== 'own') return [404];
    if (about === 'project' && !sees(by, place, visibility)) return [404];
    if (about === 'project' && place !== 'own' && abroad !== undefined) return abroad;
    if (by.role === 'adviser') return adviser ?? (about === 'city' ? [404] : usual);
    return usual;
  }

  private isPermitted({ role, scopes }: Asker): boolean {
    const { needs } = this.entry;
    if (needs === 'anyone' || needs === 'signed-in') return true;
    return role === undefined
      ? RIGHTS[needs].keys && (scopes ?? []).includes(needs)
      : RIGHTS[needs].roles.includes(role);
  }

  /** A refusal says why, by a code, and nothing else. */
  private checkRefusal(name: string, by: Asker, { status, json }: Answer): void {
    const { code } = (json ?? {}) as { code?: string };
    if (status === 401 && by === NOBODY && this.entry.needs !== 'anyone' && code !== 'SIGN_IN_NEEDED')
      this.fault(name, `was refused as ${code}`);
    if (status === 403 && !this.isPermitted(by) && code !== 'PERMISSION_MISSING')
      this.fault(name, `was forbidden it as ${code}`);
  }

  /** What another city keeps is answered like what nobody keeps, to the last byte. */
  private async compareWithUnknown(name: string, as: Asker, call: Call, answer: Answer): Promise<void> {
    const [part, member = ''] = (this.entry.target ?? 'params.id').split('.') as [
      'params' | 'body' | 'query',
      string,
    ];
    const named = (call[part] as Record<string, string> | undefined)?.[member] ?? '';
    const unknown = unlike(named);
    const other = await this.stage.api.call(this.id, as, {
      ...call,
      [part]: { ...(call[part] as object), [member]: unknown },
    });
    const same =
      other.status === answer.status &&
      other.text.replaceAll(unknown, named) === answer.text &&
      headersOf(other) === headersOf(answer);
    if (!same) this.fault(name, `differs from what is unknown: ${answer.text} — ${other.text}`);
  }

  private fault(name: string, what: string): void {
    this.faults.push(`${name}: ${what}`);
  }
}

/** Filters that name a thing, and what of a foreign city to name there. */
const FILTERS: Readonly<Record<string, (foreign: Inhabited) => string>> = {
  project: ({ projects }) => projects.city,
  projectId: ({ projects }) => projects.city,
  investor: ({ investor }) => investor,
  investorId: ({ investor }) => investor,
  actor: (foreign) => foreign.made('people'),
  objectId: ({ contact }) => contact,
  webhookId: (foreign) => foreign.made('webhooks'),
  cluster: () => 'greater-bay',
  city: ({ code }) => code,
};

/** Who sees which projects: the rule of docs/design.md, once more. */
function sees(by: Asker, place: Place, visibility: Visibility): boolean {
  if (by.role === 'adviser') return place === 'own' && visibility === 'city';
  if (place === 'own') return true;
  return visibility === 'public' || (place === 'cluster' && visibility === 'cluster');
}

/** An id of the same shape that nobody has. */
function unlike(id: string): string {
  const rest = id.replace(/^[a-z]+_/, '');
  return (
    id.slice(0, id.length - rest.length) + rest.replace(/[a-z0-9]/g, (letter) => (letter === 'a' ? 'b' : 'a'))
  );
}

/** Of each request its own: when, under which number, how many are left. */
const FLEETING = [
  'date',
  'x-correlation-id',
  'ratelimit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'ratelimit-limit',
];

function headersOf({ headers }: Answer): string {
  return JSON.stringify([...headers].filter(([name]) => !FLEETING.includes(name)).sort());
}
