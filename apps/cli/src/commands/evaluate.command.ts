import { performance } from 'node:perf_hooks';
import { type Command } from 'commander';
import { describeProblem } from '@bole/kernel';
import { type CommandLine } from '../command-line';
import { evaluateHistory } from '../history/evaluate-history';
import { evaluationTables } from '../history/evaluation-tables';
import { instantOption } from '../options';

interface EvaluateOptions {
  readonly cutoff: Date;
  readonly end: Date;
  readonly ask: boolean;
  readonly json: boolean;
}

const SHOWN_PROBLEMS = 20;

/** `bole evaluate DIR`: how well Bole would have ranked on a history, had it known only what was before a day. */
export function addEvaluateCommand(program: Command, line: CommandLine): void {
  program
    .command('evaluate')
    .description(
      'learn from a history (investors.ndjson, companies.ndjson, deals.csv) before a day, and hold what Bole would have said against what came',
    )
    .argument('<folder>')
    .requiredOption('--cutoff <date>', 'nothing of this day or later is known', instantOption)
    .requiredOption('--end <date>', 'what happened before this day was to be foretold', instantOption)
    .option('--no-ask', "leave stage and amount out of what is known of the projects' rounds")
    .option('--json', 'the figures alone, as JSON', false)
    .action(async (folder: string, { cutoff, end, ask, json }: EvaluateOptions) => {
      const { terminal } = line;
      const answer = await evaluateHistory(
        { folder, cutoff, end, withoutAsk: !ask },
        () => performance.now() / 1_000,
      );
      for (const problem of answer.wrong.slice(0, SHOWN_PROBLEMS))
        terminal.note(`${problem.file}, row ${problem.row}: ${describeProblem(problem)}`);
      if (answer.wrong.length > 0) terminal.note(`${answer.wrong.length} wrong rows were left out.`);
      if (json) terminal.out(JSON.stringify(answer.result));
      else for (const text of evaluationTables(answer)) terminal.out(text);
    });
}
