import { type FundingStage } from '@bole/contracts';
import { type Text } from './feature';

export const STAGE_NAMES: Readonly<Record<FundingStage, Text>> = {
  angel: { zh: '天使轮', en: 'angel' },
  'series-a': { zh: ' A 轮融资', en: 'series A' },
  'series-b': { zh: ' B 轮融资', en: 'series B' },
  'series-c+': { zh: ' C 轮及以后融资', en: 'series C or later' },
  venture: { zh: '创业投资', en: 'venture' },
  'private-equity': { zh: '私募股权融资', en: 'private equity' },
  debt: { zh: '债权融资', en: 'debt' },
  'post-ipo': { zh: '上市后融资', en: 'post-IPO' },
  crowdfunding: { zh: '众筹', en: 'crowdfunding' },
  other: { zh: '其他融资', en: 'other' },
};
