import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OutboxRelay } from '@bole/persistence';

/**
 * Runs the relay while the service runs. Services stop what they do in `onModuleDestroy` or `beforeApplicationShutdown`;
 * the relay stops after that, in `onApplicationShutdown`, and the engines are closed after all services.
 */
@Injectable()
export class RelayLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly relay: OutboxRelay) {}

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }
}
