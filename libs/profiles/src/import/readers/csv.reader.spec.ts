import { fileOf } from './input-file';
import { readCsv } from './csv.reader';
import { type SourceRow } from './source-row';

/** `investors.csv` with 名称,城市 and one row, in GB18030: TextEncoder writes UTF-8 only. */
const GB18030_ROW = Buffer.from('c3fbb3c62cb3c7cad00ad4b6babd2ccbd5d6dd0a', 'hex');

async function rows(content: string | Buffer): Promise<SourceRow[]> {
  const found: SourceRow[] = [];
  for await (const row of readCsv(fileOf('investors.csv', Buffer.from(content)))) found.push(row);
  return found;
}
const cells = (all: readonly SourceRow[]) => all.map((row) => (row.form === 'cells' ? row.cells : row.form));

describe('readCsv', () => {
  it.each([
    ['UTF-8', Buffer.from('名称,城市\n远航,苏州\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF名称,城市\r\n远航,苏州\r\n')],
    ['GB18030', GB18030_ROW],
    ['UTF-16, as Excel writes Unicode text', Buffer.from('\uFEFF名称\t城市\r\n远航\t苏州\r\n', 'utf16le')],
    ['semicolons', Buffer.from('名称;城市\n远航;苏州\n')],
  ])('reads %s', async (_name, content) => {
    expect(cells(await rows(content))).toEqual([['名称', '城市'], ['远航', '苏州']]); // prettier-ignore
  });

  it('reads GB18030 though the first Chinese stands behind much ASCII', async () => {
    const filler = Buffer.from(`x${',y'.repeat(40)}\n`.repeat(2_000));
    const found = await rows(Buffer.concat([filler, GB18030_ROW]));
    expect(cells(found).at(-1)).toEqual(['远航', '苏州']);
  });

  it('counts blank rows but leaves them out, and takes quotes, line breaks and doubled quotes inside cells', async () => {
    const found = await rows('a,b\n\n"x\ny","say ""hi"""\n,\nz,\n');
    expect(found.map((row) => row.form === 'cells' && [row.row, row.cells])).toEqual([
      [1, ['a', 'b']],
      [3, ['x\ny', 'say "hi"']],
      [5, ['z', undefined]],
    ]);
  });

  it.each([
    ['at the end of the file', 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ['before another quote', 'a,b\n1,2\n"3\nx",4\n"5,6\n"7",8\n', 5],
    ['over more than a row may hold', `a,b\n1,2\n3,"${'4\n'.repeat(600_000)}`, 3],
  ])('names the line of a quote that is not closed %s, after the good rows', async (_name, content, line) => {
    const found = await rows(content);
    expect(found[1]).toMatchObject({ cells: ['1', '2'] });
    expect(found.at(-1)).toMatchObject({
      form: 'broken-off',
      problem: { code: 'CSV_QUOTE_NOT_CLOSED', value: `a quote opened on line ${line}` },
    });
  });

  it('keeps to one row what is wrong with one row', async () => {
    const found = await rows('a,b\n1,12" pipe\n3,4,5\n"6\n7",\n"8\n9,"\n10,11\n');
    expect(found.map((row) => (row.form === 'wrong-row' ? [row.row, row.problem.code] : row.form))).toEqual([
      'cells',
      [2, 'CSV_QUOTE_STRAY'],
      [3, 'ROW_TOO_WIDE'],
      'cells',
      [5, 'CSV_QUOTE_MISPLACED'],
      'cells',
    ]);
  });

  it('reports a cell whose bytes are no text, and only that', async () => {
    const found = await rows(
      Buffer.concat([
        Buffer.from('名称,城市\n'),
        Buffer.from([0xe4, 0xbd]),
        Buffer.from(',苏州\n远航,苏州\n'),
      ]),
    );
    expect(found[1]).toMatchObject({ form: 'cells', problems: [{ at: 0, code: 'TEXT_NOT_DECODABLE' }] });
    expect(found[2]).toMatchObject({ cells: ['远航', '苏州'], problems: [] });
  });
});
