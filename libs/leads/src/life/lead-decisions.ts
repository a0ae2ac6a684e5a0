import { Inject, Injectable } from '@nestjs/common';
import { encodeEvent, signalReportedV1, sourceOfTenant } from '@bole/contracts';
import { type Clock, type Ids } from '@bole/kernel';
import { Acting, type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, CorrelationContext, IDS } from '@bole/platform';
import { type LeadLife, type LifeActor } from './lead-life';
import { type Decided, type LifeSignal, requireMayDecide } from './life-rules';
import { holdLife, keepDecision } from './store/life.store';

export interface Deciding {
  readonly leadId: string;
  readonly by: LifeActor;
  readonly note: string | undefined;
  /** The revision that the decision is about; undefined: whatever there is. */
  readonly revision: number | undefined;
}

/** Makes decisions about leads of the acting city. */
@Injectable()
export class LeadDecisions {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /**
   * The decision, its entry in the history and the signals that it gives are kept together, or not at all. Throws NotFoundError,
   * ForbiddenError for a lead that is somebody else's, PreconditionFailedError, and what `decide` throws.
   */
  make(
    { leadId, by, note, revision }: Deciding,
    decide: (life: LeadLife, today: string, transaction: Transaction) => Decided | Promise<Decided>,
  ): Promise<LeadLife> {
    return this.unitOfWork.run(async (transaction) => {
      const now = this.clock.now();
      const life = await holdLife(transaction, leadId, revision);
      requireMayDecide(life, by);
      const decided = await decide(life, dayOf(now), transaction);
      const kept = await keepDecision(transaction, life, decided, { by, note, now });
      await transaction.emit(
        decided.signals.map((signal) => signalEvent(kept, signal, this.ids.next(), now)),
      );
      return kept;
    });
  }
}

const HOUR_MS = 3_600_000;

/** The day of all of China at an instant. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10);
}

/** What a city's leads are as a source of signals. */
const SOURCE = 'bole-leads';

/** On the road of every signal. A stage is reached once, and a lead declined once for each time that it was given up. */
function signalEvent(life: LeadLife, { kind, on, amount }: LifeSignal, id: string, now: Date) {
  const city = Acting.current()?.city ?? '';
  const data = {
    tenant: city,
    source: sourceOfTenant(city, SOURCE),
    sourceId: kind === 'decline' ? `${life.leadId}:${kind}:${life.revision}` : `${life.leadId}:${kind}`,
    investor: { id: life.investorId },
    project: { id: life.projectId },
    kind,
    occurredAt: `${on}T00:00:00+08:00`,
    ...(amount && { amount }),
  };
  const correlationId = CorrelationContext.current()?.correlationId;
  return encodeEvent(signalReportedV1, data, {
    ...{ id, time: now.toISOString(), source: '/bole/gateway' },
    ...(correlationId !== undefined && { correlationId }),
  });
}
