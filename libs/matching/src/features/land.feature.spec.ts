import { aPair } from '../matching.fixtures';
import { land } from './land.feature';

const offering = (areaMu: number) =>
  aPair({ investor: { seeks: { land: { minMu: 100, maxMu: 300 } } }, project: { land: { areaMu } } });

describe('land', () => {
  it('is 0 within the area sought, else the distance in powers of ten with its sign', () => {
    expect([land.value(offering(200)), land.value(offering(10)), land.value(offering(3000))]).toEqual([
      0, -1, 1,
    ]);
    expect(land.value(aPair({ project: { land: { areaMu: 200 } } }))).toBeUndefined();
  });

  it('calls near what is within a factor of two', () => {
    expect(land.reason(offering(400), Math.log10(400 / 300)).zh).toBe(
      '用地相近,略多:供地 400 亩,需求 100 亩至 300 亩',
    );
  });

  it('says so', () => {
    expect(land.reason(offering(10), -1)).toEqual({
      zh: '用地偏小:供地 10 亩,需求 100 亩至 300 亩',
      en: 'Too little land: 10 mu offered, 100 mu to 300 mu sought',
    });
  });
});
