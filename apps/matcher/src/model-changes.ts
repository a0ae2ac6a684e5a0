import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ModelRegistry, TakeUpModelsCommand } from '@bole/leads';
import { PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const LOOK_EVERY_MS = 1_000;

/** Lets all cities use the model that this release brings, and computes anew the leads of those whose model has changed. */
@Injectable()
export class ModelChanges implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    private readonly registry: ModelRegistry,
    private readonly commands: CommandBus,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
  ) {
    this.loop = new ServiceLoop('changes of models', () => this.takeUp(), LOOK_EVERY_MS, log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.registry.takeUpRelease();
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async takeUp(): Promise<'idle'> {
    const { parties } = await this.commands.execute(new TakeUpModelsCommand());
    if (parties > 0) this.log.info({ parties }, 'A model has changed: leads are computed anew');
    return 'idle';
  }
}
