/** The thread of a training: takes its input as `workerData`, answers once. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ThreadAnswer } from './training.thread';
import { trainHere, type TrainingInput } from './trainer';

function answer(): ThreadAnswer {
  try {
    return { challenge: trainHere(workerData as TrainingInput) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.postMessage(answer());
