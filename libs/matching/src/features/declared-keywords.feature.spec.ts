import { aPair } from '../matching.fixtures';
import { declaredKeywords } from './declared-keywords.feature';

const products = (mine: string[], theirs: string[]) =>
  aPair({ investor: { products: mine }, project: { products: theirs } });

describe('declared keywords', () => {
  it('is 1 for the same products, 0 for none in common, missing where one side names none', () => {
    expect(declaredKeywords.value(products(['隔膜'], ['隔膜']))).toBeCloseTo(1, 12);
    expect(declaredKeywords.value(products(['面粉'], ['隔膜']))).toBe(0);
    expect(declaredKeywords.value(products([], ['隔膜']))).toBeUndefined();
  });

  it('names the products, or those that share a word', () => {
    const same = products(['储能电芯', '隔膜'], ['隔膜', 'Electrolyte']);
    expect(declaredKeywords.reason(same, 0.5)).toEqual({
      zh: '产品相关(隔膜)',
      en: 'Related products (隔膜)',
    });
    expect(declaredKeywords.reason(products(['solar cells'], ['solar panels']), 0.5).en).toBe(
      'Related products (solar panels)',
    );
  });
});
