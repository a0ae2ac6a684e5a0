import { Query } from '@nestjs/cqrs';
import { type LeadLife } from '../../lead-life';

/** What people carry of a lead; as at the beginning for one that nobody has decided about. Throws NotFoundError. */
export class GetLeadLifeQuery extends Query<LeadLife> {
  constructor(readonly leadId: string) {
    super();
  }
}
