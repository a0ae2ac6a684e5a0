import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { type Column, column, type ExportRow } from '../export-table';
import { harmless, toCsv } from './csv.format';
import { toNdjson } from './ndjson.format';
import { toXlsx } from './xlsx.format';

const COLUMNS: readonly Column[] = [
  column('text', 'name', '名称', 'Name', ''),
  column('number', 'score', '得分', 'Score', ''),
  column('boolean', 'open', '开放', 'Open, "now"', ''),
  column('list', 'codes', '代码', 'Codes', ''),
  column('instant', 'at', '时间', 'At', ''),
];
const AT = new Date('2026-03-01T08:30:00.250Z');
const ROWS: readonly ExportRow[] = [
  { name: '苏州"光电", 一期\n二期', score: -1.5, open: true, codes: ['C38', '+1'], at: AT },
  { name: '=HYPERLINK("http://x")', score: 1e21, open: false, codes: [], at: null },
  { name: null, score: null, open: null, codes: null, at: null },
];

async function* batches(...all: readonly (readonly ExportRow[])[]): AsyncGenerator<readonly ExportRow[]> {
  yield* all;
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const xlsx = (rows: AsyncIterable<readonly ExportRow[]>, sheetRows?: number) =>
  toXlsx(rows, COLUMNS, {
    language: 'zh',
    title: '线索',
    now: AT,
    ...(sheetRows === undefined ? {} : { sheetRows }),
  });

async function workbookOf(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

describe('CSV', () => {
  it('has a byte order mark, a header in the language asked for, and numbers as numbers', async () => {
    expect(await textOf(toCsv(batches(ROWS.slice(0, 2), ROWS.slice(2)), COLUMNS, 'en'))).toBe(
      '\ufeffName,Score,"Open, ""now""",Codes,At\r\n' +
        '"苏州""光电"", 一期\n二期",-1.5,true,C38; +1,2026-03-01T08:30:00.250Z\r\n' +
        `"'=HYPERLINK(""http://x"")",1e+21,false,,\r\n` +
        ',,,,\r\n',
    );
    expect(await textOf(toCsv(batches(), COLUMNS, 'zh'))).toBe('\ufeff名称,得分,开放,代码,时间\r\n');
  });

  it('gives every text back to whoever parses it, but that formulas are quoted', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (names) => {
        const csv = await textOf(toCsv(batches(names.map((name) => ({ name }))), COLUMNS.slice(0, 1), 'en'));
        const read: string[][] = parse(csv, {
          bom: true,
          from_line: 2,
          record_delimiter: '\r\n',
          skip_empty_lines: false,
        });
        expect(read.map(([name]) => name)).toEqual(names.map(harmless));
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '＝1', '＠x'])(
    'lets no spreadsheet take %j for a formula',
    (text) => expect(harmless(text)).toBe(`'${text}`),
  );
  it.each(['', '1+1', 'a=b', '苏州-无锡', "'=1"])('leaves %j as it is', (text) =>
    expect(harmless(text)).toBe(text),
  );
});

it('NDJSON keeps types', async () => {
  const lines = (await textOf(toNdjson(batches(ROWS), COLUMNS))).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(ROWS)));
});

describe('XLSX', () => {
  it('is a workbook whose texts are texts, even where they look like formulas', async () => {
    const workbook = await workbookOf(await bytesOf(xlsx(batches(ROWS))));
    const [sheet] = workbook.worksheets;
    expect([workbook.worksheets.length, sheet?.name, sheet?.rowCount]).toEqual([1, '线索', 4]);
    expect(sheet?.getRow(1).values).toEqual([undefined, '名称', '得分', '开放', '代码', '时间']);
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.getRow(2).values).toEqual([
      undefined,
      ROWS[0]?.['name'],
      -1.5,
      true,
      'C38; +1',
      AT.toISOString(),
    ]);
    const formula = sheet?.getCell('A3');
    expect([formula?.type, formula?.value]).toEqual([ExcelJS.ValueType.String, '=HYPERLINK("http://x")']);
    expect(sheet?.getCell('B3').value).toBe(1e21);
  });

  it('goes on in another sheet where one is full', async () => {
    const rows = Array.from({ length: 25 }, (_, at) => ({ name: `n${at}` }));
    for (const size of [26, 11, 6]) {
      const workbook = await workbookOf(
        await bytesOf(xlsx(batches(rows.slice(0, 13), rows.slice(13)), size)),
      );
      const names = workbook.worksheets.flatMap((sheet) => {
        expect(sheet.getCell('A1').value).toBe('名称');
        expect(sheet.rowCount).toBeLessThanOrEqual(size);
        return sheet.getColumn(1).values.slice(2);
      });
      expect(workbook.worksheets).toHaveLength(Math.ceil(25 / (size - 1)));
      expect(names).toEqual(rows.map(({ name }) => name));
    }
  });

  it('writes what XML cannot hold as Office Open XML does, and says where it cuts a text', async () => {
    const names = ['a\u0001b', '_x0041_', ' <&>" ', '\ud83d\ude80'.repeat(20_000)];
    const workbook = await workbookOf(await bytesOf(xlsx(batches(names.map((name) => ({ name }))))));
    const read = workbook.worksheets[0]?.getColumn(1).values.slice(2).map(String) ?? [];
    expect(read.slice(0, 3)).toEqual(['a_x0001_b', '_x005F_x0041_', ' <&>" ']);
    expect(read[3]?.length).toBeLessThanOrEqual(32_767);
    expect(read[3]).toMatch(/\ud83d\ude80 … \[40000\]$/u);
  });

  it('cannot be opened when its rows fail in the middle', async () => {
    async function* failing(): AsyncGenerator<readonly ExportRow[]> {
      yield ROWS;
      throw new Error('the database went away');
    }
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of xlsx(failing())) chunks.push(chunk);
    })();
    await expect(reading).rejects.toThrow('went away');
    await expect(workbookOf(Buffer.concat(chunks))).rejects.toThrow();
  });

  it('lets go of its rows when the reader leaves off', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<readonly ExportRow[]> {
      try {
        for (let at = 0; ; at++)
          yield Array.from({ length: 500 }, (_, row) => ({ name: `${at * row * 7919}` }));
      } finally {
        closed = true;
      }
    }
    for await (const chunk of xlsx(endless())) if (chunk.length > 200) break;
    expect(closed).toBe(true);
  });
});
