import { setTimeout as sleep } from 'node:timers/promises';

interface LoopLog {
  error(fields: object, message: string): void;
}

const LONGEST_PAUSE_MS = 10_000;

/**
 * Work that a service repeats in the background until it is stopped. After a round that did something comes the next at
 * once, after an idle one a pause; after a failure a pause that doubles up to ten seconds. `stop` waits for the round.
 */
export class ServiceLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly name: string,
    private readonly round: (signal: AbortSignal) => Promise<'did-something' | 'idle'>,
    private readonly idlePauseMs: number,
    private readonly log: LoopLog,
  ) {}

  start(): void {
    this.running ??= this.repeat();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async repeat(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        const outcome = await this.round(this.stopping.signal);
        failures = 0;
        if (outcome === 'idle') await this.pause(this.idlePauseMs);
      } catch (error) {
        failures++;
        this.log.error({ err: error, loop: this.name, failures }, `${this.name} failed and is tried again`);
        await this.pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
