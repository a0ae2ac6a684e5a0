import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { GetSignalQuery, ListSignalsQuery, SubmitSignalCommand, SubmitSignalsCommand } from '@bole/signals';
import { type AnswerOf, AuditNote, Caller, Endpoint, Input, type InputOf, setStatus } from '../endpoint';
import { PreferredWait } from '../submission/preferred-wait';
import { tally } from '../submission/tally';
import { getSignal, listSignals, submitSignal, submitSignals } from './signals.endpoints';

@Controller()
export class SignalsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(submitSignal)
  async submit(
    @Input() { body }: InputOf<typeof submitSignal>,
    @Caller() { city }: Principal,
    @PreferredWait() waitMs: number,
  ): Promise<AnswerOf<typeof submitSignal>> {
    const submitted = await this.commands.execute(new SubmitSignalCommand(body, city, waitMs));
    if (submitted.outcome === 'pending') setStatus(202);
    return submitted;
  }

  @Endpoint(submitSignals)
  async submitMany(
    @Input() { body }: InputOf<typeof submitSignals>,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof submitSignals>> {
    const results = tally(await this.commands.execute(new SubmitSignalsCommand(body.items, city)));
    AuditNote.set({ after: { accepted: results.accepted, refused: results.refused } });
    return results;
  }

  @Endpoint(listSignals)
  list(@Input() { query }: InputOf<typeof listSignals>): Promise<AnswerOf<typeof listSignals>> {
    const { investor, project, kind, medium, from, to, sort, limit, cursor } = query;
    const filter = {
      investorId: investor,
      projectId: project,
      kinds: kind,
      medium,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    return this.queries.execute(new ListSignalsQuery(filter, { sort, limit, cursor }));
  }

  @Endpoint(getSignal)
  get(@Input() { params }: InputOf<typeof getSignal>): Promise<AnswerOf<typeof getSignal>> {
    return this.queries.execute(new GetSignalQuery(params.id));
  }
}
