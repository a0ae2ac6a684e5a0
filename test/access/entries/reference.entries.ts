import { DEFAULT_MODEL } from '@bole/matching';
import { type Entries } from '../entry';

/** What all look up alike. */
export const REFERENCE_ENTRIES: Entries = {
  getCity: { needs: 'reference:read', about: 'nothing', shows: (own) => [own.code] },
  listClusters: { needs: 'reference:read', about: 'nothing' },
  listDivisions: { needs: 'reference:read', about: 'nothing', call: () => ({ query: { parent: '320500' } }) },
  listIndustries: { needs: 'reference:read', about: 'nothing' },
  getIndustry: { needs: 'reference:read', about: 'nothing', call: () => ({ params: { code: 'C38' } }) },
  listCountries: { needs: 'reference:read', about: 'nothing' },
  listCurrencies: { needs: 'reference:read', about: 'nothing' },
  getModel: { needs: 'reference:read', about: 'nothing' },
  listModels: { needs: 'insight:read', about: 'nothing', shows: () => [DEFAULT_MODEL.version] },
  getKeptModel: {
    needs: 'insight:read',
    about: 'nothing',
    call: () => ({ params: { version: DEFAULT_MODEL.version } }),
  },
};
