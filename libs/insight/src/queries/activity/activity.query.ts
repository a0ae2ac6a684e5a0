import { type SignalKind } from '@bole/contracts';
import { Query } from '@nestjs/cqrs';
import { type Medium } from '../../contact-signals';
import { type DaySpan } from '../../days';

/** `from` and `to` are days of the signals. */
export interface ActivityFilter extends DaySpan {
  readonly project?: string | undefined;
}

export interface WeekOfKind {
  /** The Monday that the week begins on, e.g. `2026-03-02`. */
  readonly week: string;
  readonly kind: SignalKind;
  readonly medium: Medium;
  readonly signals: number;
  /** Different ones. */
  readonly investors: number;
}

export interface Activity {
  /** In order of time; weeks and kinds without signals are left out. The latest 520 weeks at most. */
  readonly weeks: readonly WeekOfKind[];
}

/** What passed between the acting city and investors, week by week. Throws InvalidInputError. */
export class ActivityQuery extends Query<Activity> {
  constructor(readonly filter: ActivityFilter) {
    super();
  }
}
