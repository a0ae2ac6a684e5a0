import { canonicalJson, contentHash, countedIds, derivedId } from './ids';

describe('derivedId', () => {
  it('follows from its parts alone', () => {
    expect(derivedId('inv', 'crm', '42')).toBe(derivedId('inv', 'crm', '42'));
    expect(derivedId('inv', 'crm', '42')).toMatch(/^inv_[0-9a-hjkmnp-tv-z]{20}$/);
  });

  it('keeps apart parts that join to the same text', () => {
    expect(derivedId('inv', 'a', 'bc')).not.toBe(derivedId('inv', 'ab', 'c'));
  });
});

describe('contentHash', () => {
  it('does not depend on the order of keys, or on members that are undefined', () => {
    expect(contentHash({ a: 1, b: [1, { c: 2, d: undefined }] })).toBe(
      contentHash({ b: [1, { c: 2 }], a: 1 }),
    );
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
  });

  it('writes JSON that parses back', () => {
    const value = { z: [null, true, '伯乐'], a: { b: 1.5 } };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});

describe('countedIds', () => {
  it('numbers what a test makes', () => {
    const ids = countedIds('ev');
    expect([ids.next(), ids.next()]).toEqual(['ev-000001', 'ev-000002']);
  });
});
