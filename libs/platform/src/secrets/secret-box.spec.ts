import { randomBytes } from 'node:crypto';
import { SecretBox, UnsealError } from './secret-box';

const [old, present] = [randomBytes(32), randomBytes(32)];

describe('SecretBox', () => {
  const box = new SecretBox([present, old]);

  it('opens what it sealed, and what was sealed before the key was changed', () => {
    expect(box.open(box.seal('whsec_伯乐'))).toBe('whsec_伯乐');
    expect(box.open(new SecretBox([old]).seal('earlier'))).toBe('earlier');
    expect(box.open(box.seal(''))).toBe('');
  });

  it('seals under the first key, and never twice alike', () => {
    const sealed = box.seal('x');
    expect(new SecretBox([present]).open(sealed)).toBe('x');
    expect(() => new SecretBox([old]).open(sealed)).toThrow(/key [0-9a-f]{8} is not among/);
    expect(box.seal('x')).not.toBe(sealed);
  });

  it('opens nothing that was changed in any of its parts', () => {
    const parts = box.seal('the secret of a webhook').split('.');
    const changed = parts.map((part, at) => {
      const flipped = `${part.slice(0, -3)}${part.at(-3) === 'A' ? 'B' : 'A'}${part.slice(-2)}`;
      return parts.with(at, at === 0 ? 'v2' : flipped).join('.');
    });
    for (const text of [...changed, '', 'plain', parts.slice(0, 3).join('.'), `${parts.join('.')}.x`])
      expect(() => box.open(text)).toThrow(UnsealError);
    // A tag cut short must not pass for a whole one.
    const short = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, -12)
      .toString('base64url');
    expect(() => box.open(parts.with(3, short).join('.'))).toThrow(UnsealError);
  });

  it('takes keys of 256 bits only', () => {
    expect(() => new SecretBox([randomBytes(16)])).toThrow(RangeError);
    expect(() => new SecretBox([])).toThrow(RangeError);
  });
});
