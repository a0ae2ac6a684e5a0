import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Language } from '@bole/kernel';
import { GetLeadQuery, type LeadFilter, ListLeadsQuery, ListPartyLeadsQuery, type Party } from '@bole/leads';
import { FindProfileIdsQuery } from '@bole/profiles';
import { type AnswerOf, Endpoint, Input, type InputOf } from '../endpoint';
import { RequestLanguage } from '../request-language';
import { getLead, listInvestorLeads, listLeads, listProjectLeads } from './leads.endpoints';

/** Investors and projects that a text may find, of each. */
const MOST_FOUND = 200;

@Controller()
export class LeadsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listLeads)
  async list(
    @Input() { query }: InputOf<typeof listLeads>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof listLeads>> {
    const { project, investor, q, changedSince, reasons, sort, limit, cursor, ...cuts } = query;
    const filter: LeadFilter = {
      ...cuts,
      projectId: project,
      investorId: investor,
      among: q === undefined ? undefined : await this.found(q),
      changedSince: changedSince === undefined ? undefined : new Date(changedSince),
    };
    return this.queries.execute(new ListLeadsQuery(filter, { sort, limit, cursor }, reasons, language));
  }

  @Endpoint(getLead)
  get(
    @Input() { params }: InputOf<typeof getLead>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof getLead>> {
    return this.queries.execute(new GetLeadQuery(params.id, language));
  }

  @Endpoint(listProjectLeads)
  ofProject(
    @Input() { params, query }: InputOf<typeof listProjectLeads>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof listProjectLeads>> {
    return this.ofParty({ kind: 'project', id: params.id }, query, language);
  }

  @Endpoint(listInvestorLeads)
  ofInvestor(
    @Input() { params, query }: InputOf<typeof listInvestorLeads>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof listInvestorLeads>> {
    return this.ofParty({ kind: 'investor', id: params.id }, query, language);
  }

  private ofParty(
    party: Party,
    { reasons, limit, cursor }: InputOf<typeof listProjectLeads>['query'],
    language: Language,
  ): Promise<AnswerOf<typeof listProjectLeads>> {
    return this.queries.execute(new ListPartyLeadsQuery(party, { limit, cursor }, reasons, language));
  }

  private async found(text: string): Promise<LeadFilter['among']> {
    const [projects, investors] = await Promise.all([
      this.queries.execute(new FindProfileIdsQuery('project', text, MOST_FOUND)),
      this.queries.execute(new FindProfileIdsQuery('investor', text, MOST_FOUND)),
    ]);
    return { projects, investors };
  }
}
