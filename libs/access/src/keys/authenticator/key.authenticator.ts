import { Inject, Injectable } from '@nestjs/common';
import { type Clock, UnauthenticatedError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { KEY_SCOPES, type Permission } from '../../permission';
import { type Origin, type Principal } from '../../principal';
import { sameSecret, secretHash } from '../../secret';
import { neighboursOf } from '../../sign-in/authenticator/neighbours';
import { PrincipalCache } from '../../sign-in/authenticator/principal.cache';
import { parseKey } from '../key-text';
import { KeyMeter } from '../meter/key.meter';

interface KeyRow {
  readonly id: string;
  readonly city: string;
  readonly label: string;
  readonly scopes: readonly Permission[];
  readonly secret_hash: string;
  readonly former_hash: string | null;
  readonly former_until: Date | null;
  readonly per_minute: number;
  readonly per_day: number;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly neighbours: readonly string[];
}

interface KnownKey {
  readonly principal: Principal;
  readonly perMinute: number;
  readonly perDay: number;
  /** Of the secret that was presented: the key's end or, for the former secret, the end of its grace. */
  readonly validUntil: Date;
  readonly revoked: boolean;
}

/** Who asks, by an API key. */
@Injectable()
export class KeyAuthenticator {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly cache: PrincipalCache,
    private readonly meter: KeyMeter,
  ) {}

  async principal(text: string, origin: Origin): Promise<Principal | undefined> {
    const parts = parseKey(text);
    if (parts === undefined) return undefined;
    const key = await this.cache.get(secretHash(text), () => this.read(parts.id, secretHash(parts.secret)));
    if (key === undefined) return undefined;
    if (key.revoked) throw new UnauthenticatedError('KEY_REVOKED', 'The API key was revoked.');
    if (this.clock.now() >= key.validUntil)
      throw new UnauthenticatedError('KEY_EXPIRED', 'The API key has expired.');
    const { perMinute, perDay } = key;
    const allowance = await this.meter.count({ id: key.principal.id, perMinute, perDay }, origin.ip);
    return { ...key.principal, ...allowance, origin };
  }

  private async read(id: string, hash: string): Promise<KnownKey | undefined> {
    const [row] = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.query<KeyRow>(
        `select id, city, label, scopes, secret_hash, former_hash, former_until, per_minute, per_day, expires_at,
           revoked_at, ${neighboursOf('api_key.city')} as neighbours
         from access.api_key where id = $1`,
        [id],
      ),
    );
    const validUntil = row && validityOf(row, hash);
    if (row === undefined || validUntil === undefined) return undefined;
    return {
      principal: {
        kind: 'key',
        id: row.id,
        name: row.label,
        city: row.city,
        role: undefined,
        permissions: new Set(row.scopes.filter((scope) => KEY_SCOPES.includes(scope))),
        scope: { city: row.city, neighbours: row.neighbours },
      },
      perMinute: row.per_minute,
      perDay: row.per_day,
      validUntil,
      revoked: row.revoked_at !== null,
    };
  }
}

/** Until when this secret opens the key; undefined when it is neither the present one nor the one before. */
function validityOf(row: KeyRow, hash: string): Date | undefined {
  if (sameSecret(hash, row.secret_hash)) return row.expires_at;
  if (row.former_hash === null || row.former_until === null || !sameSecret(hash, row.former_hash))
    return undefined;
  return row.former_until < row.expires_at ? row.former_until : row.expires_at;
}
