import { type Rejection } from '@bole/platform';
import { type NewSignal } from '../../store/new-signal';

/** A city reports only what passes between investors and itself. */
export function ofAnotherCity(signal: NewSignal): Rejection {
  return {
    record: signal.record,
    problems: [
      {
        code: 'SIGNAL_CITY_FOREIGN',
        field: 'project or city',
        value: signal.projectRef ?? signal.facts.city ?? '-',
        expected: `a project of the city ${signal.facts.tenant ?? ''} that reports the signal, or that city itself`,
      },
    ],
  };
}
