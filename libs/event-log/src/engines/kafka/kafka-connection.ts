import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { backOffMs, pause } from '../../back-off';

export type Warn = (message: string, cause: unknown) => void;

export interface KafkaConnectionOptions {
  readonly brokers: readonly string[];
  readonly clientId?: string;
  /** TLS, sign-in and sockets, as kafkajs takes them. */
  readonly client?: Pick<KafkaConfig, 'ssl' | 'sasl' | 'socketFactory'>;
}

/** A kafkajs client whose own log goes to `warn`, errors only. */
export function connectKafka(options: KafkaConnectionOptions, warn: Warn): Kafka {
  return new Kafka({
    ...options.client,
    brokers: [...options.brokers],
    clientId: options.clientId ?? 'bole',
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000 },
    logLevel: logLevel.ERROR,
    logCreator: () => (entry) => warn(`kafkajs: ${entry.log.message}`, entry.log['error'] ?? entry.namespace),
  });
}

const PATIENCE_MS = 30_000;

/**
 * Tries again, for half a minute, what Kafka says will pass: right after its start the coordinator of the groups is
 * still loading, and a topic just made has no leader for a moment.
 */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!willPass(error) || performance.now() > end) throw error;
      await pause(backOffMs(attempt));
    }
  }
}

/** kafkajs says of its errors whether they will pass, and wraps those that it gave up on. */
function willPass(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { retriable, cause, name } = error as { retriable?: boolean; cause?: unknown; name?: string };
  if (name === 'KafkaJSConnectionError') return false;
  return retriable === true || willPass(cause);
}
