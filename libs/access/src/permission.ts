/** What a person's role, or a key's scopes, may allow. Every route of the API asks for one of these. */
export const PERMISSIONS = [
  'reference:read', // taxonomy look-ups, the model in use
  'investors:read',
  'investors:write',
  'projects:read',
  'projects:write',
  'signals:read',
  'signals:write',
  'leads:read',
  'matching:run', // match on demand, compare
  'insight:read', // funnels, attribution
  'contacts:read', // a contact's personal data; every read is audited
  'contacts:write', // consent, export and erasure
  'notes:read',
  'notes:write',
  'shares:write', // show a project to an expert adviser
  'webhooks:manage',
  'keys:manage',
  'people:manage',
  'city:manage', // the city's own settings: single sign-on, clusters it has joined
  'audit:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ['administrator', 'officer', 'analyst', 'adviser'] as const;
export type Role = (typeof ROLES)[number];

const READING: readonly Permission[] = [
  'reference:read',
  'investors:read',
  'projects:read',
  'signals:read',
  'leads:read',
  'matching:run',
  'insight:read',
];

/** What each role may do in its city. An adviser sees only what was shared with it: the database cuts its rows. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: PERMISSIONS,
  officer: [
    ...READING,
    'investors:write',
    'projects:write',
    'signals:write',
    'contacts:read',
    'contacts:write',
    'notes:read',
    'notes:write',
    'shares:write',
  ],
  analyst: READING,
  adviser: ['reference:read', 'projects:read', 'leads:read', 'notes:read', 'notes:write'],
};

/** Needs a person who answers for it: who is let in, who is shown what, and where else things are sent. */
const FOR_PEOPLE: ReadonlySet<Permission> = new Set([
  'people:manage',
  'keys:manage',
  'city:manage',
  'shares:write',
  'webhooks:manage',
]);

/** What a key may be given. */
export const KEY_SCOPES: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !FOR_PEOPLE.has(permission),
);
