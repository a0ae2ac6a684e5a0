import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { secretHash } from '../../../secret';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { newKeyText } from '../../key-text';
import { type NewApiKey } from '../../key.schema';
import { keyOf } from '../../store/key.store';
import { RotateKeyCommand } from './rotate-key.command';

const HOUR_MS = 3_600_000;

@CommandHandler(RotateKeyCommand)
export class RotateKeyHandler implements ICommandHandler<RotateKeyCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, id, input }: RotateKeyCommand): Promise<NewApiKey> {
    const now = this.clock.now();
    const { secret, text } = newKeyText(id);
    const formerUntil = new Date(now.getTime() + input.graceHours * HOUR_MS);
    const key = await this.unitOfWork.run(async (transaction) => {
      const before = await keyOf(transaction, by.city, id, now);
      const rotated = await transaction.query(
        `update access.api_key set former_hash = secret_hash, former_until = $4, secret_hash = $3, revision = revision + 1
         where city = $1 and id = $2 and revoked_at is null and expires_at > $5 returning id`,
        [by.city, id, secretHash(secret), formerUntil, now],
      );
      if (rotated.length === 0)
        throw new ConflictError('KEY_ENDED', `The key ${id} is revoked or has expired: make a new one.`);
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'key.rotated',
        object: { kind: 'key', id },
        before: { formerSecretUntil: before.formerSecretUntil },
        after: { formerSecretUntil: formerUntil },
      });
      return keyOf(transaction, by.city, id, now);
    });
    this.principals.forget();
    return { key, secret: text };
  }
}
