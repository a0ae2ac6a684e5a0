import { workingDay } from './working-days';
import { OFFICE_HOURS, WorkingTime } from './working-time';

const china = new WorkingTime();
/** An instant by the wall clock of China. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (instant: Date) =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const HOUR = 3_600_000;

describe('working days', () => {
  it.each([
    ['2026-11-24', true, 'a Tuesday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-02-14', true, 'a Saturday that makes up for the Spring Festival'],
    ['2026-02-17', false, 'the Spring Festival, a Tuesday'],
    ['2026-02-24', true, 'the day after it'],
    ['2026-10-07', false, 'the last day of the National Day, a Wednesday'],
    ['2026-10-10', true, 'a Saturday that makes up for it'],
    ['2025-09-28', true, 'a Sunday that makes up for it'],
  ])('%s: %s, %s', (day, working) => {
    expect(workingDay(day)).toEqual({ working, announced: true });
  });

  it('of a year that nobody has announced are weekdays, and say so', () => {
    expect(workingDay('2099-10-01')).toEqual({ working: true, announced: false });
    expect(workingDay('2099-10-03')).toEqual({ working: false, announced: false });
  });
});

describe('deadlines in working days', () => {
  it.each<[string, number, string, string]>([
    ['2026-11-24 10:00', 1, '2026-11-25 17:30', 'in the middle of a day'],
    ['2026-11-24 08:59', 1, '2026-11-25 17:30', 'before the office opens'],
    ['2026-11-24 17:30', 1, '2026-11-26 17:30', 'at its close: seen the next day'],
    ['2026-11-24 23:59', 1, '2026-11-26 17:30', 'at night'],
    ['2026-11-25 00:00', 1, '2026-11-26 17:30', 'at midnight'],
    ['2026-11-27 10:00', 1, '2026-11-30 17:30', 'on a Friday'],
    ['2026-11-28 10:00', 1, '2026-12-01 17:30', 'on a Saturday'],
    ['2026-11-27 10:00', 2, '2026-12-01 17:30', 'on a Friday, two days'],
    ['2026-02-13 10:00', 1, '2026-02-14 17:30', 'before a Saturday that is worked'],
    ['2026-02-13 10:00', 2, '2026-02-24 17:30', 'before the Spring Festival'],
    ['2026-02-20 10:00', 1, '2026-02-25 17:30', 'within it'],
    ['2026-09-30 10:00', 2, '2026-10-09 17:30', 'before the National Day'],
    ['2026-10-09 18:00', 1, '2026-10-12 17:30', 'before its made-up Saturday, after hours'],
    ['2025-12-31 10:00', 1, '2026-01-04 17:30', 'over the New Year, to a Sunday that is worked'],
  ])('what comes %s is due in %i working days by %s (%s)', (from, days, due) => {
    expect(shown(china.dueAfter(at(from), days))).toBe(due);
  });

  it.each<[string, string, string, string]>([
    // Daylight saving begins in New York on 2026-03-08, ends on 2026-11-01. Holidays are those of China.
    [
      'America/New_York',
      '2026-03-06T20:00:00Z',
      '2026-03-09T21:30:00.000Z',
      'over the night in which clocks go forward',
    ],
    [
      'America/New_York',
      '2026-10-30T20:00:00Z',
      '2026-11-02T22:30:00.000Z',
      'over the night in which they go back',
    ],
    ['Asia/Kolkata', '2026-11-24T12:30:00Z', '2026-11-26T12:00:00.000Z', 'half an hour off'],
    ['Asia/Urumqi', '2026-11-24T11:00:00Z', '2026-11-25T11:30:00.000Z', 'two hours behind Beijing'],
  ])('in %s: from %s by %s (%s)', (zone, from, due) => {
    expect(new WorkingTime({ ...OFFICE_HOURS, zone }).dueAfter(new Date(from), 1).toISOString()).toBe(due);
  });

  it('are refused for hours and zones that are none', () => {
    expect(() => new WorkingTime({ ...OFFICE_HOURS, opens: 20 * 60 })).toThrow(RangeError);
    expect(() => new WorkingTime({ ...OFFICE_HOURS, zone: 'China/Suzhou' })).toThrow(RangeError);
  });
});

describe('office time', () => {
  it.each<[string, string, number]>([
    ['2026-11-24 10:00', '2026-11-24 11:30', 1.5],
    ['2026-11-24 16:30', '2026-11-25 10:00', 2],
    ['2026-11-27 16:30', '2026-11-30 10:00', 2],
    ['2026-11-28 10:00', '2026-11-29 10:00', 0],
    ['2026-02-14 09:00', '2026-02-24 17:30', 17],
    ['2026-11-25 10:00', '2026-11-24 10:00', 0],
  ])('from %s to %s is %d hours', (from, to, hours) => {
    expect(china.between(at(from), at(to)) / HOUR).toBe(hours);
  });

  it('added is what lies between', () => {
    for (const from of ['2026-11-24 10:00', '2026-02-13 17:29', '2026-02-18 12:00', '2026-10-10 08:00'])
      for (const hours of [0.5, 8.5, 9, 30]) {
        const later = china.after(at(from), hours * HOUR);
        expect([from, china.between(at(from), later) / HOUR]).toEqual([from, hours]);
      }
  });
});
