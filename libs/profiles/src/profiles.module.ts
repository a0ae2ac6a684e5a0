import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { RecordProfilesHandler } from './commands/record-profiles/record-profiles.handler';
import { EditProfileHandler } from './commands/edit-profile/edit-profile.handler';
import {
  SubmitProfileHandler,
  SubmitProfilesHandler,
} from './commands/submit-profile/submit-profile.handler';
import { FindProfileIdsHandler, FindProfilesHandler } from './queries/find-profiles/find-profiles.handler';
import { GetProfileHandler } from './queries/get-profile/get-profile.handler';
import { ListProfilesHandler } from './queries/list-profiles/list-profiles.handler';

/** Taking profiles in: for ingest. */
@Module({ imports: [CqrsModule], providers: [RecordProfilesHandler] })
export class ProfilesIntakeModule {}

/** Submitting and reading profiles: for the gateway. */
@Module({
  imports: [CqrsModule],
  providers: [
    SubmitProfileHandler,
    SubmitProfilesHandler,
    EditProfileHandler,
    GetProfileHandler,
    ListProfilesHandler,
    FindProfilesHandler,
    FindProfileIdsHandler,
  ],
})
export class ProfilesModule {}
