import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessBootstrapModule } from '@bole/access';
import { LeadsModule } from '@bole/leads';
import { EnginesModule, PIPELINE } from '@bole/platform';

/** What whoever runs this machine may do that nobody may over HTTP. */
@Module({
  imports: [CqrsModule, EnginesModule.forService('operator', PIPELINE), AccessBootstrapModule, LeadsModule],
})
export class OperatorModule {}
