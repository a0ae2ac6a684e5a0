import { createEventLog, type EventLogOptions } from '../event-log.module';

/** Run by `startHangingMember`: reports five records, says `hanging` and waits to be killed. */
interface Task {
  readonly options: EventLogOptions;
  readonly group: string;
  readonly topic: string;
}

async function hang({ options, group, topic }: Task): Promise<void> {
  const onFatal = (error: Error): void => {
    throw error;
  };
  await createEventLog(options).subscribe({ group, topics: [topic], onFatal }, async (batch) => {
    await batch.progress(batch.records[4]?.position ?? 0n);
    process.stdout.write('hanging');
    await new Promise(() => undefined);
  });
}

void hang(JSON.parse(process.argv[2] ?? '{}') as Task);
