import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, InvalidInputError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { cityOf, divisionName } from '@bole/taxonomy';
import { HOUSE } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { EnsureCityCommand, type EnsuredCity } from './ensure-city.command';

@CommandHandler(EnsureCityCommand)
export class EnsureCityHandler implements ICommandHandler<EnsureCityCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ code }: EnsureCityCommand): Promise<EnsuredCity> {
    if (cityOf(code) !== code)
      throw new InvalidInputError([
        {
          code: 'CITY_UNKNOWN',
          field: 'code',
          value: code,
          expected: 'the GB/T 2260 code of a city, such as 320500',
        },
      ]);
    const city = { code, zh: divisionName(code, 'zh'), en: divisionName(code, 'en') };
    return this.unitOfWork.run(async (transaction) => {
      const rows = await transaction.query(
        `insert into access.city (code, zh, en, created_at) values ($1, $2, $3, $4) on conflict do nothing returning code`,
        [city.code, city.zh, city.en, this.clock.now()],
      );
      const added = rows.length > 0;
      if (added)
        await this.audit.record(transaction, HOUSE, {
          city: code,
          action: 'city.added',
          object: { kind: 'city', id: code },
          after: city,
        });
      return { ...city, added };
    });
  }
}
