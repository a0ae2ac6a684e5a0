import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundError, shown } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type ErasureReceipt } from '../../commands/erase-contact/erase-contact.command';
import { findErasure } from '../../store/erasure.store';
import { GetErasureQuery } from './get-erasure.query';

@QueryHandler(GetErasureQuery)
export class GetErasureHandler implements IQueryHandler<GetErasureQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ id }: GetErasureQuery): Promise<ErasureReceipt> {
    const receipt = await findErasure(this.unitOfWork, 'id', id);
    if (receipt === undefined)
      throw new NotFoundError('ERASURE_NOT_FOUND', `There is no erasure ${shown(id)} in this city.`);
    return receipt;
  }
}
