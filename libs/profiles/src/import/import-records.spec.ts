import { fixedClock, InvalidInputError, type Problem } from '@bole/kernel';
import { Workbook } from 'exceljs';
import { type ImportFileError } from './import-problem';
import { importRecords, type ImportOptions, type ImportOutcome } from './import-records';
import { fileOf } from './readers/input-file';

const clock = fixedClock('2026-03-01T00:00:00Z');
const none = () => [];
const checks = { investors: none, projects: none, signals: none };

async function imported(
  content: string | Buffer,
  options: Partial<ImportOptions> = {},
  name = 'crm.csv',
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for await (const outcome of importRecords(fileOf(name, Buffer.from(content)), {
    kind: 'projects',
    clock,
    checks,
    ...options,
  }))
    outcomes.push(outcome);
  return outcomes;
}
const data = (outcomes: readonly ImportOutcome[]) =>
  outcomes.flatMap((each) => (each.form === 'record' ? [each.data] : []));
const problems = (outcomes: readonly ImportOutcome[]) =>
  outcomes.flatMap((each) =>
    each.form === 'record' ? each.notes : each.form === 'broken-off' ? [each.problem] : each.problems,
  );
const codes = (outcomes: readonly ImportOutcome[]) =>
  problems(outcomes).map(({ row, column, code }) => `${row} ${column} ${code}`);
const thrown = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error); // prettier-ignore

