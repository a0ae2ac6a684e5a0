import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { HOUSE } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { normalEmail } from '../../../email-address';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { DisablePersonCommand } from './disable-person.command';

@CommandHandler(DisablePersonCommand)
export class DisablePersonHandler implements ICommandHandler<DisablePersonCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ email, disabled }: DisablePersonCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const [person] = await transaction.query<{ id: string; disabled: boolean }>(
        `select id, disabled_at is not null as disabled from access.person where email = $1 for update`,
        [normalEmail(email)],
      );
      if (person === undefined)
        throw new NotFoundError('PERSON_NOT_FOUND', 'Bole knows nobody by this address.');
      if (person.disabled === disabled) return;
      await transaction.query(
        `update access.person set disabled_at = $2, revision = revision + 1 where id = $1`,
        [person.id, disabled ? this.clock.now() : null],
      );
      if (disabled) await transaction.query(`delete from access.session where person_id = $1`, [person.id]);
      const cities = await transaction.query<{ city: string }>(
        `select city from access.membership where person_id = $1`,
        [person.id],
      );
      await this.audit.record(
        transaction,
        HOUSE,
        ...cities.map(({ city }) => ({
          city,
          action: disabled ? 'person.disabled' : 'person.enabled',
          object: { kind: 'person', id: person.id },
        })),
      );
    });
    this.principals.forget();
  }
}
