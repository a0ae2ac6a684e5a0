import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ForbiddenError, UnauthenticatedError } from '@bole/kernel';
import { Acting, SIGN_IN, type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { accountById } from '../../../people/store/person.store';
import { type Principal } from '../../../principal';
import { newSecret, secretHash } from '../../../secret';
import { PrincipalCache } from '../../authenticator/principal.cache';
import { sessionOf, type SignedIn, type SignInMeans } from '../../session/session';
import { admission, signedIn } from '../../session/session.opener';
import { SwitchCityCommand } from './switch-city.command';

@CommandHandler(SwitchCityCommand)
export class SwitchCityHandler implements ICommandHandler<SwitchCityCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, input: { city } }: SwitchCityCommand): Promise<SignedIn> {
    const sessionId = sessionOf(by).id;
    const switched = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.run((transaction) => this.switch(transaction, by, sessionId, city)),
    );
    this.principals.forget();
    return switched;
  }

  private async switch(
    transaction: Transaction,
    by: Principal,
    sessionId: string,
    city: string,
  ): Promise<SignedIn> {
    const [session] = await transaction.query<{ means: SignInMeans; expires_at: Date }>(
      `select means, expires_at from access.session where id = $1 for update`,
      [sessionId],
    );
    if (session === undefined)
      throw new UnauthenticatedError('SESSION_EXPIRED', 'The session is over: sign in again.');
    const account = await accountById(transaction, by.id);
    const membership = account && admission(account, city);
    if (account === undefined || membership === undefined)
      throw new ForbiddenError('CITY_NOT_YOURS', `You are no member of the city ${city}.`);
    if (session.means === 'single-sign-on' && city !== by.city)
      throw new ForbiddenError(
        'SESSION_OF_ONE_CITY',
        'You came by a city’s own sign-on: sign in to the other city.',
      );
    const token = newSecret();
    await transaction.query(`update access.session set city = $2, token_hash = $3 where id = $1`, [
      sessionId,
      city,
      secretHash(token),
    ]);
    await transaction.query(
      `update access.membership set signed_in_at = $3 where person_id = $1 and city = $2`,
      [by.id, city, this.clock.now()],
    );
    await this.audit.record(transaction, actorOf(by), {
      city,
      action: 'session.city-switched',
      object: { kind: 'session', id: sessionId },
      before: { city: by.city },
      after: { city },
    });
    return signedIn(account, membership, token, session.expires_at);
  }
}
