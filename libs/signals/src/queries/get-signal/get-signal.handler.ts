import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { SIGNAL_COLUMNS, type SignalRow, toKeptSignal } from '../../store/signal.row';
import { type KeptSignal } from '../list-signals/list-signals.query';
import { GetSignalQuery } from './get-signal.query';

@QueryHandler(GetSignalQuery)
export class GetSignalHandler implements IQueryHandler<GetSignalQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ id }: GetSignalQuery): Promise<KeptSignal> {
    const [row] = await this.unitOfWork.query<SignalRow>(
      `select ${SIGNAL_COLUMNS} from intake.signal where id = $1`,
      [id],
    );
    if (row === undefined) throw new NotFoundError('SIGNAL_NOT_FOUND', `There is no signal ${id}.`);
    return toKeptSignal(row);
  }
}
