import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import {
  type Deed,
  type DealHistory,
  type InvestorFacts,
  investorFacts,
  type ProjectFacts,
  projectFacts,
} from '@bole/matching';
import { toCny } from '@bole/taxonomy';
import { type History, type HistoryDeal } from './history';
import { investorSubmission, NO_ASK, projectSubmission, signingId } from './history-events';

/** A history as matching sees it: the facts of the very profiles that a replay submits. Holds all of it. */
export async function dealHistory(history: History): Promise<DealHistory> {
  const investors = new Map<string, InvestorFacts>();
  for (const investor of history.investors.values()) {
    const { profile } = investorSubmittedV1.data.parse(investorSubmission(history.source, investor, 1));
    investors.set(investor.id, investorFacts(investor.id, profile));
  }
  const projects = new Map<string, ProjectFacts>();
  for (const company of history.companies.values()) {
    const { profile } = projectSubmittedV1.data.parse(projectSubmission(history.source, company, 1, NO_ASK));
    projects.set(company.id, projectFacts(company.id, profile));
  }
  const deeds: Deed[] = [];
  for await (const deal of history.deals()) deeds.push(deedOf(deal));
  return { investors, projects, deeds };
}

function deedOf(deal: HistoryDeal): Deed {
  const { stage, amountUsd } = deal;
  const amountCny = amountUsd === undefined ? undefined : toCny(amountUsd, 'USD');
  return {
    signalId: signingId(deal),
    investorId: deal.investorId,
    projectId: deal.companyId,
    occurredAt: Date.parse(`${deal.day}T00:00:00Z`),
    kind: 'signing',
    ...(stage === undefined ? {} : { fundingStage: stage }),
    ...(amountCny === undefined ? {} : { amountCny }),
  };
}
