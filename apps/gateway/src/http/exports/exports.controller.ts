import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  contactsTable,
  type Cut,
  type ExportFormat,
  type ExportTable,
  funnelTable,
  investorsTable,
  leadsTable,
  OpenExportQuery,
  projectsTable,
  signalsTable,
} from '@bole/insight';
import { type Language } from '@bole/kernel';
import { leadConditions, PINNED_THEN_REST } from '@bole/leads';
import { contactConditions, FindProfileIdsQuery, type PartyKind, profileConditions } from '@bole/profiles';
import { signalConditions } from '@bole/signals';
import { Caller, Endpoint, Input, type InputOf, StreamedAnswer } from '../endpoint';
import { leadFilterOf } from '../leads/lead-filter';
import { filterOf } from '../profiles/profile-filters';
import { RequestLanguage } from '../request-language';
import {
  exportContacts,
  exportFunnel,
  exportInvestors,
  exportLeads,
  exportProjects,
  exportSignals,
} from './exports.endpoints';

/** Profiles that a text finds, as in their lists. */
const MOST_FOUND = 500;

type ProfileCuts = Parameters<typeof filterOf>[0] & {
  readonly q?: string | undefined;
  readonly city?: string | undefined;
};

@Controller()
export class ExportsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(exportLeads)
  async leads(
    @Input() { query: { format, ...cuts } }: InputOf<typeof exportLeads>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const filter = await leadFilterOf(this.queries, cuts);
    const table = leadsTable(PINNED_THEN_REST, (given) => leadConditions(filter, given));
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportInvestors)
  async investors(
    @Input() { query: { format, ...cuts } }: InputOf<typeof exportInvestors>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = investorsTable(await this.profileCut('investor', cuts));
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportProjects)
  async projects(
    @Input() { query: { format, ...cuts } }: InputOf<typeof exportProjects>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = projectsTable(await this.profileCut('project', cuts));
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportSignals)
  signals(
    @Input() { query }: InputOf<typeof exportSignals>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const { format, investor, project, kind, medium, ...filter } = query;
    const cut = { investorId: investor, projectId: project, kinds: kind, medium };
    const table = signalsTable(filter, (given) => signalConditions(cut, given));
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportFunnel)
  funnel(
    @Input() { query: { format, ...filter } }: InputOf<typeof exportFunnel>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    return this.open(funnelTable(filter), format, language, caller);
  }

  @Endpoint(exportContacts)
  contacts(
    @Input() { query: { format, investor, ...cuts } }: InputOf<typeof exportContacts>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = contactsTable((given) => contactConditions({ ...cuts, investorId: investor }, given));
    return this.open(table, format, language, caller);
  }

  private async profileCut(kind: PartyKind, { q, city, ...cuts }: ProfileCuts): Promise<Cut> {
    const among =
      q === undefined ? undefined : await this.queries.execute(new FindProfileIdsQuery(kind, q, MOST_FOUND));
    return (given) => profileConditions(kind, { ...filterOf(cuts), city, among }, given);
  }

  private async open(
    table: ExportTable,
    format: ExportFormat,
    language: Language,
    { city }: Principal,
  ): Promise<StreamedAnswer> {
    const opened = await this.queries.execute(new OpenExportQuery(table, format, language, city));
    return new StreamedAnswer(opened.chunks, { type: opened.mediaType, fileName: opened.fileName });
  }
}
