/** One Elasticsearch node on loopback, without security. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ELASTICSEARCH_VERSION, elasticsearchHome, findJava } from './artifacts.mjs';
import { freePort, stop, waitUntil } from './processes.mjs';

export const name = 'elasticsearch';
export const READY_LIMIT_MS = 120_000;
const DEFAULT_PORT = 9200;
const START_LIMIT_MS = 120_000;
/** `nobody`: Elasticsearch refuses to run as root. */
const UNPRIVILEGED = 65_534;

const isRoot = process.getuid?.() === 0;
const homeIn = (folder) => join(folder, 'elasticsearch', ELASTICSEARCH_VERSION);
const dataIn = (folder) => join(folder, 'elasticsearch', 'data');

/** What the node's command line holds and no other's does. */
export const mark = (folder) => homeIn(folder);

export async function start({ cache, folder, before, anyPorts }) {
  const { javaHome } = await findJava();
  const home = homeIn(folder);
  if (!existsSync(join(home, '.copied'))) {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(dataIn(folder), { recursive: true });
    cpSync(await elasticsearchHome(cache), home, { recursive: true });
    writeFileSync(join(home, '.copied'), '');
  }
  const pidFile = join(home, 'pid');
  // An earlier start that was cut short may have left a node that no state file knows, and that holds the data.
  if (existsSync(pidFile)) await stop(Number(readFileSync(pidFile, 'utf8')), mark(folder));
  rmSync(pidFile, { force: true });
  const port = await freePort(anyPorts ? [] : [before?.port, DEFAULT_PORT]);
  const transportPort = await freePort(anyPorts ? [] : [before?.transportPort]);
  writeFileSync(join(home, 'config', 'elasticsearch.yml'), settings(folder, port, transportPort));
  if (isRoot)
    await promisify(execFile)('chown', [
      '-R',
      `${UNPRIVILEGED}:${UNPRIVILEGED}`,
      join(folder, 'elasticsearch'),
    ]);
  await launch(home, pidFile, javaHome);
  return { pid: Number(readFileSync(pidFile, 'utf8')), port, transportPort };
}

/** `-d` returns when the node has bound its ports, or fails with the reason on its output. */
async function launch(home, pidFile, javaHome) {
  const options = {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      ES_JAVA_HOME: javaHome,
      ES_JAVA_OPTS: '-Xms1g -Xmx1g',
      CLI_JAVA_OPTS: '-Xmx64m',
      HOME: home,
    },
    timeout: START_LIMIT_MS,
    ...(isRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}),
  };
  await promisify(execFile)(join(home, 'bin', 'elasticsearch'), ['-d', '-p', pidFile], options).catch(
    (error) => {
      const said = `${error.stderr ?? ''}${error.stdout ?? ''}`.trim().split('\n').slice(-3).join(' ');
      throw new Error(`Elasticsearch did not start: ${said || error.message}; see ${join(home, 'logs')}.`);
    },
  );
  if (!(await waitUntil(async () => existsSync(pidFile), 5_000)))
    throw new Error('Elasticsearch started without a pid file.');
}

export async function isReady({ port }) {
  const health = `http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`;
  const answer = await fetch(health, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  return answer?.status === 200;
}

export const variables = ({ port }) => ({
  BOLE_SEARCH: 'elasticsearch',
  BOLE_ELASTICSEARCH_URL: `http://127.0.0.1:${port}`,
});

const settings = (folder, port, transportPort) => `\
cluster.name: bole
node.name: bole-1
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${port}
transport.port: ${transportPort}
path.data: ${dataIn(folder)}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
`;
