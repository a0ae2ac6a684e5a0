import { randomBytes } from 'node:crypto';
import { newSecret } from '../secret';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TEXT = /^bole_([0-9a-z]{8})_([A-Za-z0-9_-]{43})$/;

/** The parts of `bole_<id>_<secret>`; the prefix lets scanners for leaked secrets know one. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

/** A new id: 40 random bits, as people may quote it. */
export function newKeyId(): string {
  return [...randomBytes(8)].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** A new secret for a key, and the text that its owner is shown once. */
export function newKeyText(id: string): { readonly secret: string; readonly text: string } {
  const secret = newSecret();
  return { secret, text: `bole_${id}_${secret}` };
}

export function parseKey(text: string): KeyText | undefined {
  const [, id, secret] = TEXT.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
