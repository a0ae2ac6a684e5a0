import {
  EDIT_SOURCE,
  type investorSubmittedV1,
  type projectSubmittedV1,
  sourceOfTenant,
  type DataOf,
} from '@bole/contracts';
import { type Problem } from '@bole/kernel';

type Submission = Pick<
  DataOf<typeof investorSubmittedV1> | DataOf<typeof projectSubmittedV1>,
  'source' | 'sourceId' | 'tenant' | 'about' | 'ifRevision'
>;

/** An edit in Bole, as a submission carries it. */
export interface ProfileEdit {
  /** The profile's id. */
  readonly about: string;
  readonly ifRevision: number;
  readonly tenant: string;
}

/** The edit that a submission is, or undefined: an owner's record. */
export function editOf({ about, ifRevision, tenant }: Submission): ProfileEdit | undefined {
  return about === undefined || ifRevision === undefined || tenant === undefined
    ? undefined
    : { about, ifRevision, tenant };
}

/** How a city's edits of a profile name their record. */
export function editRef(tenant: string, about: string): { source: string; sourceId: string } {
  return { source: sourceOfTenant(tenant, EDIT_SOURCE), sourceId: about };
}

const SOURCE_OF_EDITS = new RegExp(`^\\d{6}/${EDIT_SOURCE}$`);

/** An edit stands under the source of its city's edits, by the profile's id; nothing else may stand there. */
export function editProblems(submission: Submission): Problem[] {
  const { source, sourceId, about, ifRevision } = submission;
  if (about === undefined && ifRevision === undefined)
    return SOURCE_OF_EDITS.test(source)
      ? [
          {
            code: 'SOURCE_RESERVED',
            field: 'source',
            value: source,
            expected: 'the name of a system of your own',
          },
        ]
      : [];
  const edit = editOf(submission);
  const right = edit && editRef(edit.tenant, edit.about);
  if (right?.source === source && right.sourceId === sourceId) return [];
  return [
    {
      code: 'EDIT_MALFORMED',
      field: 'about',
      ...(about === undefined ? {} : { value: about }),
      expected: 'tenant, about and ifRevision together, the source <tenant>/bole and about as sourceId',
    },
  ];
}
