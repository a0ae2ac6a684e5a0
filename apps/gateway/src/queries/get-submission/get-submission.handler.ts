import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, findSubmission, type Submission } from '@bole/platform';
import { GetSubmissionQuery } from './get-submission.query';

@QueryHandler(GetSubmissionQuery)
export class GetSubmissionHandler implements IQueryHandler<GetSubmissionQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ eventId }: GetSubmissionQuery): Promise<Submission> {
    const submission = await findSubmission(this.unitOfWork, eventId, this.clock.now());
    if (submission !== undefined) return submission;
    throw new NotFoundError('SUBMISSION_NOT_FOUND', `Your city has submitted nothing as ${eventId} of late.`);
  }
}
