/** One Kafka broker in KRaft mode, on loopback. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';
import { findJava, kafkaJars } from './artifacts.mjs';
import { freePort, startDetached } from './processes.mjs';

export const name = 'kafka';
export const READY_LIMIT_MS = 60_000;
const DEFAULT_PORT = 9092;
/** Not none: kafkajs learns of its brokers in the second try. */
const A_FEW = { retries: 3, initialRetryTime: 50, maxRetryTime: 200 };

/** What the broker's command line holds and no other's does. */
export const mark = (folder) => join(folder, 'kafka', 'server.properties');

export async function start({ cache, folder, before, anyPorts }) {
  const [{ java }, jars] = [await findJava(), await kafkaJars(cache)];
  const home = join(folder, 'kafka');
  mkdirSync(home, { recursive: true });
  const port = await freePort(anyPorts ? [] : [before?.port, DEFAULT_PORT]);
  const controllerPort = await freePort(anyPorts ? [] : [before?.controllerPort]);
  writeFileSync(mark(folder), properties(home, port, controllerPort));
  const classPath = ['-cp', join(jars, '*')];
  if (!existsSync(join(home, 'data', 'meta.properties'))) {
    const format = [
      '-Xmx256m',
      ...classPath,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      clusterId(),
      '-c',
      mark(folder),
    ];
    await promisify(execFile)(java, format, { timeout: 60_000 });
  }
  const flags = ['-Xms512m', '-Xmx512m', '-XX:+UseG1GC', '-XX:+ExitOnOutOfMemoryError'];
  const pid = startDetached(java, [...flags, ...classPath, 'kafka.Kafka', mark(folder)], {
    cwd: home,
    logFile: join(home, 'kafka.log'),
  });
  return { pid, port, controllerPort };
}

/** Ready when a group can be described: right after its start the coordinator still answers 'loading'. */
export async function isReady({ port }) {
  const kafka = new Kafka({
    brokers: [`127.0.0.1:${port}`],
    logLevel: logLevel.NOTHING,
    retry: A_FEW,
    connectionTimeout: 1_000,
  });
  const admin = kafka.admin({ retry: A_FEW });
  try {
    await admin.connect();
    const { groups } = await admin.describeGroups(['bole-readiness']);
    return groups[0]?.errorCode === 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

export const variables = ({ port }) => ({ BOLE_EVENT_LOG: 'kafka', BOLE_KAFKA_BROKERS: `127.0.0.1:${port}` });

const properties = (home, port, controllerPort) => `\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${join(home, 'data')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
log.cleaner.backoff.ms=1000
log.cleaner.dedupe.buffer.size=33554432
`;

/** Kafka writes its cluster's id as 16 bytes in base64url. Its tool takes one that begins with a dash for an option. */
function clusterId() {
  const bytes = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  bytes[0] &= 0x7f;
  return bytes.toString('base64url');
}
