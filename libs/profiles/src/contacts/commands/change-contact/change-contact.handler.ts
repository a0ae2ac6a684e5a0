import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Contact } from '@bole/contracts';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { checkContact, ContactStore } from '../../store/contact.store';
import { type ChangedContact } from '../add-contact/add-contact.command';
import { ChangeContactCommand, type ContactChanges } from './change-contact.command';

@CommandHandler(ChangeContactCommand)
export class ChangeContactHandler implements ICommandHandler<ChangeContactCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ city, id, revision, changes }: ChangeContactCommand): Promise<ChangedContact> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (transaction) => {
      const store = new ContactStore(transaction);
      const row = await store.hold(id, revision);
      const contact = changed(row.contact, changes);
      checkContact({ ...contact, consent: { status: 'unknown' } }, now);
      await store.mustNotBeErased(city, row.investor_id, contact);
      return { id, revision: await store.update(id, contact, 'city', now) };
    });
  }
}

function changed(contact: Contact, changes: ContactChanges): Contact {
  const members = Object.entries({ ...contact, ...changes }).filter(
    ([name, value]) => value !== null && !(value === undefined && name in changes),
  );
  return Object.fromEntries(members) as Contact;
}
