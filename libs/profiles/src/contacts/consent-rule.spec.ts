import { type Consent } from './contact';
import { heldConsent } from './consent-rule';

const NOW = new Date('2026-06-01T00:00:00Z');
const granted = (at?: string): Consent => ({ status: 'granted', ...(at === undefined ? {} : { at }) });
const withdrawn = (at?: string): Consent => ({ status: 'withdrawn', ...(at === undefined ? {} : { at }) });
const unknown: Consent = { status: 'unknown' };
const [early, late] = ['2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z'];

describe('heldConsent', () => {
  it.each<[string, Consent | undefined, Consent, Consent]>([
    ['an older grant after a withdrawal', withdrawn(late), granted(early), withdrawn(late)],
    ['a newer grant after a withdrawal', withdrawn(early), granted(late), granted(late)],
    ['both at one instant', granted(early), withdrawn(early), withdrawn(early)],
    ['both at one instant, the other way round', withdrawn(early), granted(early), withdrawn(early)],
    [
      'one instant written in two zones',
      withdrawn(early),
      granted('2026-03-01T08:00:00+08:00'),
      withdrawn(early),
    ],
    ['a grant of no instant over a withdrawal', withdrawn(early), granted(), withdrawn(early)],
    ['a grant of no instant over a grant', granted(early), granted(), granted(early)],
    ['a grant of no instant where nothing is known', unknown, granted(), granted()],
    ['a grant with its instant over one without', granted(), granted(early), granted(early)],
    ['nothing said', withdrawn(early), unknown, withdrawn(early)],
    ['nothing said of somebody new', undefined, unknown, unknown],
    ['a withdrawal of no instant', granted(late), withdrawn(), withdrawn(NOW.toISOString())],
    ['any grant over a withdrawal that is kept without its instant', withdrawn(), granted(late), withdrawn()],
  ])('%s', (_, kept, said, held) => {
    expect(heldConsent(kept, said, NOW)).toEqual(held);
  });
});
