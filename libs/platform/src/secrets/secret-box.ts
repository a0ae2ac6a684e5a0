import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets that Bole needs again in clear, such as those that webhooks are signed with: AES-256-GCM under a key
 * that is not in the database. A sealed text names its key, `v1.<key id>.<nonce>.<ciphertext and tag>`, so that a new key
 * can be put in front of the old ones: it seals from then on, and all of them open.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;

  /** The first key seals. Throws a RangeError for a key that is not of 256 bits. */
  constructor(private readonly given: readonly Buffer[]) {
    if (given.length === 0) throw new RangeError('A secret box needs a key');
    for (const key of given)
      if (key.length !== KEY_BYTES) throw new RangeError(`A key has ${KEY_BYTES} bytes, not ${key.length}`);
    this.keys = new Map(given.map((key) => [keyIdOf(key), key]));
  }

  seal(text: string): string {
    const key = this.given[0] as Buffer;
    const head = `v1.${keyIdOf(key)}`;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(head));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${head}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
  }

  /** Throws an UnsealError when the text is not one of ours, was changed, or when its key is not there. */
  open(sealed: string): string {
    const [version, keyId, nonce, body, ...rest] = sealed.split('.');
    if (
      version !== 'v1' ||
      keyId === undefined ||
      nonce === undefined ||
      body === undefined ||
      rest.length > 0
    )
      throw new UnsealError('it is no sealed text');
    const key = this.keys.get(keyId);
    if (key === undefined) throw new UnsealError(`the key ${keyId} is not among those of BOLE_SECRET_KEY`);
    const bytes = Buffer.from(body, 'base64url');
    try {
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(`v1.${keyId}`)).setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString();
    } catch (error) {
      throw new UnsealError('it was changed after it was sealed', { cause: error });
    }
  }
}

/** A sealed text that does not open. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';

  constructor(why: string, options?: ErrorOptions) {
    super(`A sealed text cannot be opened: ${why}`, options);
  }
}

/** Tells keys apart without telling anything of them. */
function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('bole:key-id').update(key).digest('hex').slice(0, 8);
}
