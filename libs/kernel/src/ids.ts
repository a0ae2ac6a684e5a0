import { createHash, randomUUID } from 'node:crypto';

/** Where new identifiers come from. Injected, so that a test can number them. */
export interface Ids {
  next(): string;
}

export const randomIds: Ids = { next: () => randomUUID() };

export function countedIds(prefix: string): Ids {
  let count = 0;
  return { next: () => `${prefix}-${String(++count).padStart(6, '0')}` };
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * An identifier that follows from its parts alone: the same parts always give the same id.
 * 20 characters of Crockford base 32, that is 100 bits of a SHA-256, behind `prefix_`.
 */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  let text = '';
  for (let bit = 0; bit < 100; bit += 5) text += ALPHABET.charAt(fiveBitsAt(digest, bit));
  return `${prefix}_${text}`;
}

function fiveBitsAt(bytes: Buffer, bit: number): number {
  const pair = (bytes.readUInt8(bit >> 3) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}

/** A short hash of any JSON value; object keys count in sorted order, so equal content hashes equal. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

/** JSON with the keys of every object sorted and `undefined` members left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
