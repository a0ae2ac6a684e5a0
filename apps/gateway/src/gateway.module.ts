import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule, Authenticator, ContactAuditPersonalData } from '@bole/access';
import { InsightModule } from '@bole/insight';
import { LeadLifeModule, LeadsModule, LifePersonalData, MarkPersonalData } from '@bole/leads';
import { MailModule, OutreachPersonalData, WebhooksModule } from '@bole/outreach';
import { EnginesModule, ON_REQUEST } from '@bole/platform';
import { ContactsModule, ProfilesModule } from '@bole/profiles';
import { SignalPersonalData, SignalsModule } from '@bole/signals';

import { AuditController } from './http/audit/audit.controller';
import { CityController } from './http/city/city.controller';
import { DocsController } from './http/docs/docs.controller';
import { ContactsController } from './http/contacts/contacts.controller';
import { NotesController } from './http/notes/notes.controller';
import { AUDIT, AUTHENTICATOR, EDGE_PROVIDERS, KeptAnswersPersonalData } from './http/endpoint';
import { ExportsController } from './http/exports/exports.controller';
import { InsightController } from './http/insight/insight.controller';
import { EventsModule } from './http/events/events.module';
import { KeysController } from './http/keys/keys.controller';
import { LeadMarksController } from './http/leads/lead-marks.controller';
import { LeadLifeController } from './http/lead-life/lead-life.controller';
import { LeadTasksController } from './http/lead-life/lead-tasks.controller';
import { LeadsController } from './http/leads/leads.controller';
import { MailsController } from './http/mails/mails.controller';
import { MatchingController } from './http/matching/matching.controller';
import { ModelsController } from './http/models/models.controller';
import { OpenApiController } from './http/openapi/openapi.controller';
import { PeopleController } from './http/people/people.controller';
import { InvestorsController } from './http/profiles/investors.controller';
import { ProjectsController } from './http/profiles/projects.controller';
import { AttemptCookie } from './http/session/attempt-cookie';
import { SessionController } from './http/session/session.controller';
import { SingleSignOnReturnController } from './http/session/single-sign-on-return.controller';
import { SharesController } from './http/shares/shares.controller';
import { ReferenceController } from './http/reference/reference.controller';
import { SignalsController } from './http/signals/signals.controller';
import { SubmissionsController } from './http/submission/submissions.controller';
import { TrailAudit } from './http/trail.audit';
import { PageLanguage } from './pages/page-language';
import { PagesController } from './pages/pages.controller';
import { GetSubmissionHandler } from './queries/get-submission/get-submission.handler';
import { ListClustersHandler } from './queries/list-clusters/list-clusters.handler';
import { WebhooksController } from './http/webhooks/webhooks.controller';

/** Gateway: HTTP in front of commands and queries; it decides nothing itself. */
@Module({
  imports: [
    CqrsModule,
    EnginesModule.forService('gateway', ON_REQUEST),
    ProfilesModule,
    SignalsModule,
    ContactsModule.withSources(
      ...[
        SignalPersonalData,
        OutreachPersonalData,
        ContactAuditPersonalData,
        KeptAnswersPersonalData,
        MarkPersonalData,
        LifePersonalData,
      ],
    ),
    LeadsModule,
    LeadLifeModule,
    InsightModule,
    // Access writes invitations and resets.
    { module: MailModule, global: true },
    AccessModule,
    WebhooksModule,
    EventsModule,
  ],
  controllers: [
    PagesController,
    DocsController,
    OpenApiController,
    SessionController,
    SingleSignOnReturnController,
    InvestorsController,
    ProjectsController,
    SignalsController,
    SubmissionsController,
    LeadsController,
    LeadMarksController,
    LeadLifeController,
    LeadTasksController,
    MatchingController,
    ModelsController,
    ReferenceController,
    InsightController,
    ExportsController,
    ContactsController,
    NotesController,
    SharesController,
    WebhooksController,
    KeysController,
    PeopleController,
    MailsController,
    CityController,
    AuditController,
  ],
  providers: [
    ...EDGE_PROVIDERS,
    ListClustersHandler,
    GetSubmissionHandler,
    AttemptCookie,
    PageLanguage,
    { provide: AUTHENTICATOR, useExisting: Authenticator },
    { provide: AUDIT, useClass: TrailAudit },
  ],
})
export class GatewayModule {}
