import { setTimeout as sleep } from 'node:timers/promises';

/** Rejects, with a sentence that says what is wrong, while a service cannot do its work. */
type HealthCheck = () => Promise<void>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly string[];
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

const CHECK_LIMIT_MS = 3_000;

/** What a process needs in order to work; one per process, shared by all its services. */
export class HealthRegistry {
  private readonly checks = new Map<string, HealthCheck>();
  private phase: 'starting' | 'running' | 'stopping' = 'starting';

  /** A second check of the same name replaces the first. */
  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  started(): void {
    if (this.phase === 'starting') this.phase = 'running';
  }

  /** From here on the process is not ready, whatever its checks say. */
  stopping(): void {
    this.phase = 'stopping';
  }

  get isStopping(): boolean {
    return this.phase === 'stopping';
  }

  async readiness(): Promise<Readiness> {
    const missing: { name: string; reason: string }[] = [];
    if (this.phase !== 'running') missing.push({ name: 'process', reason: `it is ${this.phase}` });
    await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          await withinLimit(name, check);
        } catch (error) {
          missing.push({ name, reason: error instanceof Error ? error.message : String(error) });
        }
      }),
    );
    return { ready: missing.length === 0, checks: [...this.checks.keys()], missing };
  }
}

async function withinLimit(name: string, check: HealthCheck): Promise<void> {
  const timer = new AbortController();
  const limit = sleep(CHECK_LIMIT_MS, undefined, { signal: timer.signal }).then(
    () => Promise.reject(new Error(`${name} did not answer within ${CHECK_LIMIT_MS / 1_000} s`)),
    () => undefined,
  );
  try {
    await Promise.race([check(), limit]);
  } finally {
    timer.abort();
  }
}
