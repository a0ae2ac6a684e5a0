import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Language, NotFoundError } from '@bole/kernel';
import { type LeadList, ListLeadsQuery } from '@bole/leads';
import {
  FindProfilesQuery,
  GetProfileQuery,
  type KeptProfile,
  ListProfilesQuery,
  type PartyKind,
  type ProfilePage,
  SubmitProfileCommand,
  type Submitted,
} from '@bole/profiles';
import { PageSizePipe } from './page-size.pipe';
import { RequestLanguage } from './request-language';

/** Investors and projects alike: submit, read, find, and see their leads. */
@Controller('api/v1/:parties(investors|projects)')
export class PartiesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Accepted means kept: the profile is on the log, and will be read, matched and ranked. */
  @Post()
  @HttpCode(202)
  submit(@Param('parties') parties: string, @Body() submission: unknown): Promise<Submitted> {
    return this.commands.execute(new SubmitProfileCommand(kindOf(parties), submission));
  }

  @Get()
  list(
    @Param('parties') parties: string,
    @Query('limit', new PageSizePipe()) limit: number,
    @Query('after') after?: string,
    @Query('q') q?: string,
  ): Promise<ProfilePage> {
    const kind = kindOf(parties);
    return q === undefined
      ? this.queries.execute(new ListProfilesQuery(kind, limit, after))
      : this.queries.execute(new FindProfilesQuery(kind, q, limit));
  }

  @Get(':id')
  get(@Param('parties') parties: string, @Param('id') id: string): Promise<KeptProfile> {
    return this.queries.execute(new GetProfileQuery(kindOf(parties), id));
  }

  @Get(':id/leads')
  leads(
    @Param('parties') parties: string,
    @Param('id') id: string,
    @Query('limit', new PageSizePipe(30)) limit: number,
    @RequestLanguage() language: Language,
  ): Promise<LeadList> {
    return this.queries.execute(new ListLeadsQuery({ kind: kindOf(parties), id }, limit, language));
  }
}

function kindOf(parties: string): PartyKind {
  if (parties === 'investors') return 'investor';
  if (parties === 'projects') return 'project';
  throw new NotFoundError('ROUTE_NOT_FOUND', `There is no ${parties}.`);
}
