import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  contactsTable,
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
import { Caller, Endpoint, Input, type InputOf, StreamedAnswer } from '../endpoint';
import { RequestLanguage } from '../request-language';
import {
  exportContacts,
  exportFunnel,
  exportInvestors,
  exportLeads,
  exportProjects,
  exportSignals,
} from './exports.endpoints';

@Controller()
export class ExportsController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(exportLeads)
  leads(
    @Input() { query: { format, changedSince, ...filter } }: InputOf<typeof exportLeads>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = leadsTable({ ...filter, changedSince: instantOf(changedSince) });
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportInvestors)
  investors(
    @Input() { query: { format, updatedSince, ...filter } }: InputOf<typeof exportInvestors>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = investorsTable({ ...filter, updatedSince: instantOf(updatedSince) });
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportProjects)
  projects(
    @Input() { query: { format, updatedSince, ...filter } }: InputOf<typeof exportProjects>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    const table = projectsTable({ ...filter, updatedSince: instantOf(updatedSince) });
    return this.open(table, format, language, caller);
  }

  @Endpoint(exportSignals)
  signals(
    @Input() { query: { format, ...filter } }: InputOf<typeof exportSignals>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    return this.open(signalsTable(filter), format, language, caller);
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
    @Input() { query: { format, ...filter } }: InputOf<typeof exportContacts>,
    @RequestLanguage() language: Language,
    @Caller() caller: Principal,
  ): Promise<StreamedAnswer> {
    return this.open(contactsTable(filter), format, language, caller);
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

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
