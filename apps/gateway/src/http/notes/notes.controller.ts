import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { type Language } from '@bole/kernel';
import { ListPartyLeadsQuery } from '@bole/leads';
import {
  AddNoteCommand,
  ChangeNoteCommand,
  GetNoteQuery,
  ListNotesQuery,
  type Note,
  type NotePage,
  RemoveNoteCommand,
} from '@bole/profiles';
import { authorOf } from '../contacts/author';
import { Caller, Endpoint, IfMatch, Input, type InputOf, setRevision } from '../endpoint';
import { RequestLanguage } from '../request-language';
import { addNote, changeNote, getNote, listNotes, removeNote } from './notes.endpoints';

/** A city's own notes. Expert advisers see and write those of the projects that are shown to them. */
@Controller()
export class NotesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(listNotes)
  list(@Input() { query }: InputOf<typeof listNotes>): Promise<NotePage> {
    return this.queries.execute(new ListNotesQuery(query));
  }

  @Endpoint(addNote)
  async add(
    @Input() { body }: InputOf<typeof addNote>,
    @Caller() caller: Principal,
    @RequestLanguage() language: Language,
  ): Promise<Note> {
    const { investorId } = body;
    // An adviser learns of an investor by the leads that it sees, and of no other: throws as for one that there is not.
    if (caller.scope.projects !== undefined && investorId !== undefined)
      await this.queries.execute(
        new ListPartyLeadsQuery({ kind: 'investor', id: investorId }, { limit: 1 }, 'none', language),
      );
    return revised(await this.commands.execute(new AddNoteCommand(caller.city, authorOf(caller), body)));
  }

  @Endpoint(getNote)
  async get(@Input() { params }: InputOf<typeof getNote>): Promise<Note> {
    return revised(await this.queries.execute(new GetNoteQuery(params.id)));
  }

  @Endpoint(changeNote)
  async change(
    @Input() { params, body }: InputOf<typeof changeNote>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<Note> {
    const command = new ChangeNoteCommand(authorOf(caller), params.id, revision, body);
    return revised(await this.commands.execute(command));
  }

  @Endpoint(removeNote)
  remove(
    @Input() { params }: InputOf<typeof removeNote>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<void> {
    return this.commands.execute(new RemoveNoteCommand(authorOf(caller), params.id, revision));
  }
}

function revised(note: Note): Note {
  setRevision(note.revision);
  return note;
}