describe('importRecords', () => {
  it('reads a project from Chinese headers, with units, names in place of codes, and dates as written', async () => {
    const [project] = data(
      await imported(
        [
          '项目编号,项目名称,所在城市,行业,产品,项目类型,总投资（亿元）,用地面积(公顷),土地价格（万元/亩）,通燃气,开始日期,结束日期,招商专员,优惠政策',
          'P1,储能电芯基地,苏州市,锂离子电池制造、C3825,电芯；隔膜,新建,6-10,10,35,是,2026年3月1日,2027/12/31,李(示例),前三年租金减半；人才补贴',
        ].join('\n'),
      ),
    );
    expect(project).toMatchObject({
      source: 'crm',
      sourceId: 'P1',
      version: Date.parse('2026-03-01T00:00:00Z'),
      profile: {
        names: { zh: '储能电芯基地' },
        place: { country: 'CHN', division: '320500' },
        industries: ['C3841', 'C3825'],
        products: ['电芯', '隔膜'],
        type: 'new',
        capex: { min: 6e8, max: 10e8, currency: 'CNY' },
        land: { areaMu: 150, priceCnyPerMu: 350_000 },
        utilities: { gas: true },
        timing: { from: '2026-03-01', to: '2027-12-31' },
        officer: { name: '李(示例)' },
        incentives: [{ zh: '前三年租金减半' }, { zh: '人才补贴' }],
      },
    });
  });

  it('reads an investor from English headers, and fills in only what follows or is marked as a guess', async () => {
    const [investor] = data(
      await imported(
        'ID,Name,Kind,Home country,Home city,USCC,Presence: division,Contact name,Email,Seeks: least investment (million USD),Version\n' +
          'I1,Acme (sample),multinational,Germany,Munich,91330100MA0000007J,苏州市;德国/柏林,"Li, (sample);王(示例)",a@acme.example;b@acme.example,1.5,7\n',
        { kind: 'investors', source: 'desk' },
      ),
    );
    expect(investor).toMatchObject({
      source: 'desk',
      version: 7,
      profile: {
        home: { country: 'DEU', city: 'Munich' },
        registration: { scheme: 'uscc', id: '91330100MA0000007J' },
        presence: [
          { country: 'CHN', division: '320500' },
          { country: 'DEU', city: '柏林' },
        ],
        seeks: { capex: { min: 1_500_000, currency: 'USD' } },
        contacts: [
          { name: 'Li, (sample)', email: 'a@acme.example', locale: 'en', consent: { status: 'unknown' } },
          { name: '王(示例)', email: 'b@acme.example', locale: 'zh-CN', consent: { status: 'unknown' } },
        ],
        estimated: ['contacts.locale'],
      },
    });
  });

  it('reads signals, whose times are in the given zone', async () => {
    const found = await imported(
      '编号,投资商编号,项目编号,类型,时间\nS1,I1,P1,洽谈,2026-03-01 09:30\nS2,I1,P1,签约,2026/3/2\n',
      {
        kind: 'signals',
        partySource: 'desk',
      },
    );
    expect(data(found)).toMatchObject([
      {
        investor: { source: 'desk', sourceId: 'I1' },
        project: { source: 'desk', sourceId: 'P1' },
        kind: 'meeting-held',
        occurredAt: '2026-03-01T09:30:00+08:00',
      },
      { kind: 'signing', occurredAt: '2026-03-02T00:00:00+08:00' },
    ]);
  });

  it('says row, column, value and remedy of each wrong cell, once, and takes the rows around it', async () => {
    const found = await imported(
      [
        'ID,项目名称,城市,行业,类型,投资额（万元）,开始日期,通燃气,用地面积',
        'P1,甲,苏州市,C384,新建,100,2026-03-01,是,10',
        'P2,乙,苏州市,C384,新建,-100,2026-02-30,也许,10',
        'P3,丙,亚特兰蒂斯,炼金术,城堡,很多,,,0',
        'P4,丁,苏州市,C384,新建,100美元,,,',
        ',戊,苏州市,C384,新建,1,,,',
        'P1,己,苏州市,C384,新建,1,,,',
        `P5,${'长'.repeat(5_000_000)},苏州市,C384,新建,1,,,`,
        'P6,庚,苏州市,C384,新建,1,,,',
      ].join('\n'),
    );
    expect(data(found).map((each) => each['sourceId'])).toEqual(['P1', 'P4']);
    expect(codes(found)).toEqual([
      '3 开始日期 CELL_NOT_A_DATE',
      '3 通燃气 CELL_NOT_YES_OR_NO',
      '3 投资额（万元） FIELD_TOO_SMALL',
      '4 城市 PLACE_UNKNOWN',
      '4 行业 INDUSTRY_UNKNOWN',
      '4 类型 CELL_NOT_A_CHOICE',
      '4 投资额（万元） CELL_NOT_A_NUMBER',
      '4 用地面积 FIELD_TOO_SMALL',
      '6  FIELD_MISSING',
      '7  ROW_REPEATS_ID',
      '8  CSV_ROW_UNREADABLE',
    ]);
    expect(problems(found).find(({ code }) => code === 'FIELD_TOO_SMALL')).toMatchObject({
      value: '-100',
      expected: 'at least 0',
    });
  });

  it('reports a header that it does not know once, and leaves the column out', async () => {
    const found = await imported(
      'ID,名称,国家,类型,Favourite colour\nP1,甲,CHN,新建,red\nP2,乙,CHN,新建,blue\n',
    );
    expect(codes(found)).toEqual(['1 E HEADER_UNKNOWN']);
    expect(data(found)).toHaveLength(2);
  });

  it('refuses a table without a column of ids, and a file without rows', async () => {
    expect(((await thrown(imported('名称,类型\n甲,新建\n'))) as ImportFileError).problem).toMatchObject({
      code: 'COLUMN_MISSING',
      row: 1,
    });
    expect(((await thrown(imported('ID,名称\n'))) as ImportFileError).problem.code).toBe('FILE_EMPTY');
  });

  it('asks the rules of the feature, and shows their problem at the column', async () => {
    const rule = (): Problem[] => [
      { code: 'DIVISION_UNKNOWN', field: 'place.division', value: '999999', expected: 'a code of GB/T 2260' },
    ];
    const found = await imported('ID,名称,国家,Region,类型\nP1,甲,CHN,x,新建\n', {
      checks: { ...checks, projects: rule },
    });
    expect(problems(found)).toMatchObject([{ row: 2, code: 'DIVISION_UNKNOWN', value: '999999' }]);
  });

  it('gives the same row the same event id in every import of the same version', async () => {
    const ids = async (version: number) =>
      (await imported(`ID,名称,国家,类型,版本\nP1,甲,CHN,新建,${version}\n`)).map(
        (each) => each.form === 'record' && each.eventId,
      );
    expect(await ids(1)).toEqual(await ids(1));
    expect(await ids(1)).not.toEqual(await ids(2));
  });

  it('reads NDJSON, flat or nested, and notes members that it does not know', async () => {
    const rows: readonly object[] = [
      {
        id: 'P1',
        ['__proto__']: 1,
        constructor: 2,
        名称: '甲',
        国家: '中国',
        类型: '新建',
        行业: ['C384', '锂离子电池制造'],
        colour: 'red',
      },
      {
        sourceId: 'P2',
        version: 3,
        profile: {
          names: { en: 'Base', nick: 'B' },
          place: { country: 'CHN', division: '320500' },
          type: 'new',
        },
      },
      { sourceId: 'P3', names: { en: 'Base' }, place: { country: 'CHN' }, type: 'new', jobs: -1 },
    ];
    const found = await imported(rows.map((row) => JSON.stringify(row)).join('\n'), {}, 'crm.ndjson');
    expect(data(found)).toMatchObject([
      { sourceId: 'P1', profile: { names: { zh: '甲' }, industries: ['C384', 'C3841'] } },
      { sourceId: 'P2', version: 3, profile: { names: { en: 'Base' }, place: { division: '320500' } } },
    ]);
    expect(codes(found)).toEqual([
      '1 __proto__ HEADER_UNKNOWN',
      '1 constructor HEADER_UNKNOWN',
      '1 colour HEADER_UNKNOWN',
      '2 profile.names.nick FIELD_UNKNOWN',
      '3 jobs FIELD_TOO_SMALL',
    ]);
  });

  it('reads dates, numbers and a formula without a result from a workbook', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('项目');
    sheet.addRow(['编号', '项目名称', '城市', '类型', '投资额（万元）', '开始日期']);
    sheet.addRow([1001, '甲', 320500, '新建', 1.1, new Date(Date.UTC(2026, 2, 1))]).getCell(6).numFmt =
      'yyyy/m/d';
    sheet.addRow([1002, '乙', '苏州市', '新建', 1, 46_082]);
    sheet.addRow([1003, '丙', '苏州市', { formula: 'A1' }, 1]);
    const found = await imported(Buffer.from(await book.xlsx.writeBuffer()), {}, 'crm.xlsx');
    expect(data(found)).toMatchObject([
      {
        sourceId: '1001',
        profile: { place: { division: '320500' }, capex: { min: 11_000 }, timing: { from: '2026-03-01' } },
      },
      { sourceId: '1002', profile: { timing: { from: '2026-03-01' } } },
    ]);
    expect(codes(found)).toEqual(['4 类型 FORMULA_WITHOUT_RESULT']);
  });
});

