import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InvalidInputError, PreconditionFailedError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { type SingleSignOn } from '../../single-sign-on.schema';
import { singleSignOnOf } from '../../single-sign-on.store';
import { SetSingleSignOnCommand } from './set-single-sign-on.command';

@CommandHandler(SetSingleSignOnCommand)
export class SetSingleSignOnHandler implements ICommandHandler<SetSingleSignOnCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ by, input, revision }: SetSingleSignOnCommand): Promise<SingleSignOn> {
    const provider = this.config.signOnProviders.get(input.secretName);
    if (provider?.city !== by.city || provider.issuer !== input.issuer)
      throw new InvalidInputError([
        {
          code: 'SINGLE_SIGN_ON_NOT_SET_UP',
          field: 'secretName',
          value: input.secretName,
          expected: 'a provider that the operator has set up for this city, with this issuer',
        },
      ]);
    return this.unitOfWork.run(async (transaction) => {
      const before = await singleSignOnOf(transaction, by.city, 'for update');
      if (revision !== undefined && revision !== before?.revision)
        throw new PreconditionFailedError(
          'REVISION_MOVED_ON',
          `The settings are at revision ${before?.revision ?? 0} now, not at ${revision}: read them again.`,
        );
      await transaction.query(
        `insert into access.single_sign_on as kept (city, issuer, client_id, secret_name, email_domains, default_role)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (city) do update set issuer = excluded.issuer, client_id = excluded.client_id,
           secret_name = excluded.secret_name, email_domains = excluded.email_domains,
           default_role = excluded.default_role, revision = kept.revision + 1`,
        [
          by.city,
          input.issuer,
          input.clientId,
          input.secretName,
          [...new Set(input.emailDomains)],
          input.defaultRole,
        ],
      );
      const after = await singleSignOnOf(transaction, by.city);
      if (after === undefined) throw new Error('The settings just written are not seen');
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'single-sign-on.set',
        object: { kind: 'city', id: by.city },
        before,
        after,
      });
      return after;
    });
  }
}
