import { QueryBus } from '@nestjs/cqrs';
import { type Command, Option } from 'commander';
import { inLanguage, type Language } from '@bole/kernel';
import { type ExplainedMatch, ExplainMatchQuery, type MatchExplanation, type Party } from '@bole/leads';
import { type CommandLine } from '../command-line';
import { instantOption, wholeNumber } from '../options';

interface MatchOptions {
  readonly project?: string;
  readonly investor?: string;
  readonly explain: boolean;
  readonly asOf?: Date;
  readonly limit: number;
  readonly lang: Language;
  readonly json: boolean;
}

/** `bole match`: ranks investors for a project, or projects for an investor, afresh, and keeps nothing. */
export function addMatchCommand(program: Command, line: CommandLine): void {
  program
    .command('match')
    .description('rank investors for a project, or projects for an investor')
    .addOption(new Option('--project <id>', 'the project, by its id in Bole').conflicts('investor'))
    .option('--investor <id>', 'the investor, by its id in Bole')
    .option('--explain', 'with parts, reasons and what was cut', false)
    .option('--as-of <date>', 'as of this day or instant (default: the end of today, UTC)', instantOption)
    .option('--limit <count>', 'how many', wholeNumber(1, 1_000), 10)
    .addOption(
      new Option('--lang <language>', 'language of names and reasons').choices(['zh', 'en']).default('zh'),
    )
    .option('--json', 'as JSON', false)
    .action(async (options: MatchOptions) => {
      const party = partyOf(options);
      if (party === undefined) {
        line.terminal.note('Name the party: --project ID or --investor ID.');
        line.exitCode = 1;
        return;
      }
      const session = await line.session();
      const query = new ExplainMatchQuery(party, options.asOf, options.limit, options.lang);
      const explained = await session.container.get(QueryBus, { strict: false }).execute(query);
      if (options.json) line.terminal.out(JSON.stringify(explained, null, 2));
      else for (const text of describe(explained, options)) line.terminal.out(text);
    });
}

function partyOf({ project, investor }: MatchOptions): Party | undefined {
  if (project !== undefined) return { kind: 'project', id: project };
  return investor === undefined ? undefined : { kind: 'investor', id: investor };
}

function describe(explained: MatchExplanation, { explain, lang }: MatchOptions): string[] {
  const { party, names, asOf, model, candidates, matches, cut } = explained;
  return [
    `${inLanguage(names, lang)} (${party.id}), as of ${asOf}, model ${model}, ${candidates} candidates`,
    ...matches.flatMap((match) => [headline(match, lang), ...(explain ? details(match) : [])]),
    ...(explain
      ? cut.map(({ id, names: cutNames, limits }) => {
          const why = limits.map((limit) => `${limit.code} ${inLanguage(limit.text, lang)}`).join('; ');
          return `  cut  ${inLanguage(cutNames, lang)} (${id}): ${why}`;
        })
      : []),
  ];
}

function headline({ rank, scored, names, id }: ExplainedMatch, lang: Language): string {
  const { fit, intent, relationship, base } = scored.parts;
  const parts = `base ${points(base)}, fit ${points(fit)}, intent ${points(intent)}, relationship ${points(relationship)}`;
  return `${String(rank).padStart(4)}  ${points(scored.score).padStart(7)}  ${inLanguage(names, lang)} (${id})  [${parts}]`;
}

function details({ explanation, foundBy }: ExplainedMatch): string[] {
  const reasons = [...explanation.for, ...explanation.against].map(
    (reason) => `               ${signed(reason.points).padStart(7)}  ${reason.text}  <${reason.feature}>`,
  );
  return [...reasons, `                        found by ${foundBy.join(', ')}`];
}

function points(value: number): string {
  return value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
