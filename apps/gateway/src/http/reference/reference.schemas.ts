import { z } from 'zod';

const named = { zh: z.string(), en: z.string() };
const listOf = <Item extends z.ZodType>(id: string, item: Item, description: string) =>
  z.object({ items: z.array(item) }).meta({ id, description });

export const industry = z
  .object({
    code: z.string().meta({ description: 'GB/T 4754-2017, with its section’s letter.', examples: ['C3841'] }),
    level: z.enum(['section', 'division', 'group', 'class']),
    ...named,
  })
  .meta({ id: 'Industry' });

export const industryList = listOf('IndustryList', industry, 'Industries of GB/T 4754-2017.');

export const industryWithKin = industry
  .extend({
    parent: industry.nullable(),
    children: z.array(industry),
    isic: z
      .array(z.object({ code: z.string(), en: z.string() }))
      .meta({ description: 'The classes of ISIC Rev.4 that it corresponds to.' }),
  })
  .meta({ id: 'IndustryWithKin', description: 'One industry, what it is part of and what it holds.' });

export const divisionList = listOf(
  'DivisionList',
  z
    .object({
      code: z.string().meta({ description: 'GB/T 2260.', examples: ['320583'] }),
      level: z.enum(['province', 'prefecture', 'county']),
      ...named,
      parent: z.string().nullable(),
      city: z.string().nullable().meta({ description: 'The city that it lies in, as Bole counts cities.' }),
    })
    .meta({ id: 'Division' }),
  'Divisions of GB/T 2260.',
);

export const clusterList = listOf(
  'ClusterList',
  z
    .object({
      id: z.string(),
      ...named,
      kind: z.enum(['sharing', 'reference']).meta({
        description:
          '`sharing`: cities that chose to share in Bole. `reference`: of the plans of the state, which matching reads.',
      }),
      members: z
        .array(z.string())
        .meta({ description: 'Cities, or provinces taken whole, by GB/T 2260 code.' }),
      mine: z.boolean().meta({ description: 'Your city is among the members, or in one of them.' }),
    })
    .meta({ id: 'Cluster' }),
  'City clusters 城市群.',
);

export const currencyList = listOf(
  'CurrencyList',
  z
    .object({
      code: z.string(),
      ...named,
      minorUnits: z.number().int(),
      rate: z
        .object({ cnyPerUnit: z.number(), period: z.string(), source: z.string() })
        .nullable()
        .meta({ description: 'For comparing sizes only; null: amounts in it are not compared.' }),
    })
    .meta({ id: 'Currency' }),
  'Currencies of ISO 4217.',
);

export const countryList = listOf(
  'CountryList',
  z.object({ alpha3: z.string(), alpha2: z.string(), ...named, region: z.string() }).meta({ id: 'Country' }),
  'Countries and areas of ISO 3166-1.',
);

export const bothLanguages = z.object(named).meta({ id: 'BothLanguages' });
