import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, TooManyRequestsError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { newSecret, secretHash } from '../../../secret';
import { OpenIdClient } from '../../openid.client';
import { singleSignOnMissing } from '../../single-sign-on-missing';
import { singleSignOnOf } from '../../single-sign-on.store';
import { type BegunSingleSignOn, BeginSingleSignOnCommand } from './begin-single-sign-on.command';

const MINUTES = 10;
/** Anybody can begin one, so what is kept of them is bounded. */
const OPEN_AT_ONCE = 10_000;

@CommandHandler(BeginSingleSignOnCommand)
export class BeginSingleSignOnHandler implements ICommandHandler<BeginSingleSignOnCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly openId: OpenIdClient,
  ) {}

  execute({ input: { city, returnTo }, redirectUri }: BeginSingleSignOnCommand): Promise<BegunSingleSignOn> {
    return Acting.run(SIGN_IN, async () => {
      const settings = await singleSignOnOf(this.unitOfWork, city);
      if (settings === undefined) throw singleSignOnMissing(city);
      const { url, request } = await this.openId.begin(city, settings, redirectUri);
      const attempt = newSecret();
      const now = this.clock.now();
      await this.unitOfWork.run(async (transaction) => {
        await transaction.query(`delete from access.single_sign_on_attempt where expires_at <= $1`, [now]);
        const kept = await transaction.query(
          `insert into access.single_sign_on_attempt
             (token_hash, city, state, nonce, code_verifier, redirect_uri, return_to, expires_at)
           select $1, $2, $3, $4, $5, $6, $7, $8
           where (select count(*) from access.single_sign_on_attempt) < ${OPEN_AT_ONCE} returning token_hash`,
          [
            secretHash(attempt),
            city,
            request.state,
            request.nonce,
            request.codeVerifier,
            redirectUri,
            returnTo,
            new Date(now.getTime() + MINUTES * 60_000),
          ],
        );
        if (kept.length === 0)
          throw new TooManyRequestsError('SIGN_IN_BUSY', 'Too many people sign in at once; try again.', 60);
      });
      return { url, attempt };
    });
  }
}
