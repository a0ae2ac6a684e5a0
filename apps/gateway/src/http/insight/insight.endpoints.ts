import { FUNNEL_GROUPS } from '@bole/insight';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { channelFilter, days, projectFilter } from './insight.fields';
import { activity, attribution, channelReach, funnel } from './insight.schemas';

const insightOf = <Schema extends z.ZodType>(description: string, schema: Schema) =>
  ({ 200: { description, schema } }) as const;

export const getFunnel = endpoint({
  id: 'getFunnel',
  method: 'GET',
  path: 'insight/funnel',
  tag: 'insight',
  access: 'insight:read',
  summary: 'The funnel, by stage, time or channel',
  description:
    'Stages: 推介 introduced, 在谈 negotiating, 签约 signed, 开工 started, 到资 funded, 投产 operating. They follow from the signals between an investor and a project; a stage reached implies the earlier ones.',
  query: z.object({
    by: z.enum(FUNNEL_GROUPS).default('stage').meta({
      description: '`stage`: all in one; else by when, or by which channel, the first contact was.',
    }),
    ...days('the first contact'),
    ...projectFilter,
    channel: channelFilter,
  }),
  answers: insightOf('The funnel of each group.', funnel),
  problems: [503],
  example: { query: { by: 'quarter' } },
});

const dayCount = (usual: number, description: string) =>
  z
    .number()
    .min(0.01)
    .max(36_500)
    .default(usual)
    .meta({ description: `${description} Days; ${usual} unless given.` });

export const getAttribution = endpoint({
  id: 'getAttribution',
  method: 'GET',
  path: 'insight/attribution',
  tag: 'insight',
  access: 'insight:read',
  summary: 'Which channels the signings are owed to',
  description:
    'Each signing is shared out among the contacts before it: firstTouch all to the first; lastTouch all to the last; linear evenly; timeDecay by weights that halve with every half-life before the last contact; positionBased 40 % to the first, 40 % to the last, 20 % to those between. Contacts are all signals but outcomes and missed meetings; those with the city as a whole, such as a check-in at a fair, count for each project of the investor.',
  query: z.object({
    ...days('the signing'),
    ...projectFilter,
    windowDays: dayCount(365, 'How long before the signing a contact counts.'),
    halfLifeDays: dayCount(30, 'For timeDecay.'),
  }),
  answers: insightOf('Credits by channel, and by online and offline.', attribution),
  problems: [503],
  example: { query: { windowDays: 180 } },
});

export const getChannels = endpoint({
  id: 'getChannels',
  method: 'GET',
  path: 'insight/channels',
  tag: 'insight',
  access: 'insight:read',
  summary: 'Conversion by channel, and online next to offline',
  query: z.object({ ...days('the first contact'), ...projectFilter }),
  answers: insightOf('Reach and conversion.', channelReach),
  problems: [503],
  example: { query: { from: '2026-01-01' } },
});

export const getActivity = endpoint({
  id: 'getActivity',
  method: 'GET',
  path: 'insight/activity',
  tag: 'insight',
  access: 'insight:read',
  summary: 'Signals by kind and week',
  query: z.object({ ...days('the signals'), project: projectFilter.project }),
  answers: insightOf('The latest 520 weeks at most.', activity),
  problems: [503],
  example: { query: { from: '2026-09-01' } },
});