describe('a mapping file', () => {
  it('maps others’ headers, units and values, fills constants in, and leaves columns out knowingly', async () => {
    const mapping = JSON.stringify({
      columns: {
        Firm: 'names.en',
        Nr: 'sourceId',
        Budget: { path: 'capex.min', unit: '万元' },
        Sector: { path: 'industries', values: { EV: 'C3612' }, separator: '/' },
        Remark: null,
      },
      constants: { type: 'new', 'place.country': 'CHN', 'capex.currency': 'CNY' },
    });
    const found = await imported('Nr,Firm,Budget,Sector,Remark\nP1,Base,2,EV/C384,x\n', { mapping });
    expect(codes(found)).toEqual([]);
    expect(data(found)).toMatchObject([
      {
        sourceId: 'P1',
        profile: {
          names: { en: 'Base' },
          type: 'new',
          place: { country: 'CHN' },
          capex: { min: 20_000, currency: 'CNY' },
          industries: ['C3612', 'C384'],
        },
      },
    ]);
  });

  it.each([
    ['that is no JSON', '{', 'MAPPING_NOT_JSON', 'mapping'],
    ['with a member that does not exist', '{"colums":{}}', 'MAPPING_INVALID', 'value'],
    ['with an unknown path', '{"columns":{"Firm":"names.fr"}}', 'MAPPING_PATH_UNKNOWN', 'columns.Firm'],
    [
      'with an unknown unit',
      '{"columns":{"B":{"path":"capex.min","unit":"bananas"}}}',
      'MAPPING_UNIT_UNKNOWN',
      'columns.B.unit',
    ],
    [
      'with an unknown constant',
      '{"constants":{"__proto__.x":1}}',
      'MAPPING_PATH_UNKNOWN',
      'constants.__proto__.x',
    ],
  ])('%s is refused', async (_name, mapping, code, field) => {
    const error = await thrown(imported('ID\n1\n', { mapping }));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).problems[0]).toMatchObject({ code, field });
  });
});
