import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  EditProfileCommand,
  FindProfilesQuery,
  GetProfileQuery,
  ListProfilesQuery,
  SubmitProfileCommand,
  SubmitProfilesCommand,
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
  setStatus,
} from '../endpoint';
import { PreferredWait } from '../submission/preferred-wait';
import { tally } from '../submission/tally';
import { changedMembers } from './changed-members';
import { filterOf } from './profile-filters';
import {
  editInvestor,
  getInvestor,
  listInvestors,
  submitInvestor,
  submitInvestors,
} from './profiles.endpoints';

@Controller()
export class InvestorsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(submitInvestor)
  async submit(
    @Input() { body }: InputOf<typeof submitInvestor>,
    @Caller() { city }: Principal,
    @PreferredWait() waitMs: number,
  ): Promise<AnswerOf<typeof submitInvestor>> {
    const submitted = await this.commands.execute(new SubmitProfileCommand('investor', body, city, waitMs));
    if (submitted.outcome === 'pending') setStatus(202);
    return submitted;
  }

  @Endpoint(submitInvestors)
  async submitMany(
    @Input() { body }: InputOf<typeof submitInvestors>,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof submitInvestors>> {
    const results = tally(
      await this.commands.execute(new SubmitProfilesCommand('investor', body.items, city)),
    );
    AuditNote.set({ after: { accepted: results.accepted, refused: results.refused } });
    return results;
  }

  @Endpoint(listInvestors)
  async list(@Input() { query }: InputOf<typeof listInvestors>): Promise<AnswerOf<typeof listInvestors>> {
    const { q, sort, limit, cursor } = query;
    const filter = filterOf(query);
    const page = await (q === undefined
      ? this.queries.execute(new ListProfilesQuery('investor', filter, { sort, limit, cursor }))
      : this.queries.execute(new FindProfilesQuery('investor', q, filter, limit)));
    return page as AnswerOf<typeof listInvestors>;
  }

  @Endpoint(getInvestor)
  async get(@Input() { params }: InputOf<typeof getInvestor>): Promise<AnswerOf<typeof getInvestor>> {
    const investor = await this.queries.execute(new GetProfileQuery('investor', params.id));
    setRevision(investor.revision);
    return investor as AnswerOf<typeof getInvestor>;
  }

  @Endpoint(editInvestor)
  async edit(
    @Input() { params, body }: InputOf<typeof editInvestor>,
    @IfMatch() revision: number | undefined,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof editInvestor>> {
    const edited = await this.commands.execute(
      new EditProfileCommand('investor', params.id, body, revision, city),
    );
    AuditNote.set(changedMembers(edited.before, body));
    if (edited.outcome === 'pending') {
      setStatus(202);
      return { eventId: edited.eventId, profileId: params.id, outcome: 'pending' };
    }
    const investor = await this.queries.execute(new GetProfileQuery('investor', params.id));
    setRevision(investor.revision);
    return investor as AnswerOf<typeof editInvestor>;
  }
}
