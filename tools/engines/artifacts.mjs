/** The engines' programs, fetched once from Maven Central into a cache folder. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const poms = join(dirname(fileURLToPath(import.meta.url)), 'poms');

export const KAFKA_VERSION = '4.3.1';
export const ELASTICSEARCH_VERSION = '8.19.21';
const FETCH_LIMIT_MS = 600_000;

/** The folder with Kafka's jars. */
export async function kafkaJars(cache) {
  const folder = join(cache, `kafka-${KAFKA_VERSION}`);
  await once(folder, (part) =>
    maven('kafka.pom.xml', KAFKA_VERSION, [
      'dependency:copy-dependencies',
      `-DoutputDirectory=${part}`,
      '-DincludeScope=runtime',
    ]),
  );
  return folder;
}

/** The folder with Elasticsearch's `bin`, `lib`, `modules` and `config`. Not to be run in place: it writes below itself. */
export async function elasticsearchHome(cache) {
  const folder = join(cache, `elasticsearch-${ELASTICSEARCH_VERSION}`);
  await once(folder, async (part) => {
    const unpacked = `${part}.unpacked`;
    await maven('elasticsearch.pom.xml', ELASTICSEARCH_VERSION, [
      'dependency:unpack-dependencies',
      `-DoutputDirectory=${unpacked}`,
      `-Dmdep.useRepositoryLayout=false`,
      `-DmarkersDirectory=${unpacked}/.markers`,
    ]);
    renameSync(join(unpacked, `elasticsearch-${ELASTICSEARCH_VERSION}`), part);
    rmSync(unpacked, { recursive: true, force: true });
  });
  return folder;
}

/** `{ java, javaHome }` of a Java 17 or later; an error that says what is missing, where java or mvn cannot be used. */
export async function findJava() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const shown = await run(java, ['-XshowSettings:properties', '-version'], { timeout: 30_000 }).catch(
    (error) => {
      throw new Error(
        `Kafka and Elasticsearch need Java 17 or later, and ${java} cannot be run (${error.code ?? error.message}).`,
      );
    },
  );
  const property = (name) => shown.stderr.match(new RegExp(`^\\s*${name} = (.*)$`, 'm'))?.[1]?.trim();
  const version = property('java.specification.version') ?? '0';
  if (Number(version) < 17)
    throw new Error(`Kafka and Elasticsearch need Java 17 or later; ${java} is Java ${version}.`);
  return { java: join(property('java.home'), 'bin', 'java'), javaHome: property('java.home') };
}

/** Fills `folder` by `make` unless it is there. Two at once both fill a folder of their own; the first to finish wins. */
async function once(folder, make) {
  if (existsSync(folder)) return;
  mkdirSync(dirname(folder), { recursive: true });
  const part = `${folder}.part-${process.pid}`;
  try {
    await make(part);
    renameSync(part, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
    rmSync(`${part}.unpacked`, { recursive: true, force: true });
  }
}

async function maven(pom, version, goal) {
  const args = ['-q', '-B', '-f', join(poms, pom), `-Dengine.version=${version}`, ...goal];
  await run('mvn', args, { timeout: FETCH_LIMIT_MS, maxBuffer: 16 * 1024 * 1024 }).catch((error) => {
    if (error.code === 'ENOENT')
      throw new Error('Kafka and Elasticsearch are fetched with Maven, and mvn is not installed.');
    const said = `${error.stdout ?? ''}${error.stderr ?? ''}`
      .split('\n')
      .filter((line) => line.includes('ERROR'));
    throw new Error(`Maven could not fetch ${pom.split('.')[0]} ${version}: ${said[0] ?? error.message}`);
  });
}
