import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { kafkaBrokers } from '../../../../../test/support/engines';
import { describeEventLog } from '../../conformance/event-log.suite';
import { type EventLogHarness } from '../../conformance/harness';
import { severableProxy } from '../../conformance/severable-proxy';
import { KafkaEventLog } from './kafka-event-log';

describeEventLog('Kafka', async (): Promise<EventLogHarness> => {
  const brokers = kafkaBrokers();
  const topicPrefix = `test-${randomBytes(4).toString('hex')}.`;
  const warn = (): void => undefined;
  const log = new KafkaEventLog({ brokers, topicPrefix, warn });
  return {
    log,
    options: { engine: 'kafka', brokers, topicPrefix },
    another: () => new KafkaEventLog({ brokers, topicPrefix, warn }),
    severable: async () => {
      const [host = '', port = ''] = brokers[0]?.split(':') ?? [];
      const proxy = await severableProxy(host, Number(port));
      // The broker says where it is; only the socket can be led elsewhere.
      const socketFactory = ({ onConnect }: { onConnect: () => void }) =>
        connect({ host: '127.0.0.1', port: proxy.port }, onConnect);
      const options = { brokers, topicPrefix, warn, giveUpAfterMs: 2_000, client: { socketFactory } };
      return { log: new KafkaEventLog(options), cut: () => proxy.cut() };
    },
    compact: (topic) => compactSoon(brokers, `${topicPrefix}${topic}`, log, topic),
    close: () => log.close(),
  };
});

/** Kafka compacts all but the open segment: makes segments last a moment, and lets new records begin the next. */
async function compactSoon(
  brokers: readonly string[],
  kafkaName: string,
  log: KafkaEventLog,
  topic: string,
): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const entries = { 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.001' };
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: kafkaName,
        configEntries: Object.entries({ 'cleanup.policy': 'compact', ...entries }).map(([name, value]) => ({
          name,
          value,
        })),
      },
    ],
  });
  await admin.disconnect();
  for (let round = 0; round < 2; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const fillers = Array.from({ length: 30 }, (_, nth) => ({
      topic,
      key: `filler-${nth}`,
      value: `${round}`,
      headers: {},
    }));
    await log.publish(fillers);
  }
}
