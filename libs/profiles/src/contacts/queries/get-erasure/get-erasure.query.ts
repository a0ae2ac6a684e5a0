import { Query } from '@nestjs/cqrs';
import { type ErasureReceipt } from '../../commands/erase-contact/erase-contact.command';

/** The receipt of an erasure. Throws NotFoundError. */
export class GetErasureQuery extends Query<ErasureReceipt> {
  constructor(readonly id: string) {
    super();
  }
}
