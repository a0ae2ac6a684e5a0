import { deflateRawSync } from 'node:zlib';
import { Workbook } from 'exceljs';
import { type ImportFileError } from '../import-problem';
import { fileKind } from './file-kind';
import { fileOf } from './input-file';
import { type SourceRow } from './source-row';
import { readXlsx } from './xlsx.reader';

async function rows(content: Buffer): Promise<SourceRow[]> {
  const found: SourceRow[] = [];
  for await (const row of readXlsx(fileOf('projects.xlsx', content))) found.push(row);
  return found;
}

async function workbook(fill: (sheet: ReturnType<Workbook['addWorksheet']>) => void): Promise<Buffer> {
  const book = new Workbook();
  fill(book.addWorksheet('项目'));
  book.addWorksheet('说明').addRow(['not read']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const failure = (content: Buffer) => rows(content).then(() => undefined, (error: unknown) => error as ImportFileError); // prettier-ignore

/** A zip archive with one stored or deflated part whose stated size may lie. */
function zip(name: string, content: Buffer, statedSize = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(statedSize, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(statedSize, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

describe('readXlsx', () => {
  it('reads texts, numbers, dates, yes and no of the first visible sheet', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['名称', '投资额', '日期', '燃气']);
      const row = sheet.addRow(['储能基地', 1.5, new Date(Date.UTC(2026, 2, 1)), true]);
      row.getCell(3).numFmt = 'yyyy"年"m"月"d"日"';
      sheet.addRow([]);
      sheet.addRow([{ richText: [{ text: '隔膜' }, { font: { bold: true }, text: '项目' }] }, 46_082]);
    });
    expect((await rows(content)).map((row) => row.form === 'cells' && [row.row, row.cells])).toEqual([
      [1, ['名称', '投资额', '日期', '燃气']],
      [2, ['储能基地', 1.5, { wallTime: '2026-03-01' }, true]],
      [4, ['隔膜项目', 46_082]],
    ]);
  });

  it('keeps Chinese text whole across every border between pieces', async () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `新能源汽车动力电池产业园第${at}号地块`);
    const found = await rows(await workbook((sheet) => names.forEach((name) => sheet.addRow([name]))));
    expect(found.map((row) => row.form === 'cells' && row.cells[0])).toEqual(names);
  });

  it('takes the saved result of a formula, and reports one without a result or with an error', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['a', 'b', 'c', 'd']);
      sheet.addRow([
        { formula: '1+1', result: 2 },
        { formula: '"x"', result: 'x' },
        { formula: '2+2' },
        { formula: '1/0', result: { error: '#DIV/0!' } },
      ]);
    });
    expect((await rows(content))[1]).toMatchObject({
      cells: [2, 'x'],
      problems: [
        { at: 2, code: 'FORMULA_WITHOUT_RESULT', severity: 'error' },
        { at: 3, code: 'FORMULA_FAILED', value: '#DIV/0!', severity: 'error' },
      ],
    });
  });

  it('gives a merged value to the top left cell alone, and notes the others', async () => {
    const content = await workbook((sheet) => {
      sheet.addRow(['城市', '名称']);
      sheet.addRow(['苏州', '甲']);
      sheet.addRow(['', '乙']);
      sheet.mergeCells('A2:A3');
    });
    const [, first, second] = await rows(content);
    expect(first).toMatchObject({ cells: ['苏州', '甲'], problems: [] });
    expect(second).toMatchObject({
      cells: [undefined, '乙'],
      problems: [{ at: 0, code: 'CELL_MERGED', value: 'merged in A2:A3', severity: 'note' }],
    });
  });

  it('refuses a zip bomb before it unpacks anything', async () => {
    const bomb = zip('xl/worksheets/sheet1.xml', Buffer.alloc(64 * 1_048_576, 32));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await failure(bomb))?.problem.code).toBe('FILE_ZIP_BOMB');
  });

  it('stops at the stated size of a part that holds more', async () => {
    const liar = zip('xl/workbook.xml', Buffer.alloc(64 * 1_048_576, 32), 1_000);
    expect((await failure(liar))?.problem).toMatchObject({
      code: 'FILE_BROKEN',
      value: expect.stringContaining('bytes') as string,
    });
  });

  it('says what another archive, a torn one and a broken sheet are', async () => {
    expect((await failure(zip('word/document.xml', Buffer.from('<w/>'))))?.problem.code).toBe(
      'FILE_NOT_WHAT_ITS_ENDING_SAYS',
    );
    const good = await workbook((sheet) => sheet.addRow(['a']));
    expect((await failure(good.subarray(0, good.length - 100)))?.problem.code).toBe('FILE_BROKEN');
    expect((await failure(zip('xl/workbook.xml', Buffer.from('<workbook><sheet'))))?.problem.code).toBe(
      'FILE_BROKEN',
    );
  });
});

describe('fileKind', () => {
  const looks = (name: string, content: string | Buffer) =>
    fileKind(fileOf(name, Buffer.from(content))).then((kind) => kind as string, (error: unknown) => (error as ImportFileError).problem.code); // prettier-ignore

  it.each([
    ['a.csv', 'a,b', 'csv'],
    ['a.ndjson', '{"a":1}', 'ndjson'],
    ['a.xlsx', 'PK\x03\x04', 'xlsx'],
    ['a.csv', 'PK\x03\x04', 'FILE_NOT_WHAT_ITS_ENDING_SAYS'],
    ['a.xlsx', 'a,b', 'FILE_NOT_WHAT_ITS_ENDING_SAYS'],
    ['a.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_NOT_WHAT_ITS_ENDING_SAYS'],
    ['a.csv', Buffer.from([65, 0, 66]), 'FILE_NOT_WHAT_ITS_ENDING_SAYS'],
    ['a.ndjson', '[{"a":1}]', 'FILE_NOT_WHAT_ITS_ENDING_SAYS'],
    ['a.xls', 'x', 'FILE_KIND_UNKNOWN'],
    ['a.csv', '', 'FILE_EMPTY'],
  ])('%s that holds %p is %s', async (name, content, expected) => {
    expect(await looks(name, content)).toBe(expected);
  });
});
