import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EventType,
  investorSubmittedV1,
  problemsOf,
  projectSubmittedV1,
  signalReportedV1,
  unknownFields,
} from '@bole/contracts';
import {
  checkLei,
  checkUscc,
  cityOf,
  clusterOf,
  isCountry,
  isCurrency,
  isDivision,
  isIndustryCode,
} from '@bole/taxonomy';
import { asNdjson, drawSamples, type Samples } from './samples';

const samples = drawSamples();
const EVENTS = { investors: investorSubmittedV1, projects: projectSubmittedV1, signals: signalReportedV1 };
const KINDS: readonly (keyof Samples)[] = ['investors', 'projects', 'signals'];

/** Every text that stands under a key of this name, at any depth. */
function textsUnder(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsUnder(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => [
    ...(key === name ? [member].flat().filter((text) => typeof text === 'string') : []),
    ...textsUnder(member, name),
  ]);
}

describe.each(KINDS)('samples/%s.ndjson', (kind) => {
  const committed = readFileSync(join(__dirname, `../${kind}.ndjson`), 'utf8');
  const records: readonly unknown[] = committed.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore

  it('is what the generator gives (npm run samples)', () => {
    expect(committed === asNdjson(samples[kind])).toBe(true);
  });

  it('follows the schema in every line, with no field that the schema does not know', () => {
    const { data } = EVENTS[kind] as unknown as EventType;
    const wrong = records.flatMap((record, at) => {
      const parsed = data.safeParse(record);
      const problems = parsed.success ? unknownFields(record, parsed.data) : problemsOf(parsed.error, record);
      return problems.map((problem) => ({ line: at + 1, ...problem }));
    });
    expect(wrong).toEqual([]);
  });

  it('uses codes that exist', () => {
    const industries = ['industries', 'excludedIndustries'].flatMap((name) => textsUnder(records, name));
    expect(industries.filter((code) => !isIndustryCode(code))).toEqual([]);
    expect(
      ['division', 'city']
        .flatMap((name) => textsUnder(records, name))
        .filter((code) => /^\d/.test(code) && !isDivision(code)),
    ).toEqual([]);
    expect(textsUnder(records, 'country').filter((code) => !isCountry(code))).toEqual([]);
    expect(textsUnder(records, 'currency').filter((code) => !isCurrency(code))).toEqual([]);
    expect(textsUnder(records, 'email').filter((email) => !/@[a-z-]+\.example$/.test(email))).toEqual([]);
  });
});

describe('the sample investors', () => {
  const profiles = samples.investors.map(({ profile }) => profile);

  it('are three hundred of every kind from a dozen countries and more, each with a name of its own, plainly marked', () => {
    expect(new Set(profiles.map(({ names }) => names.zh)).size).toBe(300);
    expect(
      profiles.every(
        ({ names }) => names.zh?.endsWith('(示例)') === true && names.en?.endsWith('(sample)') === true,
      ),
    ).toBe(true);
    expect(new Set(profiles.map(({ home }) => home?.country)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(profiles.map(({ kind }) => kind)).size).toBe(6);
    expect(new Set(textsUnder(profiles, 'status'))).toEqual(
      new Set(['granted', 'withdrawn', 'unknown', 'active']),
    );
  });

  it('are known to the city that met them first, and all twelve cities know people at some', () => {
    const cityOfProject = new Map(
      samples.projects.map(({ sourceId, profile }) => [sourceId, cityOf(profile.place.division ?? '')]),
    );
    const firstMet = new Map<string, string | undefined>();
    for (const { investor, project, city } of samples.signals) {
      if (!('sourceId' in investor) || firstMet.has(investor.sourceId)) continue;
      const at = project !== undefined && 'sourceId' in project ? cityOfProject.get(project.sourceId) : city;
      firstMet.set(investor.sourceId, at);
    }
    const known = samples.investors.filter(({ sourceId }) => firstMet.has(sourceId));
    expect(known.length).toBeGreaterThan(250);
    expect(known.filter(({ sourceId, tenant }) => tenant !== firstMet.get(sourceId))).toEqual([]);
    expect(new Set(samples.investors.map(({ tenant }) => tenant))).toEqual(new Set(cityOfProject.values()));
  });

  it('have registration numbers with right check characters', () => {
    const registered = profiles.flatMap(({ registration }) => registration ?? []);
    expect(registered.length).toBeGreaterThan(200);
    expect(
      registered.filter(({ scheme, id }) => !(scheme === 'uscc' ? checkUscc(id) : checkLei(id)).ok),
    ).toEqual([]);
    expect(new Set(registered.map(({ id }) => id)).size).toBe(registered.length);
  });
});

describe('the sample projects', () => {
  it('are ten for each of twelve cities in three clusters, in both languages', () => {
    const profiles = samples.projects.map(({ profile }) => profile);
    expect(new Set(profiles.map(({ names }) => names.zh)).size).toBe(120);
    expect(new Set(samples.projects.map(({ sourceId }) => sourceId.split('-')[1])).size).toBe(12);
    expect(new Set(profiles.map(({ place }) => clusterOf(place.division ?? '')?.id))).toEqual(
      new Set(['yangtze-delta', 'greater-bay', 'jing-jin-ji']),
    );
    expect(
      profiles.every(({ names, summary, park }) =>
        [names, summary, park].every((text) => text?.zh !== undefined && text.en !== undefined),
      ),
    ).toBe(true);
  });
});

describe('the sample signals', () => {
  const { signals } = samples;
  const count = (kind: string) => signals.filter((signal) => signal.kind === kind).length;

  it('fill a year up to the last day, in order, between parties that are there', () => {
    const days = signals.map(({ occurredAt }) => occurredAt);
    expect(days[0]?.slice(0, 10)).toBe('2025-11-21');
    expect(days[days.length - 1]?.slice(0, 10)).toBe('2026-11-20');
    expect(days).toEqual([...days].sort());
    const parties = new Set([...samples.investors, ...samples.projects].map(({ sourceId }) => sourceId));
    const named = signals.flatMap(({ investor, project }) => [
      investor,
      ...(project === undefined ? [] : [project]),
    ]);
    expect(named.every((party) => 'sourceId' in party && parties.has(party.sourceId))).toBe(true);
  });

  it('narrow down from mail and fair to deeds, with every kind of outcome', () => {
    const funnel = ['mail-delivered', 'link-followed', 'answer'].map(count);
    const deeds = ['meeting-held', 'site-visit', 'mou', 'signing', 'funds-in-place'].map(count);
    for (const steps of [funnel, deeds]) expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect(
      ['decline', 'meeting-missed', 'start', 'production', 'fair-check-in', 'inquiry', 'download'].every(
        (kind) => count(kind) > 0,
      ),
    ).toBe(true);
    expect(count('signing')).toBeGreaterThan(30);
  });
});
