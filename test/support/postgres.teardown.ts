import { EmbeddedPostgres } from '../../libs/persistence/src/embedded/embedded-postgres';
import { postgresOfTests } from './postgres-of-tests';

export default async function (): Promise<void> {
  const running = postgresOfTests.take();
  if (running === undefined) return;
  await running.server.stop();
  await EmbeddedPostgres.deleteWhenUnused(running.dataDir);
}
