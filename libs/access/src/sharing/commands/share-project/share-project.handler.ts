import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { actorOf } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { memberOf } from '../../../people/store/member.store';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { sharesOf } from '../../share.store';
import { type Share } from '../../share.schema';
import { ShareProjectCommand } from './share-project.command';

@CommandHandler(ShareProjectCommand)
export class ShareProjectHandler implements ICommandHandler<ShareProjectCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly principals: PrincipalCache,
  ) {}

  async execute({ by, input: { personId, projectId } }: ShareProjectCommand): Promise<Share> {
    const shared = await this.unitOfWork.run(async (transaction) => {
      const member = await memberOf(transaction, by.city, personId);
      if (member.role !== 'adviser')
        throw new ConflictError(
          'NOT_AN_ADVISER',
          `${member.name} is no expert adviser, and sees projects without it.`,
        );
      const seen = await transaction.query(`select from intake.project where id = $1`, [projectId]);
      if (seen.length === 0)
        throw new NotFoundError('PROJECT_NOT_FOUND', `There is no project ${projectId}.`);
      const added = await transaction.query(
        `insert into access.share (city, person_id, project_id, shared_by, shared_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning project_id`,
        [by.city, personId, projectId, by.id, this.clock.now()],
      );
      const [share] = await sharesOf(transaction, by.city, { personId, projectId, limit: 1 });
      if (share === undefined)
        throw new NotFoundError('SHARE_NOT_FOUND', 'The share ended at the same moment.');
      if (added.length > 0)
        await this.audit.record(transaction, actorOf(by), {
          city: by.city,
          action: 'project.shared',
          object: { kind: 'project', id: projectId },
          after: { personId },
        });
      return share;
    });
    this.principals.forget();
    return shared;
  }
}
