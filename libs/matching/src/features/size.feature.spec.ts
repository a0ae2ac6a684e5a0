import { aPair } from '../matching.fixtures';
import { size } from './size.feature';

const cny = (min?: number, max?: number) => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  currency: 'CNY',
});
const sizes = (wanted: ReturnType<typeof cny>, asked: ReturnType<typeof cny>) =>
  aPair({ investor: { seeks: { capex: wanted } }, project: { capex: asked } });

describe('size', () => {
  it('is 0 where the ranges overlap, else the distance in powers of ten with its sign', () => {
    expect(size.value(sizes(cny(1e8, 5e8), cny(5e8, 9e8)))).toBe(0);
    expect(size.value(sizes(cny(1e6, 1e7), cny(1e8, 1e9)))).toBeCloseTo(1, 12);
    expect(size.value(sizes(cny(1e8, 1e9), cny(1e5, 1e6)))).toBeCloseTo(-2, 12);
    expect(size.value(sizes(cny(undefined, 1e7), cny(1e6)))).toBe(0);
  });

  it('is missing, not 0, where one side names no size', () => {
    expect(size.value(aPair({ project: { capex: cny(1e8) } }))).toBeUndefined();
  });

  it('says so', () => {
    expect(size.reason(sizes(cny(5e8, 12e8), cny(6e8, 10e8)), 0)).toEqual({
      zh: '投资规模相符(项目 6 亿元至 10 亿元)',
      en: 'The size fits (the project seeks CNY 600 million to CNY 1 billion)',
    });
    expect(size.reason(sizes(cny(1e6, 5e7), cny(1e8)), 0.3).zh).toBe(
      '规模相近,略大:项目 1 亿元以上,投资商意向 100 万元至 5000 万元',
    );
    expect(size.reason(sizes(cny(1e6, 1e7), cny(1e8)), 1).en).toBe(
      'The project is too large: it seeks CNY 100 million and more, the investor looks for CNY 1 million to CNY 10 million',
    );
  });
});
