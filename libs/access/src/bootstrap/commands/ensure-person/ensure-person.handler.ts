import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { problemsOf } from '@bole/contracts';
import { type Clock, type Ids, InvalidInputError } from '@bole/kernel';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { HOUSE } from '../../../audit/actor';
import { AuditTrail, type Deed } from '../../../audit/audit-trail';
import { addPerson } from '../../../people/store/person.store';
import { type Role } from '../../../permission';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { EnsurePersonCommand, ensurePersonSchema } from './ensure-person.command';

@CommandHandler(EnsurePersonCommand)
export class EnsurePersonHandler implements ICommandHandler<EnsurePersonCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ input }: EnsurePersonCommand): Promise<{ readonly id: string }> {
    const parsed = ensurePersonSchema.safeParse(input);
    if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error, input));
    const { memberships, ...person } = parsed.data;
    const id = await this.unitOfWork.run(async (transaction) => {
      await refuseUnknownCities(
        transaction,
        memberships.map(({ city }) => city),
      );
      const personId = await addPerson(transaction, { id: this.ids.next(), ...person }, this.clock.now());
      const deeds: Deed[] = [];
      for (const { city, role } of memberships) {
        const before = await this.setRole(transaction, personId, city, role);
        if (before === role) continue;
        deeds.push({
          city,
          action: before === undefined ? 'person.joined' : 'person.role-changed',
          object: { kind: 'person', id: personId },
          ...(before === undefined ? {} : { before: { role: before } }),
          after: { email: person.email.toLowerCase(), role },
        });
      }
      await this.audit.record(transaction, HOUSE, ...deeds);
      return personId;
    });
    this.principals.forget();
    return { id };
  }

  /** The role before; undefined for who was no member. */
  private async setRole(
    transaction: Transaction,
    personId: string,
    city: string,
    role: Role,
  ): Promise<Role | undefined> {
    const [before] = await transaction.query<{ role: Role }>(
      `select role from access.membership where person_id = $1 and city = $2 for update`,
      [personId, city],
    );
    if (before?.role === role) return role;
    await transaction.query(
      `insert into access.membership as kept (person_id, city, role, joined_at) values ($1, $2, $3, $4)
       on conflict (person_id, city) do update set role = excluded.role, revision = kept.revision + 1`,
      [personId, city, role, this.clock.now()],
    );
    return before?.role;
  }
}

async function refuseUnknownCities(transaction: Transaction, cities: readonly string[]): Promise<void> {
  const known = await transaction.query<{ code: string }>(
    `select code from access.city where code = any ($1::text[])`,
    [cities],
  );
  const codes = new Set(known.map(({ code }) => code));
  const unknown = cities.filter((city) => !codes.has(city));
  if (unknown.length > 0)
    throw new InvalidInputError(
      unknown.map((city) => ({
        code: 'CITY_UNKNOWN',
        field: 'memberships',
        value: city,
        expected: 'a city that Bole keeps (add it first)',
      })),
    );
}
