import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  AddContactCommand,
  ChangeContactCommand,
  type ChangedContact,
  type ContactFilter,
  type ContactPage,
  EraseContactCommand,
  type ErasureReceipt,
  ExportContactQuery,
  GetContactQuery,
  GetErasureQuery,
  GetProfileQuery,
  type KeptContact,
  ListConsentChangesQuery,
  ListContactsQuery,
  type PersonExport,
  RecordConsentCommand,
} from '@bole/profiles';
import {
  type AnswerOf,
  AuditNote,
  Caller,
  Endpoint,
  IfMatch,
  Input,
  type InputOf,
  setRevision,
} from '../endpoint';
import { authorOf } from './author';
import {
  addContact,
  changeContact,
  eraseContact,
  exportContact,
  getContact,
  getErasure,
  listConsentChanges,
  listContacts,
  listInvestorContacts,
  recordConsent,
} from './contacts.endpoints';

/** Contacts, with each read in the audit. The audit holds ids, instants and purposes, and never what is read. */
@Controller()
export class ContactsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(listContacts)
  list(@Input() { query }: InputOf<typeof listContacts>): Promise<ContactPage> {
    const { purpose, ...filter } = query;
    return this.page(filter, purpose);
  }

  @Endpoint(listInvestorContacts)
  async ofInvestor(
    @Input() { params, query }: InputOf<typeof listInvestorContacts>,
  ): Promise<AnswerOf<typeof listInvestorContacts>> {
    const { purpose, ...filter } = query;
    await this.queries.execute(new GetProfileQuery('investor', params.id));
    return this.page({ ...filter, investorId: params.id }, purpose);
  }

  @Endpoint(addContact)
  async add(
    @Input() { params, body }: InputOf<typeof addContact>,
    @Caller() caller: Principal,
  ): Promise<ChangedContact> {
    const added = await this.commands.execute(
      new AddContactCommand(caller.city, authorOf(caller), params.id, body),
    );
    AuditNote.set({ after: { investorId: params.id, consent: body.consent.status } });
    setRevision(added.revision);
    return added;
  }

  @Endpoint(getContact)
  async get(@Input() { params, query }: InputOf<typeof getContact>): Promise<KeptContact> {
    const contact = await this.queries.execute(new GetContactQuery(params.id));
    AuditNote.set({ after: { purpose: query.purpose } });
    setRevision(contact.revision);
    return contact;
  }

  @Endpoint(changeContact)
  async change(
    @Input() { params, body }: InputOf<typeof changeContact>,
    @IfMatch() revision: number | undefined,
    @Caller() { city }: Principal,
  ): Promise<ChangedContact> {
    const changed = await this.commands.execute(new ChangeContactCommand(city, params.id, revision, body));
    AuditNote.set({ after: { changed: Object.keys(body), revision: changed.revision } });
    setRevision(changed.revision);
    return changed;
  }

  @Endpoint(recordConsent)
  async consent(
    @Input() { params, body }: InputOf<typeof recordConsent>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<ChangedContact> {
    const changed = await this.commands.execute(
      new RecordConsentCommand(caller.city, authorOf(caller), params.id, revision, body),
    );
    AuditNote.set({ after: { status: body.status, at: body.at, revision: changed.revision } });
    setRevision(changed.revision);
    return changed;
  }

  @Endpoint(listConsentChanges)
  consentChanges(
    @Input() { params, query }: InputOf<typeof listConsentChanges>,
  ): Promise<AnswerOf<typeof listConsentChanges>> {
    AuditNote.set({ after: { purpose: query.purpose } });
    return this.queries.execute(new ListConsentChangesQuery(params.id));
  }

  @Endpoint(exportContact)
  export(
    @Input() { params, query }: InputOf<typeof exportContact>,
    @Caller() { city }: Principal,
  ): Promise<PersonExport> {
    AuditNote.set({ after: { purpose: query.purpose } });
    return this.queries.execute(new ExportContactQuery(city, params.id));
  }

  @Endpoint(eraseContact)
  async erase(
    @Input() { params, body }: InputOf<typeof eraseContact>,
    @Caller() caller: Principal,
  ): Promise<ErasureReceipt> {
    const receipt = await this.commands.execute(
      new EraseContactCommand(caller.city, authorOf(caller), params.id, body.reason),
    );
    AuditNote.set({ after: { erasure: receipt.id, reason: receipt.reason } });
    return receipt;
  }

  @Endpoint(getErasure)
  erasure(@Input() { params }: InputOf<typeof getErasure>): Promise<ErasureReceipt> {
    return this.queries.execute(new GetErasureQuery(params.id));
  }

  private async page(filter: ContactFilter, purpose: string | undefined): Promise<ContactPage> {
    const page = await this.queries.execute(new ListContactsQuery(filter));
    AuditNote.set({ after: { purpose, ids: page.items.map(({ id }) => id) } });
    return page;
  }
}
