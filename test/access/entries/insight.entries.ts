import { type Permission } from '@bole/access';
import { type Entries, type Entry } from '../entry';
import { type Inhabited } from '../inhabitants';

/** How far leads have come, what leaves as a file, what is told as it happens. */
export const INSIGHT_ENTRIES: Entries = {
  getFunnel: { needs: 'insight:read', about: 'nothing' },
  getAttribution: { needs: 'insight:read', about: 'nothing' },
  getChannels: { needs: 'insight:read', about: 'nothing' },
  getActivity: { needs: 'insight:read', about: 'nothing' },

  exportLeads: file('leads:read', (own) => [own.projects.city]),
  exportInvestors: file('investors:read', (own) => [own.investor]),
  exportProjects: file('projects:read', (own) => [own.projects.city]),
  exportSignals: file('signals:read', (own) => [own.signal]),
  exportFunnel: file('insight:read', (own) => [own.projects.public]),
  exportContacts: file('contacts:read', (own) => [own.contact]),

  listenToLeads: {
    needs: 'leads:read',
    about: 'nothing',
    // From the beginning, so that all that has happened is told.
    call: () => ({ query: { after: '0-0' } }),
  },
};

function file(needs: Permission, shows: (own: Inhabited) => readonly string[]): Entry {
  return { needs, about: 'nothing', call: () => ({ query: { format: 'ndjson' } }), shows };
}
