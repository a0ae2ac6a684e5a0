import { type SignalFacts } from '@bole/contracts';
import { type Clock, DAY_MS, type Problem } from '@bole/kernel';
import { isCurrency, isDivision } from '@bole/taxonomy';

const EARLIEST = Date.UTC(1949, 9, 1);

/** What is wrong with a signal beyond its shape: a day that cannot be, codes that do not exist. */
export function signalProblems(signal: SignalFacts, clock: Clock): Problem[] {
  const problems: Problem[] = [];
  const at = Date.parse(signal.occurredAt);
  // A day of grace: clocks and time zones of those who report differ.
  if (at > clock.now().getTime() + DAY_MS || at < EARLIEST)
    problems.push({
      code: 'DATE_IMPOSSIBLE',
      field: 'occurredAt',
      value: signal.occurredAt,
      expected: 'an instant between 1949-10-01 and now',
    });
  if (signal.city !== undefined && !isDivision(signal.city))
    problems.push({
      code: 'DIVISION_UNKNOWN',
      field: 'city',
      value: signal.city,
      expected: 'a GB/T 2260 code such as 320500',
    });
  if (signal.amount !== undefined && !isCurrency(signal.amount.currency))
    problems.push({
      code: 'CURRENCY_UNKNOWN',
      field: 'amount.currency',
      value: signal.amount.currency,
      expected: 'an ISO 4217 code such as CNY',
    });
  if (signal.kind === 'answer' && signal.answer === undefined)
    problems.push({
      code: 'FIELD_MISSING',
      field: 'answer',
      expected: 'what the investor answered, as the kind is answer',
    });
  return problems;
}
