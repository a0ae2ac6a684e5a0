import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, DAY_MS, InvalidInputError, type Problem } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { KEY_SCOPES, type Permission } from '../../../permission';
import { type Principal } from '../../../principal';
import { secretHash } from '../../../secret';
import { newKeyId, newKeyText } from '../../key-text';
import { type NewApiKey } from '../../key.schema';
import { keyOf } from '../../store/key.store';
import { CreateKeyCommand, type CreateKeyInput, KEY_LONGEST_DAYS } from './create-key.command';

@CommandHandler(CreateKeyCommand)
export class CreateKeyHandler implements ICommandHandler<CreateKeyCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ by, input }: CreateKeyCommand): Promise<NewApiKey> {
    const now = this.clock.now();
    const problems = problemsOf(input, by, now);
    if (problems.length > 0) throw new InvalidInputError(problems);

    const id = newKeyId();
    const { secret, text } = newKeyText(id);
    const key = await this.unitOfWork.run(async (transaction) => {
      await transaction.query(
        `insert into access.api_key (id, city, label, scopes, secret_hash, per_minute, per_day, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          by.city,
          input.label,
          [...new Set(input.scopes)],
          secretHash(secret),
          input.perMinute,
          input.perDay,
          by.id,
          now,
          input.expiresAt,
        ],
      );
      await transaction.query(
        `insert into access.key_usage (key_id, city, minute, minute_count, day, day_count) values ($1, $2, $3, 0, $3, 0)`,
        [id, by.city, new Date(0)],
      );
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'key.created',
        object: { kind: 'key', id },
        after: input,
      });
      return keyOf(transaction, by.city, id, now);
    });
    return { key, secret: text };
  }
}

function problemsOf({ scopes, expiresAt }: CreateKeyInput, by: Principal, now: Date): Problem[] {
  const problems: Problem[] = [];
  for (const [at, scope] of (scopes as readonly Permission[]).entries()) {
    if (KEY_SCOPES.includes(scope) && by.permissions.has(scope)) continue;
    problems.push({
      code: 'KEY_SCOPE_REFUSED',
      field: `scopes.${at}`,
      value: scope,
      expected: 'a scope that keys may have, and that you have yourself',
    });
  }
  const end = Date.parse(expiresAt);
  if (end <= now.getTime() || end > now.getTime() + KEY_LONGEST_DAYS * DAY_MS)
    problems.push({
      code: 'KEY_EXPIRY_INVALID',
      field: 'expiresAt',
      value: expiresAt,
      expected: `an instant within the next ${KEY_LONGEST_DAYS} days`,
    });
  return problems;
}
