import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, derivedId, type Ids, NotFoundError, shown } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { noteConsentChanges } from '../../store/consent-history';
import { checkContact, ContactStore } from '../../store/contact.store';
import { AddContactCommand, type ChangedContact } from './add-contact.command';

@CommandHandler(AddContactCommand)
export class AddContactHandler implements ICommandHandler<AddContactCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ city, by, investorId, contact }: AddContactCommand): Promise<ChangedContact> {
    const now = this.clock.now();
    checkContact(contact, now);
    const id = derivedId('con', this.ids.next());
    return this.unitOfWork.run(async (transaction) => {
      const [investor] = await transaction.query(`select from intake.investor where id = $1`, [investorId]);
      if (investor === undefined)
        throw new NotFoundError('PROFILE_NOT_FOUND', `There is no investor ${shown(investorId)}.`);
      const store = new ContactStore(transaction);
      await store.mustNotBeErased(city, investorId, contact);
      await store.insert({
        ...{ id, investor_id: investorId, city, record_ref: null, place: null },
        ...{ contact, origin: 'city', updated_at: now },
      });
      await noteConsentChanges(transaction, [
        { contactId: id, city, at: now, by, before: undefined, after: contact.consent },
      ]);
      return { id, revision: 1 };
    });
  }
}
