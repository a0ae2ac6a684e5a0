import { Query } from '@nestjs/cqrs';
import { type CutPin } from '../../lead-mark';

/** What was decided about a lead of the acting city, and the hard limits that cut it all the same. Throws NotFoundError. */
export class GetLeadMarkQuery extends Query<CutPin> {
  constructor(readonly leadId: string) {
    super();
  }
}
