import {
  DEED_KINDS,
  FUNDING_STAGES,
  investorSubmittedV1,
  money,
  projectProfile,
  projectSubmittedV1,
} from '@bole/contracts';
import { z } from 'zod';
import { instantField } from '../endpoint';
import { namedParty, names, reasons, scoreParts } from '../leads/lead.schemas';
import { investorFields, projectFields } from '../profiles/profile.schemas';

const asOf = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ description: 'The instant to match as of: what is later does not count. Now, unless given.' });
const limit = z
  .number()
  .int()
  .min(1)
  .max(100)
  .default(20)
  .meta({ description: 'How many items at most, 1 to 100; 20 unless given.' });

export const givenProject = z.object({ project: projectFields, asOf, limit }).meta({
  id: 'GivenProject',
  description: 'A project that need not be kept.',
  examples: [{ project: projectSubmittedV1.golden.profile, limit: 5 }],
});

const deal = z
  .object({
    project: z
      .union([z.object({ id: z.string().min(1).max(100) }), z.object({ profile: projectProfile })])
      .meta({ description: 'One that Bole keeps and you may see, by its id, or a description of another.' }),
    kind: z.enum(DEED_KINDS).default('signing'),
    occurredAt: z.iso.datetime({ offset: true }),
    fundingStage: z.enum(FUNDING_STAGES).optional(),
    amount: money.optional().meta({ description: 'Of the whole deal.' }),
  })
  .meta({ id: 'GivenDeal' });

const { contacts: _ofTheCity, ...investorExample } = { contacts: [], ...investorSubmittedV1.golden.profile };

export const givenInvestor = z
  .object({
    investor: investorFields,
    deals: z.array(deal).max(100).default([]).meta({ description: 'What it has invested in before.' }),
    asOf,
    limit,
  })
  .meta({
    id: 'GivenInvestor',
    description: 'An investor that need not be kept.',
    examples: [{ investor: investorExample, limit: 5 }],
  });

const foundBy = z.array(z.string()).meta({ description: 'What found it, e.g. `bm25` or `past-deals`.' });
const cutBy = z.array(z.object({ code: z.string(), text: z.string() }));
const ranking = {
  asOf: instantField,
  model: z.string().meta({ description: 'The version of the model that ranked it.' }),
  candidates: z.number().int().meta({ description: 'Looked at, those that were cut included.' }),
};
const ranked = { rank: z.number().int(), score: z.number(), parts: scoreParts, reasons, foundBy };

export const matchedInvestors = z
  .object({
    ...ranking,
    items: z.array(z.object({ ...ranked, investor: namedParty })),
    cut: z
      .array(z.object({ investor: namedParty, limits: cutBy }))
      .meta({ description: 'Candidates that hard limits rule out, and which.' }),
  })
  .meta({ id: 'MatchedInvestors', description: 'Investors for a project, best first.' });

export const matchedProjects = z
  .object({
    ...ranking,
    items: z.array(
      z.object({
        ...ranked,
        project: namedParty,
        city: z.string(),
        own: z.boolean().meta({ description: 'Of your city. Others are ranked by base and fit alone.' }),
      }),
    ),
    cut: z
      .array(z.object({ project: namedParty, limits: cutBy }))
      .meta({ description: 'Candidates that hard limits rule out, and which.' }),
  })
  .meta({ id: 'MatchedProjects', description: 'Projects for an investor, best first.' });

export const comparedInvestor = z
  .object({
    investor: namedParty,
    asOf: instantField,
    model: z.string(),
    items: z.array(
      z
        .object({
          city: z.string(),
          names,
          own: z.boolean(),
          openProjects: z.number().int().meta({ description: 'That you may see.' }),
          best: z
            .object({
              project: namedParty,
              fit: z.number().meta({ description: 'Base and fit, in points: what cities are compared by.' }),
              score: z
                .number()
                .nullable()
                .meta({ description: 'The whole score; of your own city’s project alone.' }),
              parts: scoreParts,
              reasons,
            })
            .nullable()
            .meta({
              description: 'Null where nothing is found for it, or hard limits rule out all that is.',
            }),
        })
        .meta({ id: 'ComparedCity' }),
    ),
  })
  .meta({ id: 'ComparedInvestor', description: 'One investor across cities, the best fit first.' });
