import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PERSONAL_DATA_SOURCES, type PersonalDataSource } from '@bole/platform';
import { AddNoteHandler } from '../notes/commands/add-note/add-note.handler';
import { ChangeNoteHandler } from '../notes/commands/change-note/change-note.handler';
import { RemoveNoteHandler } from '../notes/commands/remove-note/remove-note.handler';
import { NotePersonalData } from '../notes/note.personal-data';
import { GetNoteHandler } from '../notes/queries/get-note/get-note.handler';
import { ListNotesHandler } from '../notes/queries/list-notes/list-notes.handler';
import { AddContactHandler } from './commands/add-contact/add-contact.handler';
import { ChangeContactHandler } from './commands/change-contact/change-contact.handler';
import { EraseContactHandler } from './commands/erase-contact/erase-contact.handler';
import { RecordConsentHandler } from './commands/record-consent/record-consent.handler';
import { ContactPersonalData } from './erasure/contact.personal-data';
import { IntakeCopiesPersonalData } from './erasure/intake-copies.personal-data';
import { ExportContactHandler } from './queries/export-contact/export-contact.handler';
import { GetContactHandler } from './queries/get-contact/get-contact.handler';
import { GetErasureHandler } from './queries/get-erasure/get-erasure.handler';
import { ListConsentChangesHandler } from './queries/list-consent-changes/list-consent-changes.handler';
import { ListContactsHandler } from './queries/list-contacts/list-contacts.handler';

const HANDLERS = [
  ...[AddContactHandler, ChangeContactHandler, RecordConsentHandler, EraseContactHandler],
  ...[GetContactHandler, ListContactsHandler, ListConsentChangesHandler, ExportContactHandler],
  ...[
    GetErasureHandler,
    AddNoteHandler,
    ChangeNoteHandler,
    RemoveNoteHandler,
    GetNoteHandler,
    ListNotesHandler,
  ],
];
const OWN_SOURCES = [ContactPersonalData, IntakeCopiesPersonalData, NotePersonalData];

/** A city's contacts and notes: for the gateway. */
@Module({})
export class ContactsModule {
  /** `sources`: who else keeps something about contacts. They are made here, of what is global. */
  static withSources(...sources: readonly Type<PersonalDataSource>[]): DynamicModule {
    const all = [...OWN_SOURCES, ...sources];
    return {
      module: ContactsModule,
      imports: [CqrsModule],
      providers: [
        ...HANDLERS,
        ...all,
        {
          provide: PERSONAL_DATA_SOURCES,
          useFactory: (...made: PersonalDataSource[]) => made,
          inject: all,
        },
      ],
    };
  }
}
