import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Challenge } from '@bole/matching';
import { type Trainer } from './trainer';

/** For training alone; a history of the size that is read at most takes about half of it. */
const MOST_MEGABYTES = 3_000;
const LONGEST_MS = 60 * 60_000;

/** What the thread answers. */
export type ThreadAnswer = { readonly challenge: Challenge } | { readonly error: Error };

/**
 * In a thread of its own, so that this one goes on answering. Rejects when it takes more than an hour or more than 3 GB, with an
 * AbortError when it is stopped. `execArgv`: how Node is to read the thread's file, where it is not compiled.
 */
export function trainInThread(execArgv?: readonly string[]): Trainer {
  return (input, signal) =>
    new Promise<Challenge>((resolve, reject) => {
      signal.throwIfAborted();
      const worker = new Worker(join(__dirname, `training.worker${extname(__filename)}`), {
        workerData: input,
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
        ...(execArgv && { execArgv: [...execArgv] }),
      });
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        void worker.terminate();
        settle();
      };
      const stop = (): void => end(() => reject(signal.reason as Error));
      const timer = setTimeout(
        () => end(() => reject(new Error(`The training took more than ${LONGEST_MS / 60_000} minutes.`))),
        LONGEST_MS,
      );
      signal.addEventListener('abort', stop, { once: true });
      worker.once('message', (answer: ThreadAnswer) =>
        end(() => ('error' in answer ? reject(answer.error) : resolve(answer.challenge))),
      );
      worker.once('error', (error) => end(() => reject(error)));
      worker.once('exit', (code) =>
        end(() => reject(new Error(`The thread of the training ended with ${code}.`))),
      );
    });
}
