import {
  investorProfile,
  investorSubmittedV1,
  projectProfile,
  projectSubmittedV1,
  sharedInvestorProfile,
  sourceRef,
} from '@bole/contracts';
import { z } from 'zod';
import { instantField, pageOf } from '../endpoint/page-fields';
import { bulkOf } from '../submission/submission.schemas';

const version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().meta({
  description:
    'The owner’s version: grows with every change; an older one never overwrites a newer one. Milliseconds now unless given.',
});

const { tenant: _ofTheCaller, ...investorExample } = { tenant: '', ...investorSubmittedV1.golden };
const { contacts: _ofTheirCity, ...sharedExample } = { contacts: [], ...investorSubmittedV1.golden.profile };

export const investorSubmission = sourceRef
  .extend({ version, profile: investorProfile.meta({ id: 'InvestorSubmissionProfile' }) })
  .meta({
    id: 'InvestorSubmission',
    description: 'One investor as its owner has it, new or changed.',
    examples: [investorExample],
  });

const { tenant: _, ...projectExample } = { tenant: '', ...projectSubmittedV1.golden };

export const investorFields = sharedInvestorProfile.meta({
  id: 'InvestorProfile',
  description: 'Who it is, where it is, what it makes and what it looks for; contacts stay with their city.',
  examples: [sharedExample],
});

export const projectFields = projectProfile.meta({
  id: 'ProjectProfile',
  description: 'What a city offers and seeks.',
  examples: [projectSubmittedV1.golden.profile],
});

export const projectSubmission = sourceRef.extend({ version, profile: projectFields }).meta({
  id: 'ProjectSubmission',
  description: 'One city project as its owner has it, new or changed.',
  examples: [projectExample],
});

const MOST_PROFILES = 500;
export const investorsBulk = bulkOf('InvestorsBulk', 'InvestorSubmission', MOST_PROFILES, investorExample);
export const projectsBulk = bulkOf('ProjectsBulk', 'ProjectSubmission', MOST_PROFILES, projectExample);

export const editPending = z
  .object({ eventId: z.string(), profileId: z.string(), outcome: z.literal('pending') })
  .meta({ id: 'EditPending', description: 'The edit is taken, and not carried out yet.' });

const kept = z.object({
  id: z.string(),
  revision: z.number().int().meta({ description: 'Grows with every change; the ETag.' }),
  record: z.object({ source: z.string(), sourceId: z.string(), version: z.number().int() }).nullable().meta({
    description:
      'The record that it is of, as its owner names it; `bole`: an edit of your city. Null: another city’s.',
  }),
  updatedAt: instantField,
  mine: z.boolean().meta({
    description: 'Your city’s own: its project, or an investor that it has submitted a record of.',
  }),
  completeness: z
    .object({
      share: z.number().meta({ description: 'Of what matching reads, how much is given: 0 to 1.' }),
      missing: z.array(z.string()).meta({ description: 'Paths of what is not.' }),
    })
    .meta({ id: 'Completeness' }),
});

export const keptInvestor = kept.extend({ profile: investorFields }).meta({ id: 'Investor' });
export const keptProject = kept.extend({ profile: projectFields }).meta({ id: 'Project' });

export const investorPage = pageOf('InvestorPage', keptInvestor, 'Investors.');
export const projectPage = pageOf('ProjectPage', keptProject, 'Projects that you may see.');
