import { DAY_MS } from '@bole/kernel';
import { workingDay } from './working-days';

export interface OfficeHours {
  /** IANA, such as `Asia/Shanghai`. */
  readonly zone: string;
  /** Minutes of the day, without a break. */
  readonly opens: number;
  readonly closes: number;
}

/** 9:00 to 17:30 in China. */
export const OFFICE_HOURS: OfficeHours = { zone: 'Asia/Shanghai', opens: 9 * 60, closes: 17 * 60 + 30 };

const MINUTE_MS = 60_000;
/** More than any holiday lasts, and than anything may be paused: a wrong calendar ends in an error and not in a loop. */
const MOST_DAYS = 4_000;

/** Arithmetic of the hours in which a city's officers work. Instants are UTC; days are those of the zone. */
export class WorkingTime {
  private readonly format: Intl.DateTimeFormat;

  /** Throws a RangeError for a zone that there is not, and for hours that do not open before they close. */
  constructor(private readonly hours: OfficeHours = OFFICE_HOURS) {
    if (!(hours.opens >= 0 && hours.opens < hours.closes && hours.closes <= 24 * 60))
      throw new RangeError(`Office hours from minute ${hours.opens} to ${hours.closes} are none.`);
    this.format = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone: hours.zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
  }

  /** The same instant while the office is open, else when it next opens. */
  nextOpen(instant: Date): Date {
    let day = this.dayOf(instant);
    for (let days = 0; days < MOST_DAYS; days++, day = dayAfter(day)) {
      if (!workingDay(day).working) continue;
      if (instant < this.opening(day)) return this.opening(day);
      if (instant < this.closing(day)) return instant;
    }
    throw new RangeError(`No office day follows ${instant.toISOString()}.`);
  }

  /**
   * When so many working days are over: the close of the n-th working day after the one on which the office first sees it. What
   * comes on Friday at 10:00, and what comes on Saturday before a plain week, is due by the close of Monday and of Tuesday.
   */
  dueAfter(instant: Date, workingDays: number): Date {
    let day = this.dayOf(this.nextOpen(instant));
    let left = workingDays;
    for (let days = 0; days < MOST_DAYS && left > 0; days++) {
      day = dayAfter(day);
      if (workingDay(day).working) left--;
    }
    if (left > 0) throw new RangeError(`${workingDays} working days are more than a calendar holds.`);
    return this.closing(day);
  }

  /** The instant at which so much office time has passed. */
  after(instant: Date, workingMs: number): Date {
    let at = this.nextOpen(instant);
    let left = workingMs;
    for (let days = 0; days < MOST_DAYS; days++) {
      const rest = this.closing(this.dayOf(at)).getTime() - at.getTime();
      if (left <= rest) return new Date(at.getTime() + left);
      left -= rest;
      at = this.nextOpen(new Date(at.getTime() + rest));
    }
    throw new RangeError(`${workingMs} ms of office time are more than a calendar holds.`);
  }

  /** Office time between two instants, in milliseconds; 0 where the second is not later. */
  between(from: Date, to: Date): number {
    let sum = 0;
    let day = this.dayOf(from);
    const last = this.dayOf(to);
    for (let days = 0; day <= last; days++, day = dayAfter(day)) {
      if (days > MOST_DAYS) throw new RangeError('The instants lie too far apart.');
      if (!workingDay(day).working) continue;
      const begin = Math.max(from.getTime(), this.opening(day).getTime());
      const end = Math.min(to.getTime(), this.closing(day).getTime());
      sum += Math.max(0, end - begin);
    }
    return sum;
  }

  /** Whether holidays are known for all of the days from one instant to another. */
  announced(from: Date, to: Date): boolean {
    return workingDay(this.dayOf(from)).announced && workingDay(this.dayOf(to)).announced;
  }

  private opening(day: string): Date {
    return this.instantOf(day, this.hours.opens);
  }

  private closing(day: string): Date {
    return this.instantOf(day, this.hours.closes);
  }

  private dayOf(instant: Date): string {
    return new Date(instant.getTime() + this.offset(instant)).toISOString().slice(0, 10);
  }

  private instantOf(day: string, minutes: number): Date {
    const local = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
    // The offset of the wall clock's own instant: asked twice, as it may change between the two.
    const near = new Date(local - this.offset(new Date(local)));
    return new Date(local - this.offset(near));
  }

  /** What the zone's wall clock is ahead of UTC, in milliseconds. */
  private offset(instant: Date): number {
    const parts = Object.fromEntries(
      this.format.formatToParts(instant).map(({ type, value }) => [type, value]),
    );
    const { year, month, day, hour, minute, second } = parts;
    const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return local - Math.floor(instant.getTime() / 1_000) * 1_000;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
