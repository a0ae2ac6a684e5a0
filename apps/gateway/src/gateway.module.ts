import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { LeadsModule } from '@bole/leads';
import { EnginesModule, ON_REQUEST } from '@bole/platform';
import { ProfilesModule } from '@bole/profiles';
import { SignalsModule } from '@bole/signals';
import { AUDIT, AUTHENTICATOR, EDGE_PROVIDERS } from './http/endpoint';
import { LeadsController } from './http/leads/leads.controller';
import { OpenApiController } from './http/openapi/openapi.controller';
import { InvestorsController } from './http/profiles/investors.controller';
import { ProjectsController } from './http/profiles/projects.controller';
import { SignalsController } from './http/signals/signals.controller';

/** Gateway: HTTP in front of commands and queries; it decides nothing itself. */
@Module({
  imports: [
    CqrsModule,
    EnginesModule.forService('gateway', ON_REQUEST),
    ProfilesModule,
    SignalsModule,
    LeadsModule,
  ],
  controllers: [
    OpenApiController,
    InvestorsController,
    ProjectsController,
    SignalsController,
    LeadsController,
  ],
  providers: [
    ...EDGE_PROVIDERS,
    // Nobody has a key or a session yet.
    { provide: AUTHENTICATOR, useValue: { bySession: async () => undefined, byKey: async () => undefined } },
    { provide: AUDIT, useValue: { record: () => Promise.reject(new Error('There is no audit yet')) } },
  ],
})
export class GatewayModule {}
