import { parse } from 'csv-parse/sync';
import { reportHeader, reportLine } from './problem-report';

const problem = {
  row: 3,
  column: '名称',
  field: 'names.zh',
  value: '',
  code: 'FIELD_MISSING',
  expected: 'a, "b"',
  severity: 'error',
} as const;

it('is CSV that reads back, in UTF-8 with a byte order mark', () => {
  const [header, line] = parse(reportHeader('zh') + reportLine(problem, 'zh'), { bom: true }) as [
    string[],
    string[],
  ];
  expect(header).toEqual(['行', '列', '字段', '值', '代码', '级别', '问题', '应为']);
  expect(line).toEqual(['3', '名称', 'names.zh', '', 'FIELD_MISSING', 'error', '缺少必填值', 'a, "b"']);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
  'holds no formula where a value is %p',
  (value) => {
    const [line] = parse(reportLine({ ...problem, value, column: value }, 'en')) as [string[]];
    expect([line[1], line[3]]).toEqual([`'${value}`, `'${value}`]);
  },
);
