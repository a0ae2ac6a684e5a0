import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Language } from '@bole/kernel';
import { type LeadList, ListLeadsQuery } from '@bole/leads';
import { Endpoint, Input, type InputOf } from '../endpoint';
import { RequestLanguage } from '../request-language';
import { listInvestorLeads, listProjectLeads } from './leads.endpoints';

@Controller()
export class LeadsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listProjectLeads)
  ofProject(
    @Input() { params, query }: InputOf<typeof listProjectLeads>,
    @RequestLanguage() language: Language,
  ): Promise<LeadList> {
    return this.queries.execute(
      new ListLeadsQuery({ kind: 'project', id: params.id }, query.limit, language),
    );
  }

  @Endpoint(listInvestorLeads)
  ofInvestor(
    @Input() { params, query }: InputOf<typeof listInvestorLeads>,
    @RequestLanguage() language: Language,
  ): Promise<LeadList> {
    return this.queries.execute(
      new ListLeadsQuery({ kind: 'investor', id: params.id }, query.limit, language),
    );
  }
}
