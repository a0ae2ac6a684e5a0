import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, InvalidInputError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, Person } from '@bole/platform';
import { heldConsent } from '../../consent-rule';
import { type Consent } from '../../contact';
import { noteConsentChanges, sameConsent } from '../../store/consent-history';
import { consentProblems, ContactStore } from '../../store/contact.store';
import { type ChangedContact } from '../add-contact/add-contact.command';
import { RecordConsentCommand, type StatedConsent } from './record-consent.command';

@CommandHandler(RecordConsentCommand)
export class RecordConsentHandler implements ICommandHandler<RecordConsentCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ city, by, id, revision, consent }: RecordConsentCommand): Promise<ChangedContact> {
    const now = this.clock.now();
    const { proof, ...said } = stated(consent, now);
    const problems = consentProblems(said, now, '');
    if (problems.length > 0) throw new InvalidInputError(problems);

    return this.unitOfWork.run(async (transaction) => {
      const store = new ContactStore(transaction);
      const row = await store.hold(id, revision);
      if (heldConsent(row.contact.consent, said, now) !== said && !sameConsent(row.contact.consent, said))
        throw new ConflictError(
          'CONSENT_SUPERSEDED',
          `A statement of ${row.contact.consent.at ?? 'an unknown instant'} is on record, later than this one.`,
        );
      const identity = { ...row.contact, investorId: row.investor_id };
      const person = new Person(city, identity, [id], [identity]);
      const all = (await store.holdKin(city, identity)).filter((kin) =>
        person.is({ ...kin.contact, investorId: kin.investor_id }),
      );
      let answer: ChangedContact = { id, revision: Number(row.revision) };
      for (const kin of all) {
        const before = kin.contact.consent;
        const isNew = !sameConsent(before, said) || proof.proof !== undefined;
        if (heldConsent(before, said, now) !== said || !isNew) continue;
        const next = await store.update(kin.id, { ...kin.contact, consent: said }, kin.origin, now);
        if (kin.id === id) answer = { id, revision: next };
        await noteConsentChanges(transaction, [
          { contactId: kin.id, city, at: now, by, before, after: { ...said, ...proof } },
        ]);
      }
      return answer;
    });
  }
}

/** With members that are there, and no others. */
function stated(
  { status, purpose, at, proof }: StatedConsent,
  now: Date,
): Consent & { readonly at: string; readonly proof: { readonly proof?: string } } {
  return {
    status,
    ...(purpose === undefined ? {} : { purpose }),
    at: at ?? now.toISOString(),
    proof: proof === undefined ? {} : { proof },
  };
}
