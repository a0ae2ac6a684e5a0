import { aDeed, aPair } from '../matching.fixtures';
import { fundingStage } from './funding-stage.feature';

describe('funding stage', () => {
  const rounds = (...stages: ('angel' | 'series-a')[]) =>
    stages.map((stage, at) => aDeed(`sig_${at}`, 0, `prj_${at}`, { fundingStage: stage }));
  const seeking = (deeds: ReturnType<typeof rounds>) =>
    aPair({ project: { fundingStage: 'series-a' }, deeds });

  it('is the share of rounds of that stage, with one of doubt', () => {
    expect(fundingStage.value(seeking(rounds('series-a', 'angel', 'series-a')))).toBe(2 / 4);
    expect(fundingStage.value(seeking(rounds('angel')))).toBe(0);
    expect(fundingStage.value(seeking([aDeed('s', 1, 'prj_1')]))).toBeUndefined();
    expect(fundingStage.value(aPair({ deeds: rounds('angel') }))).toBeUndefined();
  });

  it('says so', () => {
    expect(fundingStage.reason(seeking(rounds('series-a', 'series-a')), 0.5)).toEqual({
      zh: '参与过 2 次 A 轮融资',
      en: 'Has taken part in 2 series A rounds',
    });
  });
});
