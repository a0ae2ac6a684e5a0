import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LeadsModule } from '@bole/leads';
import { EnginesModule, ON_REQUEST } from '@bole/platform';
import { ProfilesModule } from '@bole/profiles';
import { SignalsModule } from '@bole/signals';
import { PartiesController } from './http/parties.controller';
import { ProblemFilter } from './http/problem.filter';
import { SignalsController } from './http/signals.controller';

/** Gateway: HTTP in front of commands and queries; it decides nothing itself. */
@Module({
  imports: [
    CqrsModule,
    EnginesModule.forService('gateway', ON_REQUEST),
    ProfilesModule,
    SignalsModule,
    LeadsModule,
  ],
  controllers: [PartiesController, SignalsController],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class GatewayModule {}
