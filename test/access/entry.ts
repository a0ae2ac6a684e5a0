import { type Permission, type Role } from '@bole/access';
import { type Call } from './api';
import { type Asker } from './askers';
import { type Inhabited, type Stage } from './inhabitants';

/** What a request is about, which decides who is answered what when its permission would let it in. */
export type About =
  /** Nothing that a city keeps is named: lists, what is made new, one's own session. What is answered must be the caller's. */
  | 'nothing'
  /** A thing of one city: its own people get it, others learn not even that it exists. */
  | 'city'
  /** A project, by its visibility and the clusters. */
  | 'project'
  /** What all cities share. */
  | 'shared';

/** Of one endpoint: how to ask for a thing of a given city, and what is right. */
export interface Entry {
  /** The declaration's access once more, so that a change of it is seen here. */
  readonly needs: Permission | 'signed-in' | 'anyone';
  readonly about: About;
  /** A request about a thing of the city `at`; where it uses the thing up, one that was made for it. */
  call?(ask: Ask): Call | Promise<Call>;
  /** Where the call names the thing: a path such as `params.id` (so unless told) or `body.projectId`. */
  readonly target?: string;
  /** Statuses that are right for whoever may ask; unless told, the first 2xx of the declaration. */
  readonly right?: readonly number[];
  /** For an expert adviser, who sees what was shared with it: statuses where they differ. */
  readonly adviser?: readonly number[];
  /** Where somebody sees the project, but it is another city's. */
  readonly abroad?: readonly number[];
  /** For keys, which lack what only people have. */
  readonly key?: readonly number[];
  /** What of the asker's own city has to be in the answer, so that an empty one does not pass. */
  shows?(own: Inhabited): readonly string[];
}

export interface Ask {
  readonly at: Inhabited;
  readonly by: Asker;
  readonly stage: Stage;
  /** The project to name, where the entry is about projects. */
  readonly project: string;
  /** Different in each request. */
  readonly n: number;
  /** Another session of the same person, for what ends the one that asks. */
  readonly session: (headers: Readonly<Record<string, string>>) => void;
}

export type Entries = Readonly<Record<string, Entry>>;

/** Who may do what, written once more, apart from libs/access: a change of either is seen. */
export const RIGHTS: Readonly<
  Record<Permission, { readonly roles: readonly Role[]; readonly keys: boolean }>
> = {
  'reference:read': { roles: ['administrator', 'officer', 'analyst', 'adviser'], keys: true },
  'investors:read': { roles: ['administrator', 'officer', 'analyst'], keys: true },
  'investors:write': { roles: ['administrator', 'officer'], keys: true },
  'projects:read': { roles: ['administrator', 'officer', 'analyst', 'adviser'], keys: true },
  'projects:write': { roles: ['administrator', 'officer'], keys: true },
  'signals:read': { roles: ['administrator', 'officer', 'analyst'], keys: true },
  'signals:write': { roles: ['administrator', 'officer'], keys: true },
  'leads:read': { roles: ['administrator', 'officer', 'analyst', 'adviser'], keys: true },
  'matching:run': { roles: ['administrator', 'officer', 'analyst'], keys: true },
  'insight:read': { roles: ['administrator', 'officer', 'analyst'], keys: true },
  'contacts:read': { roles: ['administrator', 'officer'], keys: true },
  'contacts:write': { roles: ['administrator', 'officer'], keys: true },
  'notes:read': { roles: ['administrator', 'officer', 'adviser'], keys: true },
  'notes:write': { roles: ['administrator', 'officer', 'adviser'], keys: true },
  'shares:write': { roles: ['administrator', 'officer'], keys: false },
  'webhooks:manage': { roles: ['administrator'], keys: false },
  'keys:manage': { roles: ['administrator'], keys: false },
  'people:manage': { roles: ['administrator'], keys: false },
  'city:manage': { roles: ['administrator'], keys: false },
  'audit:read': { roles: ['administrator'], keys: true },
};
