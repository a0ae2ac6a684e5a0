import { type BoleConfig } from '@bole/platform';

const ANSWER_LIMIT_MS = 1_500;

/**
 * Whether somebody processes what is published: with the embedded engines that is the one process that answers on
 * BOLE_PORT. In the distributed set the services are elsewhere, and are taken to run.
 */
export async function isBoleRunning({
  database,
  http,
}: Pick<BoleConfig, 'database' | 'http'>): Promise<boolean> {
  if (database.kind !== 'embedded') return true;
  const host = http.host === '0.0.0.0' || http.host === '::' ? '127.0.0.1' : http.host;
  try {
    const answer = await fetch(`http://${host}:${http.port}/health/live`, {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

export const NOT_RUNNING =
  'Bole is not running: the records are kept and will be processed at its next start.';
