import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { TooManyRequestsError } from '@bole/kernel';
import { normalPassword } from './password-rules';

/** argon2id with 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's parameters (2 is argon2id). */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Of a password that nobody knows: checking against it takes as long as checking a person's. */
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The threads that hash are four; whoever comes when this many wait is sent away. */
const WAITING_AT_MOST = 64;

/** Slow on purpose; the work runs beside the event loop, on at most four threads and with a bound on who waits. */
@Injectable()
export class PasswordHasher {
  private waiting = 0;

  hash(password: string): Promise<string> {
    return this.bounded(() => hash(normalPassword(password), PARAMETERS));
  }

  /** Without a hash to check against: false, after the same work. */
  async matches(password: string, kept: string | undefined): Promise<boolean> {
    const right = await this.bounded(() => verify(kept ?? NOBODYS, normalPassword(password)));
    return right && kept !== undefined;
  }

  private async bounded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= WAITING_AT_MOST)
      throw new TooManyRequestsError('SIGN_IN_BUSY', 'Too many people sign in at once; try again.', 2);
    this.waiting++;
    try {
      return await work();
    } finally {
      this.waiting--;
    }
  }
}
