import {
  encodeEvent,
  type EventMeta,
  partyOfTenant,
  problemsOf,
  signalReportedV1,
  sourceOfTenant,
  unknownFields,
} from '@bole/contracts';
import { type Clock, derivedId, type Problem } from '@bole/kernel';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';
import { signalProblems } from '../signal-rules';

export type ReadSignal =
  | { readonly ok: true; readonly data: ReportedSignal }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads one signal as its city reports it, and checks it whole. Sources become the city's own. */
export function readSignal(submission: unknown, tenant: string, clock: Clock): ReadSignal {
  const parsed = signalReportedV1.data.safeParse(submission);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, submission) };
  const { tenant: _ofTheCaller, source, investor, project, ...facts } = parsed.data;
  const known = { source, investor, project, ...facts };
  const problems = [...unknownFields(submission, known), ...signalProblems(parsed.data, clock)];
  if (problems.length > 0) return { ok: false, problems };
  const data = {
    ...facts,
    tenant,
    source: sourceOfTenant(tenant, source),
    investor: partyOfTenant(tenant, investor),
    ...(project === undefined ? {} : { project: partyOfTenant(tenant, project) }),
  };
  return { ok: true, data };
}

export function signalId({ source, sourceId }: Pick<ReportedSignal, 'source' | 'sourceId'>): string {
  return derivedId('sig', source, sourceId);
}

/** The record that carries a signal to ingest. */
export function signalEvent(
  data: ReportedSignal,
  meta: Omit<EventMeta, 'type' | 'source'>,
): ReturnType<typeof encodeEvent> {
  return encodeEvent(signalReportedV1, data, { ...meta, source: '/bole/gateway' });
}
