import { readFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { describeProblem } from '@bole/kernel';
import { type CommandLine } from '../command-line';
import { wholeNumber } from '../options';
import { RejectedRecords } from '../rejected/rejected-records';
import { replayRejected, type ReplayChange } from '../rejected/replay-rejected';

/** `bole rejected list|show|replay`: the records that could not be taken, and their second chance. */
export function addRejectedCommand(program: Command, line: CommandLine): void {
  const rejected = program
    .command('rejected')
    .description('records that could not be taken: list, show, mend and replay them');
  rejected
    .command('list')
    .description('the newest first')
    .option('--limit <count>', 'at most', wholeNumber(1, 10_000), 50)
    .option('--json', 'one JSON object a line')
    .action((options: { limit: number; json?: boolean }) => list(options, line));
  rejected
    .command('show')
    .description('one record with its reasons, headers and original value')
    .argument('<id>')
    .action((id: string) => show(id, line));
  rejected
    .command('replay')
    .description('publish a record again as it was, to the topic that it came from')
    .argument('[id]')
    .option('--all', 'every record that was not replayed yet')
    .option('--value <file>', 'publish this value in place of the original one')
    .option('--key <key>', 'publish under this key')
    .action(async (id: string | undefined, options: ReplayOptions) => {
      line.exitCode = await replay(id, options, line);
    });
}

interface ReplayOptions {
  readonly all?: boolean;
  readonly value?: string;
  readonly key?: string;
}

async function list(options: { limit: number; json?: boolean }, line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const rows = await new RejectedRecords(unitOfWork).newest(options.limit);
  for (const row of rows) {
    if (options.json === true) line.terminal.out(JSON.stringify(row));
    else {
      const replayed = row.replayedAt === null ? '' : ' (replayed)';
      line.terminal.out(
        `${row.id}  ${row.rejectedAt.toISOString()}  ${row.topic}/${row.partition}@${row.position}${replayed}`,
      );
      row.problems.slice(0, 1).forEach((problem) => line.terminal.out(`    ${describeProblem(problem)}`));
    }
  }
  if (rows.length === 0) line.terminal.note('No record was rejected.');
}

async function show(id: string, line: CommandLine): Promise<void> {
  const { unitOfWork } = await line.session();
  const record = await new RejectedRecords(unitOfWork).get(id);
  const out = (text: string) => line.terminal.out(text);
  out(`${record.id}, rejected by ${record.service} on ${record.rejectedAt.toISOString()}`);
  out(`topic ${record.topic}, partition ${record.partition}, position ${record.position}`);
  out(`replayed: ${record.replayedAt?.toISOString() ?? 'no'}`);
  record.problems.forEach((problem) => out(`  ${describeProblem(problem)}`));
  out(`key: ${record.key === null ? '(none)' : record.key.toString('utf8')}`);
  for (const [name, value] of Object.entries(record.headers))
    out(`header ${name}: ${value.toString('utf8')}`);
  out('value:');
  out(record.value === null ? '(none)' : record.value.toString('utf8'));
}

async function replay(id: string | undefined, options: ReplayOptions, line: CommandLine): Promise<number> {
  if ((id === undefined) === (options.all !== true)) {
    line.terminal.note('Give the id of one record, or --all.');
    return 1;
  }
  if (options.all === true && (options.value !== undefined || options.key !== undefined)) {
    line.terminal.note('--value and --key mend one record: give its id in place of --all.');
    return 1;
  }
  const session = await line.session();
  const records = new RejectedRecords(session.unitOfWork);
  const change: ReplayChange = {
    ...(options.value === undefined ? {} : { value: await readFile(options.value) }),
    ...(options.key === undefined ? {} : { key: options.key }),
  };
  const chosen = id === undefined ? records.notReplayed() : one(records, id);
  const { replayed, skipped } = await replayRejected(chosen, change, session.log, line.signal);
  skipped.forEach((problem) => line.terminal.note(describeProblem(problem)));
  line.terminal.out(`replayed ${replayed}, skipped ${skipped.length}`);
  return skipped.length > 0 ? 2 : 0;
}

async function* one(records: RejectedRecords, id: string) {
  yield await records.get(id);
}
