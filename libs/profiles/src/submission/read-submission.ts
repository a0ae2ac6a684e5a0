import {
  encodeEvent,
  type EventMeta,
  type InvestorProfile,
  investorSubmittedV1,
  problemsOf,
  type ProjectProfile,
  projectSubmittedV1,
  sourceOfTenant,
  unknownFields,
} from '@bole/contracts';
import { type Problem } from '@bole/kernel';
import { type SubmittedProfile } from '../commands/record-profiles/record-profiles.command';
import { type PartyKind } from '../party-kind';
import { editProblems } from '../profile-edit';
import { foreignPlace, inProfile, investorProblems, projectProblems } from '../profile-rules';

export type ReadSubmission =
  | { readonly ok: true; readonly data: SubmittedProfile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const OF_BOLE = { tenant: true, about: true, ifRevision: true } as const;
const SCHEMAS = {
  investor: investorSubmittedV1.data.omit(OF_BOLE),
  project: projectSubmittedV1.data.omit(OF_BOLE),
};

/**
 * Reads `{ source, sourceId, version?, profile }` as its city submits it, and checks it whole: shape, unknown fields, codes,
 * whose place it is. Sources become the city's own, so that no two cities write one record.
 */
export function readSubmission(
  kind: PartyKind,
  submission: unknown,
  tenant: string,
  versionUnlessGiven: number,
): ReadSubmission {
  const versioned = isObject(submission) ? { version: versionUnlessGiven, ...submission } : submission;
  const parsed = SCHEMAS[kind].safeParse(versioned);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, versioned) };
  const data = { ...parsed.data, source: sourceOfTenant(tenant, parsed.data.source), tenant };
  const problems = [
    ...unknownFields(versioned, parsed.data),
    ...editProblems(data),
    ...profileProblems(kind, data.profile, tenant),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, data };
}

/** What is wrong with a profile as its city submits it. */
export function profileProblems(
  kind: PartyKind,
  profile: SubmittedProfile['profile'],
  tenant: string,
): Problem[] {
  return kind === 'investor'
    ? investorProblems(profile as InvestorProfile).map(inProfile)
    : [
        ...projectProblems(profile as ProjectProfile).map(inProfile),
        ...foreignPlace(profile as ProjectProfile, tenant),
      ];
}

/** The record that carries a submission to ingest. */
export function submissionEvent(
  kind: PartyKind,
  data: SubmittedProfile,
  meta: Omit<EventMeta, 'type' | 'source'>,
): ReturnType<typeof encodeEvent> {
  const all = { ...meta, source: '/bole/gateway' };
  return kind === 'investor'
    ? encodeEvent(investorSubmittedV1, data as typeof investorSubmittedV1.golden, all)
    : encodeEvent(projectSubmittedV1, data as typeof projectSubmittedV1.golden, all);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
