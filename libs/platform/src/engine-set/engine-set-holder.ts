import { type EngineSet } from './engine-set';

/** The one engine set of a process, opened when the first service asks for it. */
export class EngineSetHolder {
  private opening: Promise<EngineSet> | undefined;

  constructor(private readonly open: () => Promise<EngineSet>) {}

  get(): Promise<EngineSet> {
    this.opening ??= this.open();
    return this.opening;
  }

  /** Closes what was opened; the services must have stopped. */
  async close(): Promise<void> {
    const set = await this.opening?.catch(() => undefined);
    await set?.close();
  }
}
