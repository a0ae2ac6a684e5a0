import { csrfTokenOf } from '../../../libs/access/src/secret';
import { type StageOf } from './attack';

/** What is there but not shown to an expert adviser answers as what is not there, on every path that leads to it. */
export function describeExistence(stage: StageOf): void {
  const absent = { project: 'prj_0123456789abcdefghjk', investor: 'inv_0123456789abcdefghjk' };
  type Pair = typeof absent;

  const asked = async (
    headers: Readonly<Record<string, string>>,
    { project, investor }: Pair,
    shown?: string,
  ): Promise<Record<string, unknown>> => {
    const requests: readonly (readonly [method: string, path: string, body?: object])[] = [
      ['GET', `projects/${project}`],
      ['GET', `projects/${project}/leads`],
      ['GET', `investors/${investor}`],
      ['GET', `investors/${investor}/leads`],
      ['GET', `leads?project=${project}`],
      ['GET', `leads?investor=${investor}`],
      ['GET', `notes?projectId=${project}`],
      ['GET', `notes?investorId=${investor}`],
      ['POST', 'notes', { projectId: project, text: 'x' }],
      ['POST', 'notes', { projectId: shown ?? project, investorId: investor, text: 'x' }],
    ];
    const answers: Record<string, unknown> = {};
    for (const [at, [method, path, body]] of requests.entries()) {
      const response = await fetch(`${stage().house.url}/api/v1/${path}`, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = (await response.text()).replaceAll(project, 'PROJECT').replaceAll(investor, 'INVESTOR');
      const { correlationId: _, instance: __, ...said } = JSON.parse(text) as Record<string, unknown>;
      answers[`${at} ${method} ${path.replace(/[/=].*/, '')}`] = [response.status, said];
    }
    return answers;
  };

  it('tells an adviser to whom nothing is shown of nothing', async () => {
    const { house, cities } = stage();
    const { own } = cities;
    const { token } = await house.person('adviser', own.code, 'shown-nothing');
    const headers = { cookie: `bole=${token}`, 'x-csrf-token': csrfTokenOf(token) };
    for (const project of Object.values(own.projects))
      expect(await asked(headers, { project, investor: own.investor })).toEqual(await asked(headers, absent));
  });

  it('tells an adviser of investors by the leads of what is shown to it, and of no others', async () => {
    const { owner, cities } = stage();
    const { own, foreign } = cities;
    const { headers } = own.askers.people.adviser;
    const shown = own.projects.city;
    const statuses = (answers: Record<string, unknown>) =>
      Object.values(answers).map((answer) => (answer as [number])[0]);
    const seen = statuses(await asked(headers, { project: shown, investor: own.investor }, shown));
    expect(seen).toEqual([200, 200, 403, 200, 200, 200, 200, 200, 201, 201]);

    const away = await owner.query(
      `delete from matching.match where project_id = $1 and investor_id = $2 returning lead_id`,
      [shown, foreign.investor],
    );
    expect(away.rows.length).toBeLessThan(2);
    const unseen = { project: own.projects.cluster, investor: foreign.investor };
    expect(await asked(headers, unseen, shown)).toEqual(await asked(headers, absent, shown));
  });

  it.each(['investors', 'projects'] as const)(
    'hides what another city calls its %s, in lists, by themselves and in files',
    async (kind) => {
      const { own, foreign } = stage().cities;
      const id = kind === 'investors' ? own.investor : own.projects.public;
      const record = { source: 'city-crm', sourceId: kind === 'investors' ? 'investor-1' : 'public-1' };
      type Row = { readonly id: string; readonly record?: object | null; readonly source?: string | null };
      const texts: string[] = [];
      const read = async (by: typeof own, path: string): Promise<string> => {
        const { headers } = by.askers.people.administrator;
        const response = await fetch(`${stage().house.url}/api/v1/${path}`, { headers });
        const text = await response.text();
        expect([path, response.status]).toEqual([path, 200]);
        if (by === foreign) texts.push(text);
        return text;
      };
      const listed = async (by: typeof own): Promise<Row | undefined> => {
        for (let cursor: string | null = ''; cursor !== null;) {
          const page = await read(by, `${kind}?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
          const { items, next } = JSON.parse(page) as { items: readonly Row[]; next: string | null };
          const found = items.find((item) => item.id === id);
          if (found !== undefined) return found;
          cursor = next;
        }
        return undefined;
      };
      const exported = async (by: typeof own): Promise<Row | undefined> =>
        (await read(by, `exports/${kind}?format=ndjson`))
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Row)
          .find((row) => row.id === id);

      expect(await listed(own)).toMatchObject({ id, record });
      expect(JSON.parse(await read(own, `${kind}/${id}`))).toMatchObject({ record });
      expect(await exported(own)).toMatchObject(record);
      expect(await listed(foreign)).toMatchObject({ id, record: null });
      expect(JSON.parse(await read(foreign, `${kind}/${id}`))).toMatchObject({ record: null });
      expect(await exported(foreign)).toMatchObject({ id, source: null, sourceId: null });
      await read(foreign, `exports/${kind}?format=csv`);
      expect(texts.filter((text) => text.includes(`${own.code}/`))).toEqual([]);
    },
  );
}
