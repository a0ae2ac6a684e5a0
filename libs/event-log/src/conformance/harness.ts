import { type TopicSpec } from '@bole/contracts';
import { pause } from '../back-off';
import {
  type Batch,
  type EventLog,
  type LogRecord,
  type OutgoingRecord,
  type SubscribeOptions,
} from '../event-log';
import { type EventLogOptions } from '../event-log.module';

/** What an engine's spec gives to the suite. */
export interface EventLogHarness {
  readonly log: EventLog;
  /** The same log as another process sees it; the spec closes it. */
  readonly another: () => EventLog;
  /** How a process of its own reaches the same log. */
  readonly options: EventLogOptions;
  /** A log that gives up two seconds after `cut()` has taken its engine away. */
  readonly severable: () => Promise<Severable>;
  /** Makes the engine compact the topic soon. */
  readonly compact: (topic: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Severable {
  readonly log: EventLog;
  readonly cut: () => Promise<void>;
}

export const PARTITIONS = 3;

let made = 0;
export const unique = (what: string): string => `${what}-${++made}`;

/** A new topic with three partitions; its name. */
export async function newTopic(log: EventLog, cleanup: TopicSpec['cleanup'] = 'delete'): Promise<string> {
  const name = unique('topic');
  await log.ensureTopics(
    [{ name, summary: 'A topic of the suite.', cleanup, retentionMs: null, maxRecordBytes: 12_000_000 }],
    PARTITIONS,
  );
  return name;
}

/** Records `from` … `to - 1` with as many keys in turn; the value is the number, after `mark`. */
export function numbered(topic: string, from: number, to: number, keys = 40, mark = ''): OutgoingRecord[] {
  return Array.from({ length: to - from }, (_, at) => ({
    topic,
    key: `key-${(from + at) % keys}${mark}`,
    value: `${mark}${from + at}`,
    headers: {},
  }));
}

export const textOf = (record: LogRecord): string => record.value?.toString('utf8') ?? 'null';
export const slotOf = (record: LogRecord): string => `${record.topic}/${record.partition}`;

/** The values in the order of arrival, by key. */
export function byKey(records: readonly LogRecord[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const record of records) (texts[record.key?.toString('utf8') ?? ''] ??= []).push(textOf(record));
  return texts;
}

/** The values that `records` carry, by key, as `byKey` gives them back. */
export function sentByKey(records: readonly OutgoingRecord[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const record of records) (texts[record.key] ??= []).push(String(record.value));
  return texts;
}

/** Waits until it holds; fails with `what` after the limit. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 40_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}`);
    await pause(20);
  }
}

export function failOnFatal(group: string, topic: string, maxRecords?: number): SubscribeOptions {
  const onFatal = (error: Error): void => {
    throw new Error('The engine gave up', { cause: error });
  };
  return { group, topics: [topic], onFatal, ...(maxRecords === undefined ? {} : { maxRecords }) };
}

export async function readAll(
  log: EventLog,
  topic: string,
  from?: Record<number, bigint>,
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const some of log.read(topic, from === undefined ? {} : { from })) records.push(...some);
  return records;
}

/** Resolves when the batch is being taken away. */
export function aborted(batch: Batch): Promise<void> {
  return new Promise((resolve) => {
    if (batch.signal.aborted) resolve();
    batch.signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
