import { fileOf } from './input-file';
import { LONGEST_LINE, readNdjson } from './ndjson.reader';
import { type SourceRow } from './source-row';

it('reads line by line: a wrong line spoils itself only, and a long one is not held', async () => {
  const long = `{"a":"${'x'.repeat(LONGEST_LINE)}"}`;
  const content = ['{"a":"远航"}', '', '{"a":', '[1]', long, '{"a":2}'].join('\r\n');
  const found: SourceRow[] = [];
  for await (const row of readNdjson(fileOf('a.ndjson', Buffer.from(content)))) found.push(row);
  expect(
    found.map((row) => [
      row.form === 'broken-off' ? 0 : row.row,
      row.form === 'wrong-row' ? row.problem.code : row.form === 'object' && row.members,
    ]),
  ).toEqual([
    [1, { a: '远航' }],
    [3, 'ROW_NOT_JSON'],
    [4, 'ROW_NOT_AN_OBJECT'],
    [5, 'ROW_TOO_LONG'],
    [6, { a: 2 }],
  ]);
});
