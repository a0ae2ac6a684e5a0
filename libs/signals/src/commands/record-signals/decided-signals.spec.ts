import { signalReportedV1 } from '@bole/contracts';
import { incoming } from '../../../../../test/support/incoming';
import { newSignal } from '../../store/new-signal';
import { decidedSignals } from './decided-signals';

const report = (sourceId: string, note = 'as seen') =>
  incoming(signalReportedV1, { ...signalReportedV1.golden, sourceId, note });

describe('what became of the signals of a batch', () => {
  it('is one for all events that carry the same signal, and its own for another content under its id', () => {
    const [first, clash, twin] = [report('S'), report('S', 'other'), report('S')];
    const parked = newSignal(twin.event.data, twin.record);
    const wrong = { record: clash.record, problems: [] };
    const batch = [first, clash, twin];
    const states = (decided: ReturnType<typeof decidedSignals>) =>
      decided.map(({ eventId, state, carrier = eventId }) => [
        state,
        batch.findIndex(({ event }) => event.meta.id === carrier),
      ]);

    expect(states(decidedSignals(batch, [wrong], [parked], new Map()))).toEqual([
      ['parked', 0],
      ['rejected', 1],
      ['parked', 2],
    ]);
    // The last of the twins is rejected for both, so that the first learns why as well.
    const foreign = { record: twin.record, problems: [] };
    expect(states(decidedSignals(batch, [wrong, foreign], [], new Map()))).toEqual([
      ['rejected', 2],
      ['rejected', 1],
      ['rejected', 2],
    ]);
    expect(states(decidedSignals(batch, [wrong], [], new Map()))).toEqual([
      ['recorded', 0],
      ['rejected', 1],
      ['recorded', 2],
    ]);
  });

  it('is what became of the same signal that came before', () => {
    const again = report('S');
    const { id, contentHash } = newSignal(again.event.data, again.record);
    for (const state of ['recorded', 'parked'] as const)
      expect(decidedSignals([again], [], [], new Map([[id, { contentHash, state }]]))).toMatchObject([
        { about: id, state },
      ]);
  });
});
