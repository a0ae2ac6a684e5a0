import { Query } from '@nestjs/cqrs';
import { type LeadTask } from '../../lead-life';

export interface TaskFilter {
  readonly leadId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly state: 'open' | 'done' | 'all';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface TaskPage {
  readonly items: readonly LeadTask[];
  readonly next: string | null;
}

/** Tasks of the acting city, what is due first; without a day last. */
export class ListLeadTasksQuery extends Query<TaskPage> {
  constructor(readonly filter: TaskFilter) {
    super();
  }
}
