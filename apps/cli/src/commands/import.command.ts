import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { encodeEvent } from '@bole/contracts';
import { type Language, systemClock } from '@bole/kernel';
import {
  baseName,
  fileAt,
  IMPORT_KINDS,
  type ImportKind,
  type ImportOutcome,
  type ImportProblem,
  importRecords,
  problemWords,
} from '@bole/profiles';
import { BatchPublisher } from '../batch-publisher';
import { type CommandLine } from '../command-line';
import { importChecks } from '../import-checks';
import { ImportReport } from '../import-report';
import { zoneOption } from '../options';
import { isBoleRunning, NOT_RUNNING } from '../session/bole-running';

/** `bole import FILE --kind …`: the good rows go in, the wrong ones into a report. */
export function addImportCommand(program: Command, line: CommandLine): void {
  program
    .command('import')
    .description('take investors, projects or signals in from a file (CSV, XLSX, NDJSON)')
    .argument('<file>')
    .addOption(new Option('--kind <kind>', 'what the rows are').choices(IMPORT_KINDS).makeOptionMandatory())
    .option('--source <name>', 'who owns the rows (default: the name of the file without its ending)')
    .option(
      '--party-source <name>',
      'for signals: who owns the investors and projects they name (default: the source)',
    )
    .option('--mapping <file>', 'JSON that says which of their headers are which of our fields')
    .option('--zone <offset>', 'UTC offset of times without one', zoneOption, '+08:00')
    .option('--dry-run', 'check everything, publish nothing')
    .option(
      '--report <file>',
      'where the report goes (default: <name>.problems.csv here, if anything is wrong)',
    )
    .addOption(new Option('--lang <language>', 'language of the report').choices(['zh', 'en']).default('en'))
    .action(async (file: string, options: ImportCommandOptions) => {
      line.exitCode = await importFile(file, options, line);
    });
}

interface ImportCommandOptions {
  readonly kind: ImportKind;
  readonly source?: string;
  readonly partySource?: string;
  readonly mapping?: string;
  readonly zone: string;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly lang: Language;
}

const SOME_WRONG = 2;
const PREVIEWED = 20;

async function importFile(path: string, options: ImportCommandOptions, line: CommandLine): Promise<number> {
  const { terminal } = line;
  const file = await fileAt(path);
  const mapping = options.mapping === undefined ? undefined : await readFile(options.mapping, 'utf8');
  const session = options.dryRun === true ? undefined : await line.session();
  const clock = session?.clock ?? systemClock;
  const report = new ImportReport(options.report ?? `${baseName(file.name)}.problems.csv`, options.lang);
  const tally = new Tally(report);
  const publisher = session === undefined ? undefined : new BatchPublisher(session.log);
  const bar = terminal.progress('Importing');
  try {
    if (options.report !== undefined) await report.begin();
    const outcomes = importRecords(file, {
      ...options,
      mapping,
      clock,
      checks: importChecks(clock),
      onProgress: (done, total) => bar.update(done, total, tally.remark),
    });
    for await (const outcome of outcomes) {
      line.signal.throwIfAborted();
      await tally.count(outcome);
      if (outcome.form !== 'record' || publisher === undefined) continue;
      const meta = { id: outcome.eventId, source: '/bole/import', time: clock.now().toISOString() };
      await publisher.add(encodeEvent(outcome.event, outcome.data, meta));
    }
    await publisher?.flush();
  } finally {
    bar.stop();
    await report.close();
  }

  tally.preview.forEach((problem) => terminal.note(describe(problem, options.lang)));
  if (report.problems > tally.preview.length)
    terminal.note(`… and ${report.problems - tally.preview.length} more in the report`);
  terminal.out(
    `read ${tally.read}, published ${publisher?.published ?? 0}${publisher === undefined ? ' (dry run)' : ''}, wrong ${tally.wrong}`,
  );
  if (report.written) terminal.out(`report: ${report.path}`);
  if (session !== undefined && tally.read > tally.wrong && !(await isBoleRunning(session.config)))
    terminal.note(NOT_RUNNING);
  return tally.wrong > 0 || tally.brokenOff ? SOME_WRONG : 0;
}

class Tally {
  read = 0;
  wrong = 0;
  brokenOff = false;
  readonly preview: ImportProblem[] = [];

  constructor(private readonly report: ImportReport) {}

  get remark(): string {
    return `${this.read} rows, ${this.wrong} wrong`;
  }

  async count(outcome: ImportOutcome): Promise<void> {
    if (outcome.form === 'record' || outcome.form === 'wrong') this.read += 1;
    if (outcome.form === 'wrong') this.wrong += 1;
    if (outcome.form === 'broken-off') this.brokenOff = true;
    const problems = problemsOf(outcome);
    this.preview.push(...problems.slice(0, PREVIEWED - this.preview.length));
    await this.report.add(problems);
  }
}

function problemsOf(outcome: ImportOutcome): readonly ImportProblem[] {
  switch (outcome.form) {
    case 'record':
      return outcome.notes;
    case 'wrong':
    case 'remark':
      return outcome.problems;
    case 'broken-off':
      return [outcome.problem];
  }
}

function describe(problem: ImportProblem, language: Language): string {
  const place = [problem.row === 0 ? '' : `row ${problem.row}`, problem.column || problem.field]
    .filter((part) => part !== '')
    .join(', ');
  const value = problem.value === undefined ? '' : ` "${problem.value}"`;
  return `${place}:${value} ${problemWords(problem.code, language)} (${problem.code}); expected ${problem.expected}`;
}
