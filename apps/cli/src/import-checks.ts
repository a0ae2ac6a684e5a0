import { type Clock } from '@bole/kernel';
import { type ImportChecks, investorProblems, projectProblems } from '@bole/profiles';
import { signalProblems } from '@bole/signals';

/** The rules that ingest applies, too: what they refuse is better said before it is published. */
export function importChecks(clock: Clock): ImportChecks {
  return {
    investors: investorProblems,
    projects: projectProblems,
    signals: (signal) => signalProblems(signal, clock),
  };
}
