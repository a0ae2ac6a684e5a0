import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { type Language } from '@bole/kernel';
import {
  ClearMarkCommand,
  GetLeadMarkQuery,
  HideLeadCommand,
  type MarkedLead,
  PinLeadCommand,
} from '@bole/leads';
import { authorOf } from '../contacts/author';
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
import { RequestLanguage } from '../request-language';
import { inWords } from './cut-pin';
import { clearLeadMark, getLeadMark, markLead } from './leads.endpoints';

/** What officers decide about leads, whatever the model says. */
@Controller()
export class LeadMarksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(getLeadMark)
  async get(
    @Input() { params }: InputOf<typeof getLeadMark>,
    @RequestLanguage() language: Language,
  ): Promise<AnswerOf<typeof getLeadMark>> {
    const marked = await this.queries.execute(new GetLeadMarkQuery(params.id));
    setRevision(marked.revision);
    return inWords(marked, language);
  }

  @Endpoint(markLead)
  async mark(
    @Input() { params, body: { mark, note } }: InputOf<typeof markLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<MarkedLead> {
    const Decision = mark === 'pinned' ? PinLeadCommand : HideLeadCommand;
    const marked = await this.commands.execute(
      new Decision(authorOf(caller), params.id, note ?? null, revision),
    );
    // Without the note, which may name people: the audit keeps what it is told for good.
    AuditNote.set({ after: { mark, revision: marked.revision } });
    setRevision(marked.revision);
    return marked;
  }

  @Endpoint(clearLeadMark)
  async clear(
    @Input() { params }: InputOf<typeof clearLeadMark>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<void> {
    const { revision: now } = await this.commands.execute(
      new ClearMarkCommand(authorOf(caller), params.id, revision),
    );
    AuditNote.set({ after: { mark: 'none', revision: now } });
  }
}
