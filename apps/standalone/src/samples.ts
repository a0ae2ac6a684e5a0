import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { encodeEvent, investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
import { type EventLog, type OutgoingRecord } from '@bole/event-log';
import { type Clock, contentHash } from '@bole/kernel';

const FILES = [
  { file: 'investors.ndjson', event: investorSubmittedV1 },
  { file: 'projects.ndjson', event: projectSubmittedV1 },
  { file: 'signals.ndjson', event: signalReportedV1 },
] as const;
const AT_ONCE = 500;

/** Puts the samples on the inbound topics, as any owner of data would. Returns how many records they are. */
export async function publishSamples(folder: string, log: EventLog, clock: Clock): Promise<number> {
  let published = 0;
  for (const { file, event } of FILES) {
    let batch: OutgoingRecord[] = [];
    for await (const line of createInterface({ input: createReadStream(join(folder, file), 'utf8') })) {
      const meta = {
        id: `sample-${contentHash(line)}`,
        source: '/bole/samples',
        time: clock.now().toISOString(),
      };
      const data: unknown = JSON.parse(line);
      batch.push(
        encodeEvent(event as typeof investorSubmittedV1, data as typeof investorSubmittedV1.golden, meta),
      );
      if (batch.length < AT_ONCE) continue;
      await log.publish(batch);
      published += batch.length;
      batch = [];
    }
    await log.publish(batch);
    published += batch.length;
  }
  return published;
}
