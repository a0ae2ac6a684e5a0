import * as fc from 'fast-check';
import { MAX_TEXT_LENGTH, MAX_TOKEN_LENGTH, tokenize } from '.';

describe('tokenize', () => {
  it('cuts Chinese into words and the words inside them, and drops stop words and punctuation', () => {
    expect(tokenize('新能源汽车与储能电芯的补链项目,落户合肥经济技术开发区。')).toEqual([
      ...['能源', '汽车', '新能源', '新能源汽车', '储能', '电芯', '储能电芯', '补链', '项目', '落户', '合肥'],
      ...['经济', '技术', '开发', '开发区', '技术开发区'],
    ]);
  });

  it('reads traditional as simplified Chinese, and full-width as half-width', () => {
    expect(tokenize('電動車與積體電路產業園')).toEqual(tokenize('电动车与积体电路产业园'));
    expect(tokenize('ABC科技,10GWh')).toEqual(tokenize('abc科技,10GWh'));
    expect(tokenize('臺灣乾燥設備')).toEqual(tokenize('台湾干燥设备'));
  });

  it('stems English, so that singular and plural meet, and folds case and diacritics', () => {
    expect(tokenize('The Batteries of our Company’s vehicles')).toEqual(['batteri', 'compani', 'vehicl']);
    expect(tokenize('manufacturing')).toEqual(tokenize('Manufactured'));
    expect(tokenize('Société Générale, Øresund, Straße')).toEqual(
      tokenize('societe generale oresund strasse'),
    );
    expect(tokenize('U.S. biotech, e-commerce & B2B')).toEqual(['us', 'biotech', 'e', 'commerc', 'b2b']);
  });

  it('keeps numbers and units, whole and in parts', () => {
    expect(tokenize('年产10GWh')).toEqual(['年产', '10gwh', '10', 'gwh']);
    expect(tokenize('10 GWh')).toEqual(['10gwh', '10', 'gwh']);
    expect(tokenize('亩均税收3.5万元')).toEqual(['亩均', '税收', '亩均税收', '3.5万元', '3.5', '万元']);
    expect(tokenize('1,200亩,占比20%')).toEqual(['1200亩', '1200', '亩', '占', '比', '20%', '20']);
    expect(tokenize('20 percent')).toEqual(tokenize('百分之20'));
    expect(tokenize('5G和3D打印, 2,500')).toEqual(['5g', '3d', '打印', '2500']);
  });

  it('reads mixed text, and other scripts by their words', () => {
    expect(tokenize('TWS耳机ODM厂商')).toEqual(['tws', '耳机', 'odm', '厂商']);
    expect(tokenize('Завод и 공장')).toEqual(['завод', 'и', '공장']);
  });

  it('counts a word as often as it occurs', () => {
    expect(tokenize('solar, solar and solar')).toEqual(['solar', 'solar', 'solar']);
  });

  it('reads no further than its limits', () => {
    expect(tokenize('a'.repeat(80) + 'x')).toEqual(['a'.repeat(MAX_TOKEN_LENGTH)]);
    const long = '储'.repeat(MAX_TEXT_LENGTH);
    expect(tokenize(`${long}光伏`)).toEqual(tokenize(long));
    expect(tokenize('')).toEqual([]);
  });

  it('never throws, gives clean tokens, and reads a text as its NFKC form', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc
        .array(
          fc.constantFrom(
            '新能源',
            '汽車',
            '10GWh',
            ' ',
            '3.5万元',
            "'s",
            '\ud800',
            '20%',
            '㎡',
            'ﷺ',
            '.',
            'u.s.',
            ',',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const tokens = tokenize(given);
        for (const token of tokens) expect(token).toMatch(/^[^\s\p{C}\p{Z}]{1,128}$/u);
        expect(tokenize(given.normalize('NFKC'))).toEqual(tokens);
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
