import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GroundModelCommand } from '@bole/leads';
import { PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const LOOK_EVERY_MS = 60_000;

/** Keeps the release's model told of what is usual in the market, as the market grows. */
@Injectable()
export class MarketGrounding implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    private readonly commands: CommandBus,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
  ) {
    this.loop = new ServiceLoop('what is usual in the market', () => this.look(), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async look(): Promise<'idle'> {
    const { version } = await this.commands.execute(new GroundModelCommand());
    if (version !== null) this.log.info({ version }, 'The model was told what is usual in the market');
    return 'idle';
  }
}
