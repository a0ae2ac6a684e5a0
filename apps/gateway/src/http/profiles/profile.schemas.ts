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

const version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().meta({
  description:
    'The owner’s version: grows with every change; an older one never overwrites a newer one. Milliseconds now unless given.',
});

const { tenant: _ofTheCaller, ...investorExample } = { tenant: '', ...investorSubmittedV1.golden };

export const investorSubmission = sourceRef
  .extend({ version, profile: investorProfile.meta({ id: 'InvestorSubmissionProfile' }) })
  .meta({
    id: 'InvestorSubmission',
    description: 'One investor as its owner has it, new or changed.',
    examples: [investorExample],
  });

const { tenant: _, ...projectExample } = { tenant: '', ...projectSubmittedV1.golden };

const projectFields = projectProfile.meta({
  id: 'ProjectProfile',
  description: 'What a city offers and seeks.',
});

export const projectSubmission = sourceRef.extend({ version, profile: projectFields }).meta({
  id: 'ProjectSubmission',
  description: 'One city project as its owner has it, new or changed.',
  examples: [projectExample],
});

export const submitted = z
  .object({
    eventId: z.string().meta({ description: 'Carries the submission; a rejection bears it, too.' }),
    profileId: z.string().meta({ description: 'The profile’s id in Bole.' }),
  })
  .meta({ id: 'Submitted', description: 'Kept, and on its way to being read, matched and ranked.' });

const kept = z.object({
  id: z.string(),
  revision: z.number().int().meta({ description: 'Grows with every change; the ETag.' }),
  source: z.string(),
  sourceId: z.string(),
  version: z.number().int(),
  updatedAt: instantField,
});

export const keptInvestor = kept
  .extend({
    profile: sharedInvestorProfile.meta({
      id: 'InvestorProfile',
      description:
        'Who it is, where it is, what it makes and what it looks for; contacts stay with their city.',
    }),
  })
  .meta({ id: 'Investor' });
export const keptProject = kept.extend({ profile: projectFields }).meta({ id: 'Project' });

export const investorPage = pageOf(
  'InvestorPage',
  keptInvestor,
  'Investors, by id, or as a text finds them.',
);
export const projectPage = pageOf('ProjectPage', keptProject, 'Projects, by id, or as a text finds them.');
