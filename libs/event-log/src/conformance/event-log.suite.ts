import { describeDelivery } from './delivery.suite';
import { describeGroups } from './groups.suite';
import { type EventLogHarness } from './harness';
import { describeTopics } from './topics.suite';

/** What every engine of the event log promises. `start` gives an empty log; it is called once. */
export function describeEventLog(name: string, start: () => Promise<EventLogHarness>): void {
  describe(`the event log on ${name}`, () => {
    let harness: EventLogHarness;
    beforeAll(async () => {
      harness = await start();
    });
    afterAll(async () => {
      await harness.close();
    });

    describeTopics(() => harness);
    describeDelivery(() => harness);
    describeGroups(() => harness);
  });
}
