import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessBootstrapModule } from '@bole/access';
import { LeadsModule, TrainingModule } from '@bole/leads';
import { EnginesModule, PIPELINE } from '@bole/platform';

/** The command line as a service: it publishes and reads, and owns no table. */
@Module({
  imports: [
    CqrsModule,
    EnginesModule.forService('cli', PIPELINE),
    AccessBootstrapModule,
    LeadsModule,
    TrainingModule,
  ],
})
export class CliModule {}
