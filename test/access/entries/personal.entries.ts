import { type Ask, type Entries } from '../entry';
import { markOf } from '../inhabitants';

/** Contacts, their consent and their end; notes. */
export const PERSONAL_ENTRIES: Entries = {
  listContacts: {
    needs: 'contacts:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200 } }),
    shows: (own) => [own.contact],
  },
  listInvestorContacts: {
    needs: 'contacts:read',
    about: 'shared',
    call: ({ at }) => ({ params: { id: at.investor } }),
  },
  addContact: {
    needs: 'contacts:write',
    about: 'shared',
    call: ({ at, n }) => ({ params: { id: at.investor }, body: contactBody(n) }),
  },
  getContact: { needs: 'contacts:read', about: 'city', call: ({ at }) => ({ params: { id: at.contact } }) },
  changeContact: {
    needs: 'contacts:write',
    about: 'city',
    call: async (ask) => ({ params: { id: await ownContact(ask) }, body: { role: `changed ${ask.n}` } }),
  },
  recordConsent: {
    needs: 'contacts:write',
    about: 'city',
    call: async (ask) => ({ params: { id: await ownContact(ask) }, body: { status: 'withdrawn' } }),
  },
  listConsentChanges: {
    needs: 'contacts:read',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.contact } }),
  },
  exportContact: {
    needs: 'contacts:write',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.contact } }),
  },
  eraseContact: {
    needs: 'contacts:write',
    about: 'city',
    call: async (ask) => ({ params: { id: await ownContact(ask) }, body: { reason: 'asked-by-person' } }),
  },
  getErasure: {
    needs: 'contacts:read',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('erasures') } }),
  },

  listNotes: {
    needs: 'notes:read',
    about: 'nothing',
    call: () => ({ query: { limit: 200 } }),
    shows: (own) => [own.made('notes')],
  },
  getNote: {
    needs: 'notes:read',
    about: 'city',
    call: ({ at }) => ({ params: { id: at.made('notes') } }),
    adviser: [200],
  },
  addNote: {
    needs: 'notes:write',
    about: 'project',
    target: 'body.projectId',
    call: ({ project, n }) => ({ body: { projectId: project, text: `${markOf('own', 'note')} ${n}` } }),
  },
  changeNote: {
    needs: 'notes:write',
    about: 'city',
    call: async (ask) => ({ params: { id: await ownNote(ask) }, body: { pinned: true } }),
    adviser: [200],
  },
  removeNote: {
    needs: 'notes:write',
    about: 'city',
    call: async (ask) => ({ params: { id: await ownNote(ask) } }),
    adviser: [204],
  },
};

export function contactBody(n: number | string): object {
  return {
    name: `${markOf('own', 'contact')} ${n}`,
    email: `${markOf('own', 'contact')}-${n}@investor.example`,
    locale: 'en',
    consent: { status: 'unknown' },
  };
}

/** In the asker's city a contact made for this request; elsewhere the one that is there. */
async function ownContact({ at, stage, n }: Ask): Promise<string> {
  if (at.place !== 'own') return at.contact;
  const made = await stage.api.make<{ id: string }>('addContact', at.askers.people.administrator, {
    params: { id: at.investor },
    body: contactBody(`for-${n}`),
  });
  return made.id;
}

/** In the asker's city a note of its own; elsewhere the one that is there. */
async function ownNote({ at, by, stage, n }: Ask): Promise<string> {
  // Whoever may not write notes is refused whatever it names.
  if (at.place !== 'own' || by.role === 'analyst') return at.made('notes');
  const author = by.role === undefined ? at.askers.key : by;
  const made = await stage.api.make<{ id: string }>('addNote', author, {
    body: { projectId: at.projects.city, text: `${markOf('own', 'note')} for ${n}` },
  });
  return made.id;
}
