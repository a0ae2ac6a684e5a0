import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  AddLeadNoteCommand,
  ChangeLeadCommand,
  type Deciding,
  GetLeadLifeQuery,
  type LeadLife,
  ListLeadHistoryQuery,
  LoseLeadCommand,
  MoveLeadCommand,
  PauseLeadCommand,
  ReopenLeadCommand,
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
import {
  addLeadNote,
  changeLead,
  getLeadLife,
  listLeadHistory,
  loseLead,
  moveLead,
  pauseLead,
  reopenLead,
} from './lead-life.endpoints';

/** The life of a lead: what people decide about it, and all that they decided. */
@Controller()
export class LeadLifeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(getLeadLife)
  async get(@Input() { params }: InputOf<typeof getLeadLife>): Promise<LeadLife> {
    const life = await this.queries.execute(new GetLeadLifeQuery(params.id));
    setRevision(life.revision);
    return life;
  }

  @Endpoint(changeLead)
  async change(
    @Input() { params, body: { note, ...change } }: InputOf<typeof changeLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadLife> {
    const deciding = decidingOf(params.id, caller, note, revision);
    return decided(await this.commands.execute(new ChangeLeadCommand(deciding, change)));
  }

  @Endpoint(moveLead)
  async move(
    @Input() { params, body: { note, ...move } }: InputOf<typeof moveLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadLife> {
    const deciding = decidingOf(params.id, caller, note, revision);
    return decided(await this.commands.execute(new MoveLeadCommand(deciding, move)));
  }

  @Endpoint(pauseLead)
  async pause(
    @Input() { params, body: { note, reason, resumeOn } }: InputOf<typeof pauseLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadLife> {
    const deciding = decidingOf(params.id, caller, note, revision);
    return decided(await this.commands.execute(new PauseLeadCommand(deciding, reason, resumeOn)));
  }

  @Endpoint(loseLead)
  async lose(
    @Input() { params, body: { note, reason } }: InputOf<typeof loseLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadLife> {
    const deciding = decidingOf(params.id, caller, note, revision);
    return decided(await this.commands.execute(new LoseLeadCommand(deciding, reason)));
  }

  @Endpoint(reopenLead)
  async reopen(
    @Input() { params, body: { note } }: InputOf<typeof reopenLead>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadLife> {
    const deciding = decidingOf(params.id, caller, note, revision);
    return decided(await this.commands.execute(new ReopenLeadCommand(deciding)));
  }

  @Endpoint(listLeadHistory)
  history(
    @Input() { params, query }: InputOf<typeof listLeadHistory>,
  ): Promise<AnswerOf<typeof listLeadHistory>> {
    return this.queries.execute(new ListLeadHistoryQuery(params.id, query.limit, query.cursor));
  }

  @Endpoint(addLeadNote)
  async note(
    @Input() { params, body }: InputOf<typeof addLeadNote>,
    @Caller() caller: Principal,
  ): Promise<void> {
    await this.commands.execute(new AddLeadNoteCommand(params.id, authorOf(caller), body.note));
  }
}

function decidingOf(
  leadId: string,
  caller: Principal,
  note: string | undefined,
  revision: number | undefined,
): Deciding {
  return { leadId, by: authorOf(caller), note, revision };
}

/** Without texts, which may name people: the audit keeps what it is told for good. */
function decided(life: LeadLife): LeadLife {
  const { stage, state, reason, revision } = life;
  AuditNote.set({ after: { stage, state, reason, owner: life.owner?.id ?? null, revision } });
  setRevision(revision);
  return life;
}
