import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, type Ids, InvalidInputError } from '@bole/kernel';
import { Acting, SIGN_IN, type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { type Actor } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { type Origin } from '../../../principal';
import { type AllowedAttempt, AttemptLimiter } from '../../../sign-in/attempts/attempt.limiter';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { type SignedIn } from '../../../sign-in/session/session';
import { SessionOpener, signInRefused } from '../../../sign-in/session/session.opener';
import { PasswordHasher } from '../../password/password-hasher';
import { passwordProblems } from '../../password/password-rules';
import { linkInvalid, type OpenInvitation, openInvitation } from '../../store/invitation.store';
import {
  type Account,
  accountByEmail,
  accountById,
  addMembership,
  addPerson,
  setPassword,
} from '../../store/person.store';
import { AcceptInvitationCommand, type AcceptInvitationInput } from './accept-invitation.command';

/** What the one who accepts has shown or chosen. */
type Proof =
  | { readonly kind: 'present-password'; readonly personId: string; readonly attempt: AllowedAttempt }
  | { readonly kind: 'new-password'; readonly name: string; readonly hash: string };

@CommandHandler(AcceptInvitationCommand)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitationCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly limiter: AttemptLimiter,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionOpener,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  execute({ input, origin, previousToken }: AcceptInvitationCommand): Promise<SignedIn> {
    return Acting.run(SIGN_IN, async () => {
      const invitation = await openInvitation(this.unitOfWork, input.token, this.clock.now());
      const account = await accountByEmail(this.unitOfWork, invitation.email);
      if (account?.disabled === true) throw linkInvalid();
      const proof = await this.prove(input, invitation, account, origin);
      const signedIn = await this.unitOfWork.run(async (transaction) => {
        const joined = await this.join(transaction, input, proof, origin);
        return this.sessions.open(transaction, { ...joined, means: 'invitation', origin, previousToken });
      });
      this.principals.forget();
      return signedIn;
    });
  }

  /** The slow work of passwords, before anything is locked. */
  private async prove(
    { name, password }: AcceptInvitationInput,
    { email }: OpenInvitation,
    account: Account | undefined,
    origin: Origin,
  ): Promise<Proof> {
    if (account?.passwordHash !== undefined) {
      const attempt = await this.limiter.password(email, origin);
      if (!(await this.hasher.matches(password, account.passwordHash))) throw signInRefused();
      return { kind: 'present-password', personId: account.id, attempt };
    }
    if (account !== undefined && account.memberships.length > 0) throw passwordNeededFirst();
    const chosen = name ?? account?.name;
    if (chosen === undefined)
      throw new InvalidInputError([{ code: 'FIELD_MISSING', field: 'name', expected: 'your name' }]);
    const problems = passwordProblems(password, { email, name: chosen });
    if (problems.length > 0) throw new InvalidInputError(problems);
    return { kind: 'new-password', name: chosen, hash: await this.hasher.hash(password) };
  }

  private async join(
    transaction: Transaction,
    { token, language }: AcceptInvitationInput,
    proof: Proof,
    origin: Origin,
  ): Promise<{ account: Account; city: string }> {
    const now = this.clock.now();
    const invitation = await openInvitation(transaction, token, now, 'for update');
    const { city, role, email } = invitation;
    const personId = await this.personOf(transaction, invitation, proof, language);
    await addMembership(transaction, { personId, city, role }, now);
    await transaction.query(`update access.invitation set accepted_at = $2 where id = $1`, [
      invitation.id,
      now,
    ]);
    const account = await accountById(transaction, personId);
    if (account === undefined) throw linkInvalid();
    const actor: Actor = { kind: 'person', id: personId, name: account.name, origin };
    await this.audit.record(transaction, actor, {
      city,
      action: 'person.joined',
      object: { kind: 'person', id: personId },
      after: { email, role, invitation: invitation.id },
    });
    return { account, city };
  }

  private async personOf(
    transaction: Transaction,
    invitation: OpenInvitation,
    proof: Proof,
    language = invitation.language,
  ): Promise<string> {
    if (proof.kind === 'present-password') {
      await this.limiter.succeeded(transaction, proof.attempt);
      return proof.personId;
    }
    const now = this.clock.now();
    const person = { id: this.ids.next(), email: invitation.email, name: proof.name, language };
    const personId = await addPerson(transaction, person, now);
    // Somebody else may have set one since it was looked for: theirs holds.
    const account = await accountById(transaction, personId);
    if (account?.passwordHash !== undefined || account?.disabled === true) throw linkInvalid();
    await setPassword(transaction, personId, proof.hash, now);
    return personId;
  }
}

/**
 * An invitation proves too little to set a password that opens other cities, too: where no mail is sent, an administrator of the
 * inviting city hands its link on. A reset's link reaches the person alone.
 */
function passwordNeededFirst(): ConflictError {
  return new ConflictError(
    'PASSWORD_NEEDED_FIRST',
    'This person belongs to another city and has no password yet: ask for one to be set by mail, then accept.',
  );
}
