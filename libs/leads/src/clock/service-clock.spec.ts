import { type ServiceClock, serviceClocks, type ServiceEvent, serviceFigures } from './service-clock';
import { WorkingTime } from './working-time';

const time = new WorkingTime();
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (instant: Date) =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const event = (text: string): ServiceEvent => {
  const [day, hour, kind] = text.split(' ');
  return { at: at(`${day} ${hour}`), kind: kind as ServiceEvent['kind'] };
};
const clocks = (events: readonly string[], now: string) => serviceClocks(events.map(event), at(now), time);
const states = ({ acknowledge, answer, escalate }: ServiceClock) =>
  `${acknowledge.state} ${answer.state}${escalate ? ' escalate' : ''}`;

describe('the clock of an inquiry', () => {
  it.each<[string, readonly string[], string, string, string]>([
    ['runs', ['2026-11-24 10:00 inquiry'], '2026-11-25 17:30', 'running running', '2026-11-26 17:30'],
    [
      'is late a minute later',
      ['2026-11-24 10:00 inquiry'],
      '2026-11-25 17:31',
      'late running escalate',
      '2026-11-26 17:30',
    ],
    [
      'is met by the acknowledgement and the answer',
      ['2026-11-24 10:00 inquiry', '2026-11-24 16:00 acknowledged', '2026-11-26 17:00 answered'],
      ...(['2026-12-30 10:00', 'met met', '2026-11-26 17:30'] as const),
    ],
    [
      'takes an answer for both, and late ones as done',
      ['2026-11-24 10:00 inquiry', '2026-11-27 09:30 answered'],
      ...(['2026-12-30 10:00', 'late late', '2026-11-26 17:30'] as const),
    ],
    [
      'stands still while the investor is asked',
      ['2026-11-24 10:00 inquiry', '2026-11-24 11:00 acknowledged', '2026-11-24 12:00 asked'],
      ...(['2026-12-15 10:00', 'met paused', '2026-12-17 15:30'] as const),
    ],
    [
      'goes on when the investor has told, later by what it stood still',
      [
        '2026-11-24 10:00 inquiry',
        '2026-11-24 11:00 acknowledged',
        '2026-11-24 16:30 asked',
        '2026-11-25 10:00 told',
      ],
      ...(['2026-11-27 11:00', 'met running', '2026-11-27 11:00'] as const),
    ],
    [
      'stands still over a holiday for what of it is worked',
      [
        '2026-02-13 10:00 inquiry',
        '2026-02-13 10:30 acknowledged',
        '2026-02-14 16:30 asked',
        '2026-02-24 10:00 told',
      ],
      ...(['2026-02-25 10:59', 'met running', '2026-02-25 11:00'] as const),
    ],
    [
      'is not moved by events out of order and told twice',
      [
        '2026-11-25 10:00 told',
        '2026-11-24 10:00 inquiry',
        '2026-11-24 11:00 acknowledged',
        '2026-11-24 16:30 asked',
        '2026-11-24 16:30 asked',
        '2026-11-24 10:00 inquiry',
      ],
      ...(['2026-11-27 11:00', 'met running', '2026-11-27 11:00'] as const),
    ],
    [
      'does not know what comes later',
      ['2026-11-24 10:00 inquiry', '2026-11-25 10:00 answered'],
      '2026-11-24 12:00',
      'running running',
      '2026-11-26 17:30',
    ],
  ])('%s', (_name, events, now, expected, due) => {
    const [clock, ...others] = clocks(events, now);
    expect(others).toEqual([]);
    expect(clock && states(clock)).toBe(expected);
    expect(clock && shown(clock.answer.due)).toBe(due);
  });

  it('is one for each inquiry, and one answer ends those before it', () => {
    const all = [
      '2026-11-24 10:00 inquiry',
      '2026-11-25 10:00 inquiry',
      '2026-11-25 11:00 answered',
      '2026-11-26 09:00 inquiry',
    ];
    expect(clocks(all, '2026-11-26 10:00').map(states)).toEqual(['met met', 'met met', 'running running']);
  });

  it('says where holidays are not known', () => {
    const year = new Date().getUTCFullYear() + 60;
    expect(clocks([`${year}-01-05 10:00 inquiry`], `${year}-01-05 11:00`)[0]?.certain).toBe(false);
    expect(clocks(['2026-11-24 10:00 inquiry'], '2026-11-24 11:00')[0]?.certain).toBe(true);
  });

  it('is summed up as kept, late and how long it took', () => {
    const hour = 3_600_000;
    const some = [
      ...clocks(['2026-11-24 10:00 inquiry', '2026-11-24 12:00 answered'], '2026-12-01 10:00'),
      ...clocks(['2026-11-24 10:00 inquiry', '2026-11-24 14:00 answered'], '2026-12-01 10:00'),
      ...clocks(['2026-11-24 10:00 inquiry'], '2026-12-01 10:00'),
    ];
    const figures = { met: 2, late: 1, medianMs: 3 * hour };
    expect(serviceFigures(some)).toEqual({ inquiries: 3, acknowledge: figures, answer: figures });
    expect(serviceFigures([]).answer).toEqual({ met: 0, late: 0, medianMs: null });
  });
});
