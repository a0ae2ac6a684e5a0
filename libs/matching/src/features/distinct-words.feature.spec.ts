import { aDeed, aPair, aProject } from '../matching.fixtures';
import { distinctWords } from './distinct-words.feature';

const tagged = (id: string, ...products: string[]) =>
  aDeed(`sig_${id}`, 10, aProject({ products }, `prj_${id}`));
const market = Array.from({ length: 20 }, (_, at) => ({
  ...tagged(`m${at}`, at === 0 ? 'photoresist' : 'software'),
  investorId: 'inv_m',
}));
const project = { products: ['photoresist', 'software'] };

describe('distinct words', () => {
  it('weighs a rare product in common more than a common one', () => {
    const rare = distinctWords.value(aPair({ project, deeds: [tagged('1', 'photoresist')], market })) ?? NaN;
    const common = distinctWords.value(aPair({ project, deeds: [tagged('1', 'software')], market })) ?? NaN;
    expect(rare).toBeGreaterThan(3 * common);
    expect(distinctWords.value(aPair({ project, deeds: [tagged('1', 'wine')], market }))).toBe(0);
    expect(distinctWords.value(aPair({ project, deeds: [tagged('1', 'wine')] }))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ project, deeds: [tagged('1', 'software'), tagged('2', 'photoresist')], market });
    expect(distinctWords.evidence(pair)).toEqual(['sig_2']);
    expect(distinctWords.reason(pair, 2).en).toBe('A speciality in common: photoresist, software');
  });
});
