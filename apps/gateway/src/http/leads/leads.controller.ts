import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Language } from '@bole/kernel';
import { GetLeadQuery, ListLeadsQuery, ListPartyLeadsQuery, type Party } from '@bole/leads';
import { type AnswerOf, Endpoint, Input, type InputOf } from '../endpoint';
import { RequestLanguage } from '../request-language';
import { inWords } from './cut-pin';
import { leadFilterOf } from './lead-filter';
import { getLead, listInvestorLeads, listLeads, listProjectLeads } from './leads.endpoints';

@Controller()
export class LeadsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listLeads)
  async list(
    @Input() { query }: InputOf<typeof listLeads>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof listLeads>> {
    const { reasons, sort, limit, cursor, ...cuts } = query;
    const filter = await leadFilterOf(this.queries, cuts);
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

  private async ofParty(
    party: Party,
    { reasons, limit, cursor, marks }: InputOf<typeof listProjectLeads>['query'],
    language: Language,
  ): Promise<AnswerOf<typeof listProjectLeads>> {
    const { cutPins, ...leads } = await this.queries.execute(
      new ListPartyLeadsQuery(party, { limit, cursor }, reasons, language, marks),
    );
    return { ...leads, cutPins: cutPins.map((pin) => inWords(pin, language)) };
  }
}
