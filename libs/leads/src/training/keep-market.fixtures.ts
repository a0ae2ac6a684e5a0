import { type DealHistory } from '@bole/matching';
import { type Worker } from '../../../../test/support/acting';
import { FactsStore } from '../store/facts.store';

/** A market, all in the first of the cities, as the matcher keeps it. */
export async function keepMarket(
  { unitOfWork }: Worker,
  market: DealHistory,
  cities: readonly [string, ...string[]],
): Promise<void> {
  const [city] = cities;
  await unitOfWork.run(async (transaction) => {
    for (const code of cities)
      await transaction.query(`insert into access.city (code, zh, en) values ($1, $1, $1)`, [code]);
    const store = new FactsStore(transaction);
    const kept = { revision: 1, active: true };
    await store.saveFacts(
      'project',
      [...market.projects].map(([id, facts]) => ({ id, facts, city, audience: 'public', ...kept })),
    );
    await store.saveFacts(
      'investor',
      [...market.investors].map(([id, facts]) => ({ id, facts, ...kept })),
    );
    await transaction.query(
      `insert into matching.signal (id, investor_id, project_id, city, kind, deed, occurred_at, facts, tenant)
       select id, investor, project, $5, 'signing', true, at, '{}', $5
       from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as deed(id, investor, project, at)`,
      [
        market.deeds.map(({ signalId }) => signalId),
        market.deeds.map(({ investorId }) => investorId),
        market.deeds.map(({ projectId }) => projectId),
        market.deeds.map(({ occurredAt }) => new Date(occurredAt)),
        city,
      ],
    );
  });
}
