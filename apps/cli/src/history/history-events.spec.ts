import { isIndustryCode } from '@bole/taxonomy';
import { fileOf } from '@bole/profiles';
import { CATEGORY_INDUSTRIES } from './category-industries';
import { type HistoryEvent, type HistoryProblem } from './history';
import { historyEvents } from './history-events';
import { readHistory } from './read-history';

const INVESTORS = [
  '{"id":"i/a","name":"A Capital","country":"USA"}',
  '{"id":"i/b","name":"B","country":""}',
  '{"id":"i/late","name":"L"}',
  '{"name":"x"}',
];
const COMPANIES = [
  '{"id":"c/one","name":"One","category":"software","tags":["SaaS"," "],"country":"USA","state":"CA","region":"SF Bay","city":"San Francisco","founded_year":2001}',
  '{"id":"c/new","name":"New","category":"","tags":[],"country":"ROM","state":"7","region":"","city":"","founded_year":2004}',
  '{"id":"c/later","name":"Later","category":"biotech","tags":[],"country":"DEU","founded_year":2006}',
  '{"id":"c/unborn","name":"Unborn","category":"web","tags":[],"country":"DEU","founded_year":2010}',
  '{"id":"c/ageless","name":"Ageless","category":"web","tags":[],"country":"DEU","founded_year":null}',
];
const DEALS = [
  'date,investor_id,company_id,stage,amount_usd',
  '2003-05-01,i/a,c/one,series-a,2000000',
  '2005-03-01,i/a,c/one,series-b,',
  '2005-03-01,i/b,c/one,series-b,',
  '2004-01-01,i/a,c/one,series-b,',
  '2005-06-01,i/nobody,c/one,series-b,',
  '2005-06-01,i/a,c/one,series-z,-5',
  '2008-01-01,i/late,c/later,angel,100',
];

async function replay(until?: string): Promise<{ events: HistoryEvent[]; problems: HistoryProblem[] }> {
  const problems: HistoryProblem[] = [];
  const lines = (name: string, content: readonly string[]) => fileOf(name, Buffer.from(content.join('\n')));
  const files = {
    investors: lines('investors.ndjson', INVESTORS),
    companies: lines('companies.ndjson', COMPANIES),
    deals: lines('deals.csv', DEALS),
  };
  const history = await readHistory(files, 'history', (problem) => problems.push(problem));
  const events: HistoryEvent[] = [];
  for await (const event of historyEvents(history, until === undefined ? undefined : new Date(until)))
    events.push(event);
  return { events, problems };
}
const what = ({ event, data, at }: HistoryEvent) => {
  const name =
    'occurredAt' in data ? JSON.stringify(data.investor) + JSON.stringify(data.project) : data.sourceId;
  return `${at.toISOString().slice(0, 10)} ${event.type.split('.')[1]} ${name.replaceAll('"', '').replaceAll('source:history,sourceId:', '')}`;
};

describe('historyEvents', () => {
  it('submits each party just before the first event about it, and a new ask before each round, in order of time', async () => {
    const { events } = await replay('2008-01-01');
    expect(events.map(what)).toEqual([
      '2003-05-01 investor i/a',
      '2003-05-01 project c/one',
      '2003-05-01 signal {i/a}{c/one}',
      '2004-01-01 project c/new',
      '2005-03-01 investor i/b',
      '2005-03-01 project c/one',
      '2005-03-01 signal {i/a}{c/one}',
      '2005-03-01 signal {i/b}{c/one}',
      '2006-01-01 project c/later',
    ]);
    const asks = events.flatMap(({ data }) =>
      data.sourceId === 'c/one' && 'profile' in data ? [[data.version, data.profile]] : [],
    );
    expect(asks).toEqual([
      [
        Date.parse('2003-05-01'),
        {
          names: { en: 'One' },
          place: { country: 'USA', region: 'SF Bay', city: 'San Francisco' },
          industries: ['I651'],
          products: ['SaaS', 'software'],
          type: 'financing',
          fundingStage: 'series-a',
          capex: { min: 2_000_000, max: 2_000_000, currency: 'USD' },
          timing: { from: '2001-01-01' },
        },
      ],
      [Date.parse('2005-03-01'), expect.not.objectContaining({ capex: expect.anything() as unknown })],
    ]);
  });

  it('knows nothing of what happened on or after the end, and knows no ask of those nobody has funded yet', async () => {
    const before = (await replay('2008-01-01')).events.find(({ data }) => data.sourceId === 'c/later');
    expect(before?.data).toMatchObject({
      version: Date.parse('2006-01-01'),
      profile: expect.not.objectContaining({ fundingStage: 'angel' }) as unknown,
    });
    const after = (await replay()).events;
    expect(after.filter(({ data }) => data.sourceId === 'c/later').map(what)).toEqual([
      '2008-01-01 project c/later',
    ]);
    expect((await replay('2009-01-01')).events.map(what)).toEqual(
      (await replay('2010-01-01')).events.map(what),
    );
  });

  it('counts wrong rows once and goes on', async () => {
    const { problems } = await replay();
    expect(problems.map(({ file, row, code }) => `${file} ${row} ${code}`)).toEqual([
      'investors.ndjson 4 FIELD_MISSING',
      'deals.csv 5 DATE_OUT_OF_ORDER',
      'deals.csv 6 INVESTOR_UNKNOWN',
      'deals.csv 7 FIELD_INVALID',
      'deals.csv 7 FIELD_TOO_SMALL',
    ]);
  });
});

it('maps categories to industries that exist', () => {
  const codes = Object.values(CATEGORY_INDUSTRIES).flat();
  expect(codes.filter((code) => !isIndustryCode(code))).toEqual([]);
  expect(Object.keys(CATEGORY_INDUSTRIES)).toHaveLength(41);
});
