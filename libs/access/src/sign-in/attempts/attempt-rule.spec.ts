import { ACCOUNT_RULE, attempt, type AttemptState, NO_ATTEMPTS } from './attempt-rule';

const START = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

/** Fails at each of the minutes; gives the lock's minutes, 0 for none, or `refused`. */
function failAt(minutes: readonly number[]): (number | 'refused')[] {
  let state: AttemptState = NO_ATTEMPTS;
  return minutes.map((minute) => {
    const now = new Date(START + minute * MINUTE);
    const after = attempt(state, now, ACCOUNT_RULE);
    if ('refusedForMs' in after) return 'refused';
    state = after.state;
    return state.lockedUntil === null ? 0 : (state.lockedUntil.getTime() - now.getTime()) / MINUTE;
  });
}

describe('attempt', () => {
  it('locks at the tenth failure within 15 minutes, wherever the 15 minutes begin', () => {
    expect(failAt([0, 14, 14, 14, 14, 15.5, 15.5, 15.5, 15.5, 16, 16]).slice(-3)).toEqual([0, 0, 1]);
    expect(failAt([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]).every((lock) => lock === 0)).toBe(true);
  });

  it('refuses while locked, then locks for twice as long, up to half an hour', () => {
    const ten = Array<number>(10).fill(0);
    expect(failAt([...ten, 0.5, 1, 2, 3, 7, 15, 31, 61]).slice(9)).toEqual([
      1,
      'refused',
      2,
      'refused',
      4,
      8,
      16,
      30,
      30,
    ]);
  });

  it('forgets the locks a day after the last one', () => {
    const ten = Array<number>(10).fill(0);
    expect(failAt([...ten, 24 * 60 + 2]).at(-1)).toBe(0);
  });
});
