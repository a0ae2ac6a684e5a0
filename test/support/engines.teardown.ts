import { engines, folderOf } from './engines.setup';
import postgresTeardown from './postgres.teardown';

export default async function (): Promise<void> {
  await engines('wipe', folderOf(process.pid));
  await postgresTeardown();
}
