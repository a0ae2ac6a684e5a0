import { type DataOf, investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { CATEGORY_INDUSTRIES } from './category-industries';
import {
  type History,
  type HistoryCompany,
  type HistoryDeal,
  type HistoryEvent,
  type HistoryInvestor,
} from './history';

/**
 * A history as the events that Bole would have seen, in order of time, up to but not including `until`:
 * an investor at its first deal; a company at its first round, asking for what that round brought, and again with the new
 * ask before each later round; a signing for every deal. A company without a deal before `until` is there from the year
 * it was founded, and asks for nothing in particular. Holds one day of deals at a time, beside the profiles.
 */
export async function* historyEvents(history: History, until: Date = LAST_DAY): AsyncGenerator<HistoryEvent> {
  const end = until.toISOString().slice(0, 10);
  const funded = await companiesWithDeals(history, end);
  const submissions = new Submissions(history);
  const unfunded = [...history.companies.values()]
    .filter(
      (company) =>
        !funded.has(company.id) && company.foundedYear !== undefined && foundedOn(company.foundedYear) < end,
    )
    .sort((a, b) => (a.foundedYear ?? 0) - (b.foundedYear ?? 0) || (a.id < b.id ? -1 : 1));
  let next = 0;
  for await (const [day, deals] of byDay(history.deals(), end)) {
    for (
      let company = unfunded[next];
      company?.foundedYear !== undefined && foundedOn(company.foundedYear) <= day;
      company = unfunded[++next]
    )
      yield submissions.company(company, foundedOn(company.foundedYear), NO_ASK);
    yield* submissions.day(day, deals);
  }
  for (const company of unfunded.slice(next))
    yield submissions.company(company, foundedOn(company.foundedYear ?? 0), NO_ASK);
}

const LAST_DAY = new Date('9999-12-31T00:00:00Z');

export interface Ask {
  readonly stage: string | undefined;
  readonly amountUsd: number | undefined;
}
export const NO_ASK: Ask = { stage: undefined, amountUsd: undefined };

function foundedOn(year: number): string {
  return `${String(year).padStart(4, '0')}-01-01`;
}

async function companiesWithDeals(history: History, end: string): Promise<ReadonlySet<string>> {
  const companies = new Set<string>();
  for await (const deal of history.deals()) {
    if (deal.day >= end) break;
    companies.add(deal.companyId);
  }
  return companies;
}

async function* byDay(
  deals: AsyncIterable<HistoryDeal>,
  end: string,
): AsyncGenerator<[string, readonly HistoryDeal[]]> {
  let today: HistoryDeal[] = [];
  for await (const deal of deals) {
    if (deal.day >= end) break;
    const day = today[0]?.day;
    if (day !== undefined && day !== deal.day) {
      yield [day, today];
      today = [];
    }
    today.push(deal);
  }
  if (today[0] !== undefined) yield [today[0].day, today];
}

/** Remembers who was submitted, and which version and ask each company has. */
class Submissions {
  private readonly investors = new Set<string>();
  private readonly companies = new Map<string, { readonly version: number; readonly ask: Ask }>();

  constructor(private readonly history: History) {}

  /** One day's rounds: of each, who is new, what the company asks for, then who signed. */
  *day(day: string, deals: readonly HistoryDeal[]): Generator<HistoryEvent> {
    for (const round of roundsOf(deals)) {
      for (const { investorId } of round.deals) {
        const investor = this.history.investors.get(investorId);
        if (investor === undefined || this.investors.has(investorId)) continue;
        this.investors.add(investorId);
        yield this.investor(investor, day);
      }
      const company = this.history.companies.get(round.companyId);
      const asked = this.companies.get(round.companyId)?.ask;
      if (
        company !== undefined &&
        (asked?.stage !== round.stage || asked?.amountUsd !== round.amountUsd || asked === undefined)
      )
        yield this.company(company, day, round);
      for (const deal of round.deals) yield this.signing(deal);
    }
  }

  company(company: HistoryCompany, day: string, ask: Ask): HistoryEvent {
    const at = new Date(`${day}T00:00:00Z`);
    const version = Math.max(1, at.getTime(), (this.companies.get(company.id)?.version ?? 0) + 1);
    this.companies.set(company.id, { version, ask: { stage: ask.stage, amountUsd: ask.amountUsd } });
    const data = projectSubmission(this.history.source, company, version, ask);
    return { event: projectSubmittedV1, data, at };
  }

  private investor(investor: HistoryInvestor, day: string): HistoryEvent {
    const at = new Date(`${day}T00:00:00Z`);
    const data = investorSubmission(this.history.source, investor, Math.max(1, at.getTime()));
    return { event: investorSubmittedV1, data, at };
  }

  private signing(deal: HistoryDeal): HistoryEvent {
    const { source } = this.history;
    const occurredAt = `${deal.day}T00:00:00Z`;
    const data = {
      source,
      sourceId: signingId(deal),
      investor: { source, sourceId: deal.investorId },
      project: { source, sourceId: deal.companyId },
      kind: 'signing',
      occurredAt,
      ...(deal.stage === undefined ? {} : { fundingStage: deal.stage }),
      ...(deal.amountUsd === undefined ? {} : { amount: { amount: deal.amountUsd, currency: 'USD' } }),
    };
    return {
      event: signalReportedV1,
      data: data as DataOf<typeof signalReportedV1>,
      at: new Date(occurredAt),
    };
  }
}

interface Round extends Ask {
  readonly companyId: string;
  readonly deals: HistoryDeal[];
}

/** The rounds of one day, in order of their first deal. */
function roundsOf(deals: readonly HistoryDeal[]): readonly Round[] {
  const rounds = new Map<string, Round>();
  for (const deal of deals) {
    const key = JSON.stringify([deal.companyId, deal.stage, deal.amountUsd]);
    const round = rounds.get(key);
    if (round === undefined)
      rounds.set(key, {
        companyId: deal.companyId,
        stage: deal.stage,
        amountUsd: deal.amountUsd,
        deals: [deal],
      });
    else round.deals.push(deal);
  }
  return [...rounds.values()];
}

/** The record id of a deal: the same whenever it is read. */
export function signingId({ day, investorId, companyId, stage, amountUsd }: HistoryDeal): string {
  return derivedId('deal', day, investorId, companyId, stage ?? '', String(amountUsd ?? ''));
}

/** What is submitted of an investor; not checked yet. */
export function investorSubmission(
  source: string,
  { id, name, country }: HistoryInvestor,
  version: number,
): DataOf<typeof investorSubmittedV1> {
  const profile = {
    names: { en: name },
    kind: 'fund',
    ...(country === undefined ? {} : { home: { country } }),
  };
  return { source, sourceId: id, version, profile } as DataOf<typeof investorSubmittedV1>;
}

/** What is submitted of a company that asks for `ask`; not checked yet. */
export function projectSubmission(
  source: string,
  company: HistoryCompany,
  version: number,
  ask: Ask,
): DataOf<typeof projectSubmittedV1> {
  const profile = projectProfile(company, ask);
  return { source, sourceId: company.id, version, profile } as DataOf<typeof projectSubmittedV1>;
}

function projectProfile(company: HistoryCompany, ask: Ask) {
  const { category, country, region, city, foundedYear } = company;
  const words = category === undefined || category === 'other' ? [] : [category.replaceAll('_', ' ')];
  return {
    names: { en: company.name },
    place: {
      ...(country === undefined ? {} : { country }),
      ...(region === undefined ? {} : { region }),
      ...(city === undefined ? {} : { city }),
    },
    industries: category === undefined ? [] : (CATEGORY_INDUSTRIES[category] ?? []),
    products: [...new Set([...company.tags, ...words])],
    type: 'financing',
    ...(ask.stage === undefined ? {} : { fundingStage: ask.stage }),
    ...(ask.amountUsd === undefined
      ? {}
      : { capex: { min: ask.amountUsd, max: ask.amountUsd, currency: 'USD' } }),
    ...(foundedYear === undefined ? {} : { timing: { from: foundedOn(foundedYear) } }),
  };
}
