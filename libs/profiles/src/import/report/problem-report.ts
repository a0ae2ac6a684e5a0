import { type Language } from '@bole/kernel';
import { type ImportProblem } from '../import-problem';
import { problemWords } from './problem-words';

/** The first bytes and the first line of a report: UTF-8 with a byte order mark, so that Excel reads the Chinese in it. */
export function reportHeader(language: Language): string {
  const names =
    language === 'zh'
      ? ['行', '列', '字段', '值', '代码', '级别', '问题', '应为']
      : ['row', 'column', 'field', 'value', 'code', 'level', 'what is wrong', 'what would be right'];
  return `\uFEFF${names.map(csvCell).join(',')}\r\n`;
}

/** One problem as a line of the report. */
export function reportLine(problem: ImportProblem, language: Language): string {
  const { row, column, field, value, code, severity, expected } = problem;
  const cells = [
    row === 0 ? '' : String(row),
    column,
    field,
    value ?? '',
    code,
    severity,
    problemWords(code, language),
    expected,
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell that no spreadsheet takes for a formula: one that begins with = + - @, a tab or a line break (also behind blanks)
 * gets an apostrophe in front, as OWASP advises against CSV injection.
 */
export function csvCell(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
