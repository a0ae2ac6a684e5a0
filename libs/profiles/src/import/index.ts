export {
  importRecords,
  type ImportChecks,
  type ImportOptions,
  type ImportOutcome,
  MOST_ROWS,
} from './import-records';
export { IMPORT_KINDS, type ImportKind } from './import-kind';
export { ImportFileError, type ImportProblem } from './import-problem';
export { readCsv } from './readers/csv.reader';
export { baseName, fileAt, fileOf, type InputFile } from './readers/input-file';
export { readNdjson } from './readers/ndjson.reader';
export { cellText, type OnProgress, type SourceRow } from './readers/source-row';
export { reportHeader, reportLine } from './report/problem-report';
export { problemWords } from './report/problem-words';
