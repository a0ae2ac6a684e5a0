import { OFFLINE_SIGNALS, ONLINE_SIGNALS } from '@bole/contracts';
import { type Placeholders } from '@bole/persistence';
import { type SignalFilter } from '../queries/list-signals/list-signals.query';

const KINDS_OF = { online: ONLINE_SIGNALS, offline: OFFLINE_SIGNALS };

/** The conditions of a filter on a signal called `signal`. */
export function signalConditions(filter: SignalFilter, placeholders: Placeholders): string[] {
  const { investorId, projectId, kinds, medium, from, to } = filter;
  const among = (values: readonly string[]) => `signal.kind = any(${placeholders.add(values)}::text[])`;
  return [
    ...(investorId === undefined ? [] : [`signal.investor_id = ${placeholders.add(investorId)}`]),
    ...(projectId === undefined ? [] : [`signal.project_id = ${placeholders.add(projectId)}`]),
    ...(kinds === undefined ? [] : [among(kinds)]),
    ...(medium === undefined ? [] : [among(KINDS_OF[medium])]),
    ...(from === undefined ? [] : [`signal.occurred_at >= ${placeholders.add(from)}`]),
    ...(to === undefined ? [] : [`signal.occurred_at < ${placeholders.add(to)}`]),
  ];
}
