import 'reflect-metadata';
import { join } from 'node:path';
import { systemClock } from '@bole/kernel';
import { publishSamples } from '../../apps/standalone/src/samples';
import { type Inhabited, type Stage, stage } from '../../test/access/inhabitants';
import startPostgres from '../../test/support/postgres.setup';
import stopPostgres from '../../test/support/postgres.teardown';

export interface FuzzedHouse {
  readonly stage: Stage;
  /** The city whose key and administrator ask. */
  readonly city: Inhabited;
  close(): Promise<void>;
}

const SETTLING_MS = 300_000;

/** A house on the embedded engines: three cities with one of each thing and, unless told otherwise, the samples. */
export async function fuzzedHouse(samples: boolean): Promise<FuzzedHouse> {
  await startPostgres();
  const made = await stage().catch(async (error: unknown) => {
    await stopPostgres();
    throw error;
  });
  const close = async (): Promise<void> => {
    await made.close();
    await stopPostgres();
  };
  try {
    if (samples) {
      await publishSamples(join(__dirname, '../../samples'), made.house.log, systemClock);
      await made.house.settled(SETTLING_MS);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { stage: made, city: made.cities.own, close };
}
