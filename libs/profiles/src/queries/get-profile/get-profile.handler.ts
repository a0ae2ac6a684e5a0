import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { profileColumns, type ProfileRow, toKeptProfile } from '../../store/profile.row';
import { GetProfileQuery, type KeptProfile } from './get-profile.query';

@QueryHandler(GetProfileQuery)
export class GetProfileHandler implements IQueryHandler<GetProfileQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ kind, id }: GetProfileQuery): Promise<KeptProfile> {
    const [row] = await this.unitOfWork.query<ProfileRow>(
      `select ${profileColumns(kind)} from intake.${kind} as party where id = $1`,
      [id],
    );
    if (row === undefined) throw new NotFoundError('PROFILE_NOT_FOUND', `There is no ${kind} ${id}.`);
    return toKeptProfile(kind, row);
  }
}
