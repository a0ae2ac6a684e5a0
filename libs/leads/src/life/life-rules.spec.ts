import { LEAD_STAGES, type LeadStage } from '@bole/contracts';
import { InvalidInputError } from '@bole/kernel';
import { type LeadLife } from './lead-life';
import { changed, lost, type Move, moved, paused, reopened, requireMayDecide } from './life-rules';
import { untouched } from './store/life.row';

const TODAY = '2026-11-24';
const AMOUNT = { amount: 8e8, currency: 'CNY' };
const NEXT = { what: '约考察(示例)', on: '2026-12-03' };
const at = (stage: LeadStage, more: Partial<LeadLife> = {}): LeadLife => ({
  ...untouched({ leadId: 'lead_1', projectId: 'prj_1', investorId: 'inv_1' }),
  stage,
  ...more,
});

/** What is missing or wrong of a decision; the code where it is no matter of fields; `fine`. */
function faults(decide: () => unknown): string {
  try {
    decide();
    return 'fine';
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.problems.map(({ code, field }) => `${field} ${code}`).join(', ');
    return (error as { code: string }).code;
  }
}

describe('the moves of a lead', () => {
  it.each<[LeadStage, Move, string]>([
    ['introduced', { to: 'negotiating' }, 'nextStep FIELD_MISSING'],
    ['introduced', { to: 'negotiating', nextStep: NEXT }, 'fine'],
    ['introduced', { to: 'negotiating', nextStep: { ...NEXT, on: '2026-11-23' } }, 'nextStep.on DAY_PAST'],
    ['introduced', { to: 'introduced' }, 'LEAD_STAGE_CONFLICT'],
    ['introduced', { to: 'signed' }, 'on FIELD_MISSING, amount FIELD_MISSING'],
    ['introduced', { to: 'signed', on: TODAY, amount: AMOUNT }, 'fine'],
    ['negotiating', { to: 'signed', on: '2026-11-25', amount: AMOUNT }, 'on DAY_NOT_COME'],
    [
      'negotiating',
      { to: 'signed', on: TODAY, amount: { amount: 0, currency: 'CNY' } },
      'amount.amount FIELD_TOO_SMALL',
    ],
    [
      'negotiating',
      { to: 'signed', on: TODAY, amount: { amount: 1, currency: 'XXQ' } },
      'amount.currency CURRENCY_UNKNOWN',
    ],
    ['negotiating', { to: 'started', on: TODAY }, 'amount FIELD_MISSING'],
    ['negotiating', { to: 'introduced' }, 'note FIELD_MISSING'],
    ['negotiating', { to: 'introduced', note: '对方未确认(示例)' }, 'fine'],
    ['signed', { to: 'started' }, 'on FIELD_MISSING'],
    ['signed', { to: 'operating', on: TODAY }, 'fine'],
    ['signed', { to: 'negotiating', nextStep: NEXT, note: 'n' }, 'LEAD_STAGE_CONFLICT'],
    ['operating', { to: 'funded', on: TODAY, note: 'n' }, 'LEAD_STAGE_CONFLICT'],
  ])('from %s: %j is %s', (from, move, expected) => {
    expect(faults(() => moved(at(from), move, TODAY))).toBe(expected);
  });

  it('tell the ranking of each deed once, of whoever skips the signing as well', () => {
    const kinds = (from: LeadStage, to: LeadStage) =>
      moved(at(from), { to, on: TODAY, amount: AMOUNT, nextStep: NEXT }, TODAY).signals.map(
        ({ kind }) => kind,
      );
    expect(kinds('introduced', 'negotiating')).toEqual([]);
    expect(kinds('negotiating', 'signed')).toEqual(['signing']);
    expect(kinds('introduced', 'funded')).toEqual(['signing', 'funds-in-place']);
    expect(kinds('signed', 'started')).toEqual(['start']);
    expect(kinds('started', 'funded')).toEqual(['funds-in-place']);
    expect(kinds('funded', 'operating')).toEqual(['production']);
  });

  it.each(LEAD_STAGES)('rest, end and go on at %s', (stage) => {
    const resting = paused(at(stage), 'approval', '2027-01-04', TODAY);
    expect(resting.facts).toMatchObject({
      stage,
      state: 'paused',
      reason: 'approval',
      resumeOn: '2027-01-04',
    });
    expect(faults(() => paused(at(stage), 'approval', '2026-11-23', TODAY))).toBe('resumeOn DAY_PAST');
    const life = { ...at(stage), ...resting.facts };
    expect(faults(() => moved(life, { to: 'operating', on: TODAY, amount: AMOUNT }, TODAY))).toBe(
      'LEAD_NOT_OPEN',
    );
    expect(reopened(life).facts).toEqual({ ...resting.facts, state: 'open', reason: null, resumeOn: null });
    expect(faults(() => reopened(at(stage)))).toBe('LEAD_OPEN');
    const over = lost(life, { reason: 'declined', note: undefined }, TODAY);
    expect(over.facts).toMatchObject({ stage, state: 'lost', reason: 'declined', resumeOn: null });
    expect(over.signals).toEqual([{ kind: 'decline', on: TODAY }]);
    expect(faults(() => lost({ ...life, ...over.facts }, { reason: 'price', note: undefined }, TODAY))).toBe(
      'LEAD_NOT_OPEN',
    );
  });

  it('say why where no reason of the list does, and tell the ranking nothing of the city’s own reasons', () => {
    expect(faults(() => lost(at('signed'), { reason: 'other', note: undefined }, TODAY))).toBe(
      'note FIELD_MISSING',
    );
    expect(lost(at('signed'), { reason: 'land', note: undefined }, TODAY).signals).toEqual([]);
  });

  it('leave what a change does not name', () => {
    const life = at('negotiating', { owner: { id: 'per_1', name: '周(示例)' }, nextStep: NEXT });
    expect(changed(life, { codeName: '青鸾-07' }, TODAY).facts).toMatchObject({
      ...{ owner: life.owner, nextStep: NEXT, codeName: '青鸾-07' },
    });
    expect(changed(life, { owner: null, nextStep: null }, TODAY).facts).toMatchObject({
      owner: null,
      nextStep: null,
    });
  });

  it.each<[string, { kind: 'person' | 'key'; id: string; role?: string }, string]>([
    ['its owner', { kind: 'person', id: 'per_1', role: 'officer' }, 'fine'],
    ['an administrator', { kind: 'person', id: 'per_2', role: 'administrator' }, 'fine'],
    ['a key of the city', { kind: 'key', id: 'key_1' }, 'fine'],
    ['another officer', { kind: 'person', id: 'per_2', role: 'officer' }, 'LEAD_NOT_YOURS'],
  ])('of a lead that somebody has are made by %s: %s', (_who, by, expected) => {
    const life = at('negotiating', { owner: { id: 'per_1', name: '周(示例)' } });
    expect(faults(() => requireMayDecide(life, { ...by, name: 'x' }))).toBe(expected);
    expect(faults(() => requireMayDecide(at('negotiating'), { ...by, name: 'x' }))).toBe('fine');
  });
});
