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
import { editProject, getProject, listProjects, submitProject, submitProjects } from './profiles.endpoints';

@Controller()
export class ProjectsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(submitProject)
  async submit(
    @Input() { body }: InputOf<typeof submitProject>,
    @Caller() { city }: Principal,
    @PreferredWait() waitMs: number,
  ): Promise<AnswerOf<typeof submitProject>> {
    const submitted = await this.commands.execute(new SubmitProfileCommand('project', body, city, waitMs));
    if (submitted.outcome === 'pending') setStatus(202);
    return submitted;
  }

  @Endpoint(submitProjects)
  async submitMany(
    @Input() { body }: InputOf<typeof submitProjects>,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof submitProjects>> {
    const results = tally(
      await this.commands.execute(new SubmitProfilesCommand('project', body.items, city)),
    );
    AuditNote.set({ after: { accepted: results.accepted, refused: results.refused } });
    return results;
  }

  @Endpoint(listProjects)
  async list(@Input() { query }: InputOf<typeof listProjects>): Promise<AnswerOf<typeof listProjects>> {
    const { q, sort, limit, cursor } = query;
    const filter = filterOf(query);
    const page = await (q === undefined
      ? this.queries.execute(new ListProfilesQuery('project', filter, { sort, limit, cursor }))
      : this.queries.execute(new FindProfilesQuery('project', q, filter, limit)));
    return page as AnswerOf<typeof listProjects>;
  }

  @Endpoint(getProject)
  async get(@Input() { params }: InputOf<typeof getProject>): Promise<AnswerOf<typeof getProject>> {
    const project = await this.queries.execute(new GetProfileQuery('project', params.id));
    setRevision(project.revision);
    return project as AnswerOf<typeof getProject>;
  }

  @Endpoint(editProject)
  async edit(
    @Input() { params, body }: InputOf<typeof editProject>,
    @IfMatch() revision: number | undefined,
    @Caller() { city }: Principal,
  ): Promise<AnswerOf<typeof editProject>> {
    const edited = await this.commands.execute(
      new EditProfileCommand('project', params.id, body, revision, city),
    );
    AuditNote.set(changedMembers(edited.before, body));
    if (edited.outcome === 'pending') {
      setStatus(202);
      return { eventId: edited.eventId, profileId: params.id, outcome: 'pending' };
    }
    const project = await this.queries.execute(new GetProfileQuery('project', params.id));
    setRevision(project.revision);
    return project as AnswerOf<typeof editProject>;
  }
}
