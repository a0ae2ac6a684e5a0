import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { InvalidInputError, type Language, type Problem } from '@bole/kernel';
import {
  CompareInvestorQuery,
  type ExplainedMatch,
  type ExplainedMatches,
  MatchGivenInvestorQuery,
  MatchGivenProjectQuery,
} from '@bole/leads';
import { investorProblems, projectProblems } from '@bole/profiles';
import { isCurrency } from '@bole/taxonomy';
import { type AnswerOf, Endpoint, Input, type InputOf } from '../endpoint';
import { RequestLanguage } from '../request-language';
import { compareInvestor, matchInvestors, matchProjects } from './matching.endpoints';

@Controller()
export class MatchingController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(matchInvestors)
  async investors(
    @Input() { body }: InputOf<typeof matchInvestors>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof matchInvestors>> {
    refuse(under('project', projectProblems(body.project)));
    const asOf = instant(body.asOf);
    const found = await this.queries.execute(
      new MatchGivenProjectQuery(body.project, asOf, body.limit, language),
    );
    return {
      ...head(found),
      items: found.matches.map((match) => ({ ...ranked(match), investor: party(match) })),
      cut: found.cut.map((one) => ({ investor: party(one), limits: limits(one, language) })),
    };
  }

  @Endpoint(matchProjects)
  async projects(
    @Input() { body }: InputOf<typeof matchProjects>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof matchProjects>> {
    refuse([
      ...under('investor', investorProblems({ ...body.investor, contacts: [] })),
      ...body.deals.flatMap(dealProblems),
    ]);
    const deals = body.deals.map((deal) => ({ ...deal, occurredAt: new Date(deal.occurredAt) }));
    const found = await this.queries.execute(
      new MatchGivenInvestorQuery(body.investor, deals, instant(body.asOf), body.limit, language),
    );
    return {
      ...head(found),
      items: found.matches.map((match) => ({
        ...ranked(match),
        project: party(match),
        city: match.city,
        own: match.own,
      })),
      cut: found.cut.map((one) => ({ project: party(one), limits: limits(one, language) })),
    };
  }

  @Endpoint(compareInvestor)
  compare(
    @Input() { params, query }: InputOf<typeof compareInvestor>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof compareInvestor>> {
    return this.queries.execute(new CompareInvestorQuery(params.id, query.cluster, language));
  }
}

function head({ asOf, model, candidates }: ExplainedMatches) {
  return { asOf, model, candidates };
}

function ranked({ rank, scored, explanation, foundBy }: ExplainedMatch) {
  return { rank, score: scored.score, parts: scored.parts, reasons: explanation, foundBy };
}

function party({ id, names }: Pick<ExplainedMatch, 'id' | 'names'>) {
  return { id, names };
}

function limits(cut: ExplainedMatches['cut'][number], language: Language) {
  return cut.limits.map(({ code, text }) => ({ code, text: text[language] }));
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function dealProblems(
  { project, amount }: InputOf<typeof matchProjects>['body']['deals'][number],
  at: number,
): Problem[] {
  const described =
    'profile' in project ? under(`deals.${at}.project.profile`, projectProblems(project.profile)) : [];
  if (amount === undefined || isCurrency(amount.currency)) return described;
  return [
    ...described,
    {
      code: 'CURRENCY_UNKNOWN',
      field: `deals.${at}.amount.currency`,
      value: amount.currency,
      expected: 'an ISO 4217 code such as CNY',
    },
  ];
}

function under(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, field: `${path}.${problem.field}` }));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInputError(problems);
}
