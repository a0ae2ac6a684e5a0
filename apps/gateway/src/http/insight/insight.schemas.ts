import { SIGNAL_KINDS } from '@bole/contracts';
import { MEDIA, REACHED_BY, STAGES } from '@bole/insight';
import { z } from 'zod';

const count = z.number().int().min(0);
const medium = z
  .enum(MEDIA)
  .meta({ id: 'Medium', description: '线上 online, 线下 offline: by the kind of the signal.' });
const channel = z.string().meta({
  description: 'As signals name it; the kind of signal where they name none.',
  examples: ['项目推荐邮件'],
});
const amountCny = z.number().min(0).meta({ description: 'In yuan, by the reference rates of the taxonomy.' });
const leftOut = count.meta({ description: 'The smallest ones, beyond the 500 that are given.' });

const share = z
  .object({
    share: z.number().min(0).max(1),
    low: z.number().min(0).max(1),
    high: z.number().min(0).max(1),
    count,
    of: count,
  })
  .meta({ id: 'Proportion', description: 'A share with its 95 % confidence interval (Wilson).' });

const funnelStage = z
  .object({
    stage: z.enum(STAGES),
    reached: count.meta({ description: 'Pairs that have come this far or further.' }),
    standing: count.meta({ description: 'Pairs that stand here.' }),
    conversion: share.nullable().meta({ description: 'Of those that came this far, the ones that went on.' }),
    medianDays: z.number().min(0).nullable().meta({ description: 'To the next stage.' }),
    timed: count.meta({
      description: 'How many pairs the median is of: those of which both stages were seen.',
    }),
  })
  .meta({ id: 'FunnelStage' });

export const funnel = z
  .object({
    groups: z.array(
      z.object({
        key: z
          .string()
          .meta({ description: '`all`, a period such as 2026-03, 2026-Q1 or 2026, or a channel.' }),
        stages: z.array(funnelStage),
        signed: z.object({
          pairs: count,
          amountCny: amountCny.meta({ description: 'A deal that several investors sign counts for each.' }),
          withoutAmount: count.meta({ description: 'Signed pairs whose amount is not known.' }),
        }),
      }),
    ),
    leftOut,
  })
  .meta({
    id: 'Funnel',
    description:
      'Pairs of an investor and a project of the city, by how far they have come with one another.',
  });

const credit = z
  .object({
    signings: z.number().min(0).meta({ description: 'A sum of shares of signings.' }),
    amountCny,
  })
  .meta({ id: 'Credit' });
const credits = z
  .object({ firstTouch: credit, lastTouch: credit, linear: credit, timeDecay: credit, positionBased: credit })
  .meta({ id: 'Credits', description: 'The same signings, shared out by five rules.' });

export const attribution = z
  .object({
    signings: count,
    amountCny,
    withoutAmount: count,
    unattributed: credit.meta({ description: 'Signings without any contact within the window.' }),
    channels: z
      .array(z.object({ medium, channel, contacts: count, credits }))
      .meta({ description: 'With `unattributed`, the credits of each rule add up to all signings.' }),
    leftOut,
    media: z.array(z.object({ medium, contacts: count, credits })),
  })
  .meta({ id: 'Attribution', description: 'To which channels, online and offline, the signings are owed.' });

const reach = {
  contacts: count,
  pairs: count,
  signed: count,
  conversion: share.nullable(),
  medianDaysToSigning: z.number().min(0).nullable().meta({ description: 'From the first such contact.' }),
};

export const channelReach = z
  .object({
    channels: z
      .array(z.object({ medium, channel, ...reach }))
      .meta({ description: 'A pair counts for every channel that reached it before it signed.' }),
    leftOut,
    reachedBy: z.array(z.object({ by: z.enum(REACHED_BY), ...reach })).meta({
      description:
        'Pairs reached online alone, offline alone, both ways, or (`none`) without a contact on record before they signed; each counts once. What goes together need not cause one another: keen investors are called more often.',
    }),
  })
  .meta({ id: 'ChannelReach', description: 'How many of the pairs that a channel reached have signed.' });

export const activity = z
  .object({
    weeks: z.array(
      z.object({
        week: z.iso.date().meta({ description: 'The Monday that the week begins on.' }),
        kind: z.enum(SIGNAL_KINDS),
        medium,
        signals: count,
        investors: count.meta({ description: 'Different ones.' }),
      }),
    ),
  })
  .meta({ id: 'Activity', description: 'Signals by week and kind; what has none is left out.' });
