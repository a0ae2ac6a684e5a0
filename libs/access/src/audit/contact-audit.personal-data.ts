import { Inject, Injectable } from '@nestjs/common';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Person, type PersonalDataSection, type PersonalDataSource } from '@bole/platform';

/**
 * Who read or changed a contact. The audit names a contact by an id that says nothing and holds no personal data, so an
 * erasure has nothing to take out of it.
 */
@Injectable()
export class ContactAuditPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export({ city, contactIds }: Person): Promise<readonly PersonalDataSection[]> {
    const items = await this.unitOfWork.query<Record<string, unknown>>(
      `select at, action, actor_kind as "actorKind", actor_name as "actorName", after -> 'purpose' as purpose
       from access.audit
       where city = $1 and ((object_kind = 'contact' and object_id = any($2::text[]))
         or (object_kind = 'contacts' and after -> 'ids' ?| $2::text[]))
       order by seq`,
      [city, contactIds],
    );
    return [{ name: 'audit', items }];
  }

  async erase(): Promise<Readonly<Record<string, number>>> {
    return {};
  }
}
