import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { checkDays } from '../../days';
import { channelsStatement, type ReachRow } from '../../store/channels.sql';
import { heavyQuestion } from '../../store/heavy-question';
import { wilson } from '../../wilson';
import { type ChannelReach, ChannelsQuery, type Reach, REACHED_BY } from './channels.query';

@QueryHandler(ChannelsQuery)
export class ChannelsHandler implements IQueryHandler<ChannelsQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ChannelsQuery): Promise<ChannelReach> {
    checkDays(filter);
    const rows = await heavyQuestion<ReachRow>(this.unitOfWork, channelsStatement(filter));
    const channels = rows.flatMap((row) =>
      row.medium === null || row.channel === null
        ? []
        : { medium: row.medium, channel: row.channel, ...reachOf(row) },
    );
    return {
      channels,
      leftOut: (rows[0]?.channels ?? 0) - channels.length,
      reachedBy: REACHED_BY.map((by) => ({
        by,
        ...reachOf(rows.find((row) => row.reached_by === by) ?? NOBODY),
      })),
    };
  }
}

const NOBODY = { contacts: 0, pairs: 0, signed: 0, median_days: null };

function reachOf(row: Pick<ReachRow, 'contacts' | 'pairs' | 'signed' | 'median_days'>): Reach {
  const { contacts, pairs, signed, median_days: medianDaysToSigning } = row;
  return { contacts, pairs, signed, conversion: wilson(signed, pairs), medianDaysToSigning };
}
