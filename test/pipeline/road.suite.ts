import { investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
import { type Lead, type PartyLeads } from '@bole/leads';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

/** Bole's main job, from profiles and signals to ranked leads with reasons, over HTTP, on one set of engines. */
export function describeRoad(engines: string, environment: () => Readonly<Record<string, string>>): void {
  describe(`the road of the data, on the ${engines} engines`, () => {
    let database: TestDatabase;
    let house: House;
    let authorization = '';

    beforeAll(async () => {
      database = await freshDatabase();
      house = await startHouse(database.connection, environment());
      authorization = `Bearer ${await house.key('320500')}`;
    });

    afterAll(async () => {
      await house.close();
      await database.drop();
    });

    const post = (path: string, body: unknown) =>
      fetch(`${house.url}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const ask = (path: string) => fetch(`${house.url}/api/v1/${path}`, { headers: { authorization } });
    const leadsOf = async (path: string): Promise<PartyLeads['items']> =>
      ((await (await ask(`${path}/leads?lang=zh`)).json()) as PartyLeads).items;
    const leadWhole = async (id = ''): Promise<Lead> =>
      (await ask(`leads/${id}?lang=zh`)).json() as Promise<Lead>;

    let investorId = '';
    let projectId = '';

    it('takes a signal before its parties are known, then a profile of each, and ranks them with reasons that add up', async () => {
      expect((await post('signals', signalReportedV1.golden)).status).toBe(202);
      const investor = await post('investors', investorSubmittedV1.golden);
      const project = await post('projects', projectSubmittedV1.golden);
      expect([investor.status, project.status]).toEqual([202, 202]);
      investorId = ((await investor.json()) as { profileId: string }).profileId;
      projectId = ((await project.json()) as { profileId: string }).profileId;
      await house.settled();

      const [first] = await leadsOf(`projects/${projectId}`);
      expect(first).toMatchObject({ investor: { id: investorId }, rank: 1 });
      const lead = await leadWhole(first?.id);
      expect(lead).toMatchObject({ ...first });
      expect(lead.parts.relationship).toBeGreaterThan(0);
      const sum = lead.contributions.reduce((total, { points }) => total + points, lead.parts.base);
      expect(sum).toBe(lead.score);
      expect(lead.reasons.for.length).toBeGreaterThan(2);
      expect(await leadsOf(`investors/${investorId}`)).toEqual([first]);
    });

    it('matches again what a signal affects, and says what moved the lead', async () => {
      const [before] = await leadsOf(`projects/${projectId}`);
      await post('signals', {
        source: 'test',
        sourceId: 'visit-1',
        investor: { id: investorId },
        project: { id: projectId },
        kind: 'site-visit',
        occurredAt: new Date().toISOString(),
      });
      await house.settled();
      const after = await leadWhole(before?.id);
      expect(after.score).toBeGreaterThan(before?.score ?? Infinity);
      expect(after.moved[0]).toMatchObject({ feature: 'contacts' });
    });

    it('does nothing twice, and lets no older version win', async () => {
      const events = () =>
        house.unitOfWork.query<{ revision: string }>(`select revision from intake.project where id = $1`, [
          projectId,
        ]);
      const before = await events();
      const older = {
        ...projectSubmittedV1.golden,
        version: 5,
        profile: { ...projectSubmittedV1.golden.profile, jobs: 1 },
      };
      await post('projects', projectSubmittedV1.golden);
      await post('projects', older);
      await house.settled();
      expect(await events()).toEqual(before);
    });

    it('takes a closed project off every list', async () => {
      const { golden } = projectSubmittedV1;
      await post('projects', {
        ...golden,
        version: golden.version + 1,
        profile: { ...golden.profile, status: 'closed' },
      });
      await house.settled();
      expect(await leadsOf(`investors/${investorId}`)).toEqual([]);
    });

    it('finds profiles by Chinese, pinyin and English names', async () => {
      for (const q of ['远航', 'yuanhang', 'energy']) {
        const found = (await (await ask(`investors?q=${encodeURIComponent(q)}`)).json()) as {
          items: { id: string }[];
        };
        expect(found.items.map((item) => item.id)).toEqual([investorId]);
      }
    });

    it('answers wrong input with the field, the value and what would be right', async () => {
      const wrong = {
        ...projectSubmittedV1.golden,
        profile: { ...projectSubmittedV1.golden.profile, jobs: -3, colour: 'red' },
      };
      const answer = await post('projects', wrong);
      expect(answer.status).toBe(422);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({
        code: 'INPUT_INVALID',
        errors: [{ code: 'FIELD_TOO_SMALL', field: 'profile.jobs', value: '-3', expected: 'at least 0' }],
      });
      expect((await post('projects', '{"a":')).status).toBe(400);
      expect((await post('projects', `"${'x'.repeat(5_000_000)}"`)).status).toBe(413);
      expect((await ask('projects/none/leads')).status).toBe(404);
      expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);
    });
  });
}
