import { Query } from '@nestjs/cqrs';
import { type KeptContact } from '../../contact';

/** One contact of the acting city, whole. Throws NotFoundError. Whoever asks this for a person has it audited. */
export class GetContactQuery extends Query<KeptContact> {
  constructor(readonly id: string) {
    super();
  }
}
