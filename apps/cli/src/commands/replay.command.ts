import { basename, resolve } from 'node:path';
import { type Command } from 'commander';
import { encodeEvent, type EventType, problemsOf } from '@bole/contracts';
import { contentHash, derivedId, describeProblem } from '@bole/kernel';
import { pendingWork } from '@bole/platform';
import { BatchPublisher } from '../batch-publisher';
import { type CommandLine } from '../command-line';
import { type HistoryEvent, type HistoryProblem } from '../history/history';
import { historyEvents } from '../history/history-events';
import { historyFiles, readHistory } from '../history/read-history';
import { instantOption, wholeNumber } from '../options';
import { pipelineDrained } from '../pipeline-drain';
import { isBoleRunning, NOT_RUNNING } from '../session/bole-running';
import { type Session } from '../session/session';

/** `bole replay DIR`: a history through the inbound topics, in order of time. */
export function addReplayCommand(program: Command, line: CommandLine): void {
  program
    .command('replay')
    .description(
      'stream a history (investors.ndjson, companies.ndjson, deals.csv) in order of time through the inbound topics',
    )
    .argument('<folder>')
    .option('--until <date>', 'only what happened before this day', instantOption)
    .option('--batch <count>', 'records published at once', wholeNumber(1, 10_000), 500)
    .option('--no-wait', 'do not wait until everything is processed')
    .option('--wait-limit <minutes>', 'wait at most this long', wholeNumber(1, 1_440), 60)
    .action(async (folder: string, options: ReplayOptions) => {
      line.exitCode = await replay(folder, options, line);
    });
}

interface ReplayOptions {
  readonly until?: Date;
  readonly batch: number;
  readonly wait: boolean;
  readonly waitLimit: number;
}

const SOME_WRONG = 2;
const SHOWN_PROBLEMS = 20;

async function replay(folder: string, options: ReplayOptions, line: CommandLine): Promise<number> {
  const { terminal } = line;
  const wrong = new WrongRows();
  const files = await historyFiles(folder);
  const history = await readHistory(files, basename(resolve(folder)), (problem) => wrong.add(problem));
  const session = await line.session();
  const publisher = new BatchPublisher(session.log, options.batch);
  const started = performance.now();
  const bar = terminal.progress('Publishing');
  try {
    let span: Span | undefined;
    for await (const item of historyEvents(history, options.until)) {
      line.signal.throwIfAborted();
      const record = outgoing(item);
      if ('file' in record) {
        wrong.add(record);
        continue;
      }
      await publisher.add(record);
      span = { from: span?.from ?? item.at.getTime(), to: item.at.getTime() };
      bar.update(
        span.to - span.from,
        (options.until ?? session.clock.now()).getTime() - span.from,
        `${item.at.toISOString().slice(0, 10)}, ${publisher.published} events`,
      );
    }
    await publisher.flush();
  } finally {
    bar.stop();
  }
  wrong.shown.forEach((problem) =>
    terminal.note(
      `${problem.file}${problem.row === 0 ? '' : `, row ${problem.row}`}: ${describeProblem(problem)}`,
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  terminal.out(
    `published ${publisher.published} events in ${seconds.toFixed(1)} s (${perSecond(publisher.published, seconds)}), wrong rows ${wrong.count}`,
  );
  const waited = await waitUntilProcessed(options, session, line);
  if (waited === 'processed') {
    const total = (performance.now() - started) / 1_000;
    terminal.out(`all processed after ${total.toFixed(1)} s (${perSecond(publisher.published, total)})`);
  }
  return waited === 'too late' ? 1 : wrong.count > 0 ? SOME_WRONG : 0;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function perSecond(count: number, seconds: number): string {
  return `${Math.round(count / Math.max(seconds, 0.001))} events/s`;
}

/** The same history gives the same events, ids included, whenever it is replayed. */
function outgoing({ event, data, at }: HistoryEvent): ReturnType<typeof encodeEvent> | HistoryProblem {
  const type = event as EventType;
  const parsed = type.data.safeParse(data);
  if (!parsed.success) {
    const [problem] = problemsOf(parsed.error, data);
    return {
      ...(problem ?? { code: 'RECORD_INVALID', field: 'value', expected: 'a valid record' }),
      file: data.sourceId,
      row: 0,
    };
  }
  const id = derivedId('ev', event.type, data.source, data.sourceId, contentHash(parsed.data));
  return encodeEvent(type, parsed.data, { id, source: '/bole/replay', time: at.toISOString() });
}

async function waitUntilProcessed(
  options: ReplayOptions,
  session: Session,
  line: CommandLine,
): Promise<'processed' | 'not waited' | 'too late'> {
  if (!(await isBoleRunning(session.config))) {
    line.terminal.note(NOT_RUNNING);
    return 'not waited';
  }
  if (!options.wait) return 'not waited';
  const progress = line.terminal.progress('Processing');
  try {
    const status = {
      pending: () => pendingWork(session.log, session.unitOfWork, { tasks: session.config.matching.enabled }),
    };
    if (await pipelineDrained(status, { limitMs: options.waitLimit * 60_000, signal: line.signal, progress }))
      return 'processed';
  } finally {
    progress.stop();
  }
  line.terminal.note(`Not everything is processed after ${options.waitLimit} minutes; it goes on.`);
  return 'too late';
}

class WrongRows {
  readonly shown: HistoryProblem[] = [];
  count = 0;

  add(problem: HistoryProblem): void {
    this.count += 1;
    if (this.shown.length < SHOWN_PROBLEMS) this.shown.push(problem);
  }
}
