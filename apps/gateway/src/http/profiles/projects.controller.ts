import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  FindProfilesQuery,
  GetProfileQuery,
  ListProfilesQuery,
  SubmitProfileCommand,
  type Submitted,
} from '@bole/profiles';
import { type AnswerOf, Caller, Endpoint, Input, type InputOf, setRevision } from '../endpoint';
import { getProject, listProjects, submitProject } from './profiles.endpoints';

@Controller()
export class ProjectsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(submitProject)
  submit(
    @Input() { body }: InputOf<typeof submitProject>,
    @Caller() { city }: Principal,
  ): Promise<Submitted> {
    return this.commands.execute(new SubmitProfileCommand('project', body, city));
  }

  @Endpoint(listProjects)
  async list(@Input() { query }: InputOf<typeof listProjects>): Promise<AnswerOf<typeof listProjects>> {
    const { q, limit, cursor } = query;
    const page = await (q === undefined
      ? this.queries.execute(new ListProfilesQuery('project', limit, cursor))
      : this.queries.execute(new FindProfilesQuery('project', q, limit)));
    return page as AnswerOf<typeof listProjects>;
  }

  @Endpoint(getProject)
  async get(@Input() { params }: InputOf<typeof getProject>): Promise<AnswerOf<typeof getProject>> {
    const project = await this.queries.execute(new GetProfileQuery('project', params.id));
    setRevision(project.revision);
    return project as AnswerOf<typeof getProject>;
  }
}
