import { randomBytes } from 'node:crypto';
import { elasticsearchUrl, kafkaBrokers } from './engines';

/** The settings that choose the real Kafka and Elasticsearch of this run; topics and indexes of the test's own. */
export function distributed(name: string): Record<string, string> {
  const own = `${name}-${randomBytes(4).toString('hex')}`;
  return {
    BOLE_EVENT_LOG: 'kafka',
    BOLE_KAFKA_BROKERS: kafkaBrokers().join(','),
    BOLE_TOPIC_PREFIX: `${own}.`,
    BOLE_SEARCH: 'elasticsearch',
    BOLE_ELASTICSEARCH_URL: elasticsearchUrl(),
    BOLE_INDEX_PREFIX: `${own}-`,
  };
}
