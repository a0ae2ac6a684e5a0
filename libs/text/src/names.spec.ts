import * as fc from 'fast-check';
import { nameTokens, tokenizeNameQuery } from '.';

/** A query finds a name when they share a token. */
function finds(query: string, name: string): boolean {
  const tokens = new Set(nameTokens([name]));
  return tokenizeNameQuery(query).some((token) => tokens.has(token));
}

describe('names', () => {
  const yuanhang = '合肥远航新能源股份有限公司';

  it.each([
    '远航',
    '遠航新能源',
    'yuanhangxinnengyuan',
    'Yuan Hang Xin Neng Yuan',
    'yuanhang',
    'yhxny',
    'hefeiyuanhang',
    'hfyhxny',
  ])('finds %s in a Chinese name', (query) => {
    expect(finds(query, yuanhang)).toBe(true);
  });

  it.each(['远方', 'yuanfang', '有限公司', 'youxiangongsi'])('does not find %s in it', (query) => {
    expect(finds(query, yuanhang)).toBe(false);
  });

  it('reads characters in their context, and ü as v or u', () => {
    expect(finds('chongqing', '重庆长安汽车')).toBe(true);
    expect(finds('zhongqing', '重庆长安汽车')).toBe(false);
    expect(finds('lvse', '绿色动力') && finds('luse', '绿色动力')).toBe(true);
  });

  it('finds English names by their words, with or without the legal form', () => {
    expect(finds('northern batteries', 'Northern Battery Systems Co., Ltd.')).toBe(true);
    expect(finds('ningde', 'Ningde Dynamics Inc')).toBe(true);
    expect(finds('limited', 'Northern Battery Systems Limited')).toBe(false);
    expect(nameTokens(['Müller Maschinenbau GmbH & Co. KG'])).toEqual(['muller', 'maschinenbau']);
  });

  it('keeps a name that is nothing but a legal form', () => {
    expect(nameTokens(['有限公司'])).toContain('有限公司');
    expect(nameTokens(['Inc'])).toEqual(['inc']);
  });

  it('never throws, and gives each token once and without blanks', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('𠮷野家', '㈱三菱', '(有限合伙)', '々〇', 'A股'),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (names) => {
        const tokens = nameTokens(names);
        expect(new Set(tokens).size).toBe(tokens.length);
        for (const token of [...tokens, ...tokenizeNameQuery(names.join(' '))])
          expect(token).toMatch(/^[^\s\p{C}\p{Z}]+$/u);
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});
