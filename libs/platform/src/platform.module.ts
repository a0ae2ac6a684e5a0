import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock, type Ids, type Random } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from './config/bole-config';
import { EngineSetHolder } from './engine-set/engine-set-holder';
import { HealthController } from './health/health.controller';
import { HealthRegistry } from './health/health-registry';
import { type ProcessLog } from './logging/process-log';
import { CLOCK, IDS, PROCESS_FAILURE, PROCESS_LOG, type ProcessFailure, RANDOM } from './tokens';

/** What a process has once, and every service in it shares. */
export interface ProcessScope {
  readonly config: BoleConfig;
  readonly log: ProcessLog;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly health: HealthRegistry;
  readonly engines: EngineSetHolder;
  readonly fail: ProcessFailure;
}

/** Gives every module of a service what belongs to the process. Put in by `startProcess`. */
@Module({})
export class PlatformModule {
  static forProcess(scope: ProcessScope): DynamicModule {
    const providers = [
      { provide: BOLE_CONFIG, useValue: scope.config },
      { provide: PROCESS_LOG, useValue: scope.log },
      { provide: CLOCK, useValue: scope.clock },
      { provide: IDS, useValue: scope.ids },
      { provide: RANDOM, useValue: scope.random },
      { provide: PROCESS_FAILURE, useValue: scope.fail },
      { provide: HealthRegistry, useValue: scope.health },
      { provide: EngineSetHolder, useValue: scope.engines },
    ];
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}
