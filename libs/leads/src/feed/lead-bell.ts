import { Inject, Injectable } from '@nestjs/common';
import { Bell, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';

export const LEAD_BELL_CHANNEL = 'lead_change';

/** Tells whoever follows the feed that there is something new; it is rung with the cities that it is for. */
@Injectable()
export class LeadBell extends Bell {
  constructor(@Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork) {
    super(unitOfWork, LEAD_BELL_CHANNEL);
  }
}
