import { Query } from '@nestjs/cqrs';
import { type KeptSignal } from '../list-signals/list-signals.query';

/** One signal of the acting city. Throws NotFoundError. */
export class GetSignalQuery extends Query<KeptSignal> {
  constructor(readonly id: string) {
    super();
  }
}
