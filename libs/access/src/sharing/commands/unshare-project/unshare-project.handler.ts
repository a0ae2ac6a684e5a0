import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { UnshareProjectCommand } from './unshare-project.command';

@CommandHandler(UnshareProjectCommand)
export class UnshareProjectHandler implements ICommandHandler<UnshareProjectCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, personId, projectId }: UnshareProjectCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const ended = await transaction.query(
        `delete from access.share where city = $1 and person_id = $2 and project_id = $3 returning project_id`,
        [by.city, personId, projectId],
      );
      if (ended.length === 0)
        throw new NotFoundError(
          'SHARE_NOT_FOUND',
          `The project ${projectId} is not shared with ${personId}.`,
        );
      await this.audit.record(transaction, actorOf(by), {
        city: by.city,
        action: 'project.unshared',
        object: { kind: 'project', id: projectId },
        before: { personId },
      });
    });
    this.principals.forget();
  }
}
