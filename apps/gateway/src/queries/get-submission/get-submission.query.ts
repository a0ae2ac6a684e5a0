import { Query } from '@nestjs/cqrs';
import { type Submission } from '@bole/platform';

/** What became of a submission of the acting city. Throws NotFoundError: it has none of this event. */
export class GetSubmissionQuery extends Query<Submission> {
  constructor(readonly eventId: string) {
    super();
  }
}
