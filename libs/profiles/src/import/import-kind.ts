import { type EventType, investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';

export const IMPORT_KINDS = ['investors', 'projects', 'signals'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What the rows of an import become. */
export interface ImportTarget {
  readonly kind: ImportKind;
  readonly event: EventType;
  /** The member of the event's data that holds the fields; signals have theirs at the top. */
  readonly root: 'profile' | undefined;
}

export function importTarget(kind: ImportKind): ImportTarget {
  switch (kind) {
    case 'investors':
      return { kind, event: investorSubmittedV1, root: 'profile' };
    case 'projects':
      return { kind, event: projectSubmittedV1, root: 'profile' };
    case 'signals':
      return { kind, event: signalReportedV1, root: undefined };
  }
}

/** Of edits in Bole: no file has them. */
export const EDIT_FIELDS: readonly string[] = ['about', 'ifRevision'];

/** The fields of the record itself, which stand outside of `root`. */
export const RECORD_FIELDS = ['source', 'sourceId', 'tenant', 'version'] as const;
