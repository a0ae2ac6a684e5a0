import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  clusterList,
  countryList,
  currencyList,
  divisionList,
  industryList,
  industryWithKin,
} from './reference.schemas';

/** The standards change with a release of Bole. */
const AN_HOUR = 'private, max-age=3600';

const q = (example: string) =>
  z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A code or a name.', examples: [example] });

export const listIndustries = endpoint({
  id: 'listIndustries',
  method: 'GET',
  path: 'industries',
  tag: 'reference',
  access: 'reference:read',
  summary: 'Look industries up',
  description:
    'What a text may mean, best first, 20 at most; or what lies right under an industry; else the sections.',
  query: z.object({
    q: q('储能'),
    parent: z
      .string()
      .regex(/^[A-T](?:\d{2,3})?$/, 'a GB/T 4754-2017 code such as C38')
      .optional()
      .meta({ examples: ['C38'] }),
  }),
  answers: { 200: { description: 'The industries.', schema: industryList } },
  cache: AN_HOUR,
  example: { query: { q: '储能' } },
});

export const getIndustry = endpoint({
  id: 'getIndustry',
  method: 'GET',
  path: 'industries/:code',
  tag: 'reference',
  access: 'reference:read',
  summary: 'One industry, with its kin and its classes of ISIC',
  params: z.object({
    code: z
      .string()
      .min(1)
      .max(20)
      .meta({ examples: ['C384'] }),
  }),
  answers: { 200: { description: 'The industry.', schema: industryWithKin } },
  problems: [404],
  cache: AN_HOUR,
});

export const listDivisions = endpoint({
  id: 'listDivisions',
  method: 'GET',
  path: 'divisions',
  tag: 'reference',
  access: 'reference:read',
  summary: 'Look administrative divisions up',
  description: 'What a text may mean, widest first; or what lies right under a division; else the provinces.',
  query: z.object({
    q: q('昆山'),
    parent: z
      .string()
      .regex(/^\d{6}$/, 'six digits (GB/T 2260)')
      .optional()
      .meta({ examples: ['320500'] }),
  }),
  answers: { 200: { description: 'The divisions.', schema: divisionList } },
  cache: AN_HOUR,
  example: { query: { parent: '320500' } },
});

export const listClusters = endpoint({
  id: 'listClusters',
  method: 'GET',
  path: 'clusters',
  tag: 'reference',
  access: 'reference:read',
  summary: 'City clusters',
  answers: { 200: { description: 'The clusters.', schema: clusterList } },
});

export const listCurrencies = endpoint({
  id: 'listCurrencies',
  method: 'GET',
  path: 'currencies',
  tag: 'reference',
  access: 'reference:read',
  summary: 'Currencies, with the rates that sizes are compared by',
  answers: { 200: { description: 'All of them.', schema: currencyList } },
  cache: AN_HOUR,
});

export const listCountries = endpoint({
  id: 'listCountries',
  method: 'GET',
  path: 'countries',
  tag: 'reference',
  access: 'reference:read',
  summary: 'Countries and areas',
  answers: { 200: { description: 'All of them.', schema: countryList } },
  cache: AN_HOUR,
});
