import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SignalKind } from '@bole/contracts';
import { DAY_MS } from '@bole/kernel';
import { type Contribution, reasonsOf, type Scored } from '@bole/matching';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../test/support/sample-world';
import { PartyMatcher } from '../party.matcher';
import { FactsStore, type RecordedSignal } from '../store/facts.store';

const DOCUMENT = readFileSync(join(__dirname, '../../../../docs/examples.md'), 'utf8');
const LOOKED_AT_DAYS = [1, 30, 180];
const CHANGES: readonly { readonly kind: SignalKind; readonly name: string; readonly moves: 'intent' | 'relationship'; readonly up: boolean }[] = [
  { kind: 'site-visit', name: 'a site visit', moves: 'relationship', up: true },
  { kind: 'meeting-missed', name: 'a missed meeting', moves: 'relationship', up: false },
  { kind: 'inquiry', name: 'an inquiry', moves: 'intent', up: true },
  { kind: 'decline', name: 'a decline', moves: 'intent', up: false },
]; // prettier-ignore

/** What one signal does to a lead of the samples between whose sides nothing has passed. */
describe('one signal', () => {
  let world: SampleWorld;
  let pair: { projectId: string; investorId: string; city: string };

  beforeAll(async () => {
    world = await sampleWorld();
    const project = world.projects.find(
      ({ profile }) => profile.names.zh === '唐山新能源汽车电驱总成项目(示例)',
    );
    const investor = world.investors.find(({ profile }) => profile.names.zh === '曜颂显示科技产投(示例)');
    if (project === undefined || investor === undefined) throw new Error('The samples have changed.');
    pair = { projectId: project.id, investorId: investor.id, city: project.city };
  });
  afterAll(() => world.close());

  const scoredAfter = async (
    days: number,
  ): Promise<{ scored: Scored; reasonOf: (of: Contribution) => string }> => {
    const matcher = new PartyMatcher(world.search, world.service.unitOfWork, 60);
    const asOf = new Date(SAMPLES_AS_OF.getTime() + days * DAY_MS);
    const [matched] = await matcher.match('project', [pair.projectId], asOf, () => [pair.investorId]);
    const scored = matched?.ranked.find(({ investorId }) => investorId === pair.investorId);
    const investor = matched?.investors.get(pair.investorId);
    const project = matched?.projects.get(pair.projectId);
    if (scored === undefined || investor === undefined || project === undefined)
      throw new Error('no such pair');
    const reasons = reasonsOf(scored, { investor, project });
    return {
      scored,
      reasonOf: ({ feature }) => reasons.find((reason) => reason.feature === feature)?.text.en ?? '',
    };
  };
  const report = async (kind: SignalKind, id: string): Promise<void> => {
    const signal: RecordedSignal = {
      ...{ id, revision: 1, kind, tenant: pair.city, occurredAt: SAMPLES_AS_OF.toISOString() },
      investor: { id: pair.investorId },
      project: { id: pair.projectId },
    };
    await world.service.unitOfWork.run((transaction) => new FactsStore(transaction).saveSignals([signal]));
  };
  const forget = (id: string) =>
    world.service.unitOfWork.run(async (transaction) => {
      await transaction.query(`delete from matching.signal where id = $1`, [id]);
      await transaction.query(`update matching.party set stamp = nextval('matching.stamp')`);
    });

  it.each(CHANGES)(
    '$name moves what it is about and leaves the fit alone, less with time: as docs/examples.md says',
    async ({ kind, name, moves, up }) => {
      const before = new Map(
        await Promise.all(
          LOOKED_AT_DAYS.map(async (days) => [days, (await scoredAfter(days)).scored] as const),
        ),
      );
      await report(kind, 'sig_example');
      const moved: number[] = [];
      let reason = '';
      for (const days of LOOKED_AT_DAYS) {
        const { scored, reasonOf } = await scoredAfter(days);
        const was = before.get(days);
        if (was === undefined) throw new Error('There was nothing before.');
        expect(scored.parts.fit).toBe(was.parts.fit);
        const other = moves === 'intent' ? 'relationship' : 'intent';
        expect(scored.parts[other]).toBe(was.parts[other]);
        moved.push(scored.parts[moves] - was.parts[moves]);
        const changed = scored.contributions.find(
          (one) => one.points !== was.contributions.find(({ feature }) => feature === one.feature)?.points,
        );
        if (days === 1 && changed !== undefined) reason = reasonOf(changed);
      }
      await forget('sig_example');
      expect(moved.map((by) => (up ? by > 0 : by < 0))).toEqual([true, true, true]);
      expect(Math.abs(moved[0] ?? 0)).toBeGreaterThan(Math.abs(moved[2] ?? 0));
      const cells = moved.map((by) => `${by < 0 ? '−' : '+'}${Math.abs(by).toFixed(2)}`);
      expect(DOCUMENT.replaceAll(/ +/g, ' ')).toContain(
        `| ${name} | ${moves} | ${cells.join(' | ')} | ${reason} |`,
      );
    },
  );
});
