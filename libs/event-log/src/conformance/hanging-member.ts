import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type EventLogOptions } from '../event-log.module';

const REGISTER = join(__dirname, '..', '..', '..', '..', 'test', 'support', 'register-typescript.cjs');
const START_LIMIT_MS = 30_000;

/** A member of the group in a process of its own, that has five records of a batch done and hangs in the rest. */
export async function startHangingMember(
  options: EventLogOptions,
  group: string,
  topic: string,
): Promise<{ kill(this: void): void }> {
  const what = JSON.stringify({ options, group, topic });
  const child = spawn(
    process.execPath,
    ['-r', REGISTER, join(__dirname, 'hanging-member.process.ts'), what],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error(`The other process did not get to its batch: ${said}`));
    const timer = setTimeout(fail, START_LIMIT_MS);
    const listen = (text: Buffer): void => {
      said += text.toString();
      if (!said.includes('hanging')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', fail);
  });
  return { kill: () => void child.kill('SIGKILL') };
}
