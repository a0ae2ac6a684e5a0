import { projectRecordedV1, signalRecordedV1 } from '@bole/contracts';
import { Acting, ALL_CITIES, type UnitOfWork } from '@bole/persistence';
import { type DecodedBatch } from '@bole/platform';
import { tenantOf } from '@bole/taxonomy';
import { type WebhookEvent } from '../webhook-event';
import { fanOut } from './event-fan-out';

/** Tells webhooks of the projects and signals of a batch: those of the one city that each belongs to. Safe to repeat. */
export async function tellRecorded(unitOfWork: UnitOfWork, batch: DecodedBatch): Promise<void> {
  const events = [...projectEvents(batch), ...signalEvents(batch)];
  if (events.length === 0) return;
  await Acting.run(ALL_CITIES, () => unitOfWork.run((transaction) => fanOut(transaction, events)));
}

function projectEvents(batch: DecodedBatch): WebhookEvent[] {
  return batch.ofType(projectRecordedV1).map(({ event: { meta, data } }) => ({
    id: meta.id,
    event: 'project.changed',
    city: tenantOf(data.profile.place.division),
    at: new Date(meta.time),
    subject: data.id,
    data: {
      projectId: data.id,
      version: data.version,
      names: data.profile.names,
      status: data.profile.status,
    },
  }));
}

/** Without the note, which may tell of persons. */
function signalEvents(batch: DecodedBatch): WebhookEvent[] {
  return batch.ofType(signalRecordedV1).map(({ event: { meta, data } }) => ({
    id: meta.id,
    event: 'signal.recorded',
    city: data.tenant,
    at: new Date(meta.time),
    subject: data.id,
    data: {
      signalId: data.id,
      kind: data.kind,
      occurredAt: data.occurredAt,
      investorId: data.investor.id,
      projectId: data.project?.id,
      city: data.city,
      channel: data.channel,
      answer: data.answer,
      durationMinutes: data.durationMinutes,
      fundingStage: data.fundingStage,
      amount: data.amount,
    },
  }));
}
