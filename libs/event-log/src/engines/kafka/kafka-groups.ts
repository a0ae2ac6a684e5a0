import { type Admin, type Kafka } from 'kafkajs';
import { type PartitionLag } from '../../event-log';
import { patiently } from './kafka-connection';
import { type KafkaTopics } from './kafka-topics';

export async function kafkaLag(
  admin: Admin,
  topics: KafkaTopics,
  groupId: string,
  names: readonly string[],
): Promise<readonly PartitionLag[]> {
  const committed = await patiently(() =>
    admin.fetchOffsets({ groupId, topics: names.map((name) => topics.kafkaName(name)) }),
  );
  const lags: PartitionLag[] = [];
  for (const topic of names) {
    const own = committed.find((entry) => entry.topic === topics.kafkaName(topic))?.partitions ?? [];
    for (const { partition, low, high } of await topics.spans(topic)) {
      // -1 stands for a group that has not been here: it will start at the earliest.
      const at = BigInt(own.find((entry) => entry.partition === partition)?.offset ?? -1);
      lags.push({ topic, partition, lag: high - (at > low ? at : low) });
    }
  }
  return lags;
}

/** Joins the group as its only member, commits the positions and leaves. */
export async function resetKafkaGroup(
  kafka: Kafka,
  admin: Admin,
  topics: KafkaTopics,
  reset: { readonly groupId: string; readonly names: readonly string[]; readonly to: 'earliest' | 'latest' },
): Promise<void> {
  const { groupId, names, to } = reset;
  const { groups } = await patiently(() => admin.describeGroups([groupId]));
  if ((groups[0]?.members.length ?? 0) > 0)
    throw new Error(`The group ${groupId} has members; stop them before it is put to another position.`);
  const offsets: { topic: string; partition: number; offset: string }[] = [];
  for (const name of names)
    for (const { partition, low, high } of await topics.spans(name))
      offsets.push({
        topic: topics.kafkaName(name),
        partition,
        offset: String(to === 'latest' ? high : low),
      });

  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: 100,
    retry: { restartOnFailure: async () => false },
  });
  let crash: Error | undefined;
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    crash = payload.error;
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: names.map((name) => topics.kafkaName(name)), fromBeginning: true });
    // Resolves when the group is joined, or was not; before that kafkajs takes no commit, and says nothing.
    const running = consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async () => undefined,
    });
    consumer.pause(names.map((name) => ({ topic: topics.kafkaName(name) })));
    await running;
    if (crash !== undefined) throw crash;
    await consumer.commitOffsets(offsets);
  } finally {
    await consumer.disconnect();
  }
}
