import { decodeCursor, encodeCursor } from './cursor';

const AT = '2026-03-02T08:00:00.000Z';

describe('cursor', () => {
  it('gives back what it was made of', () => {
    expect(decodeCursor(encodeCursor([0.5, AT, '伯乐']), ['number', 'instant', 'text'])).toEqual([
      0.5,
      AT,
      '伯乐',
    ]);
  });

  it.each([
    '',
    'x',
    '%%%',
    encodeCursor([AT]),
    encodeCursor([AT, '\0']),
    encodeCursor(['now', 'a']),
    encodeCursor([AT, 1]),
  ])('refuses %s, which was made for no such list', (text) => {
    expect(() => decodeCursor(text, ['instant', 'text'])).toThrow('CURSOR_INVALID');
  });

  it('refuses a number that is no whole one where one is needed', () => {
    expect(() => decodeCursor(encodeCursor([1e300]), ['integer'])).toThrow('CURSOR_INVALID');
  });
});
