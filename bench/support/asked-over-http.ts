import { type HistoryCompany } from '../../apps/cli/src/history/history';
import { NO_ASK, projectSubmission } from '../../apps/cli/src/history/history-events';
import { type SplitProject } from '../../libs/matching/src/evaluation/split';

/** As many as the API gives at once. */
const MOST = 100;

/** Asks the gateway for the investors of a project that is not kept, with its ask, as an analyst does; their ids, best first. */
export async function investorsOverHttp(
  { url, authorization }: { readonly url: string; readonly authorization: string },
  company: HistoryCompany,
  { stage, amountCny }: SplitProject['ask'],
  asOf: Date,
): Promise<string[]> {
  const { profile } = projectSubmission('bench', company, 1, NO_ASK);
  const capex = amountCny === undefined ? {} : { capex: { currency: 'CNY', min: amountCny, max: amountCny } };
  const project = { ...profile, ...(stage === undefined ? {} : { fundingStage: stage }), ...capex };
  const answer = await fetch(`${url}/api/v1/match/investors`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ project, asOf: asOf.toISOString(), limit: MOST }),
  });
  if (!answer.ok) throw new Error(`The gateway answered ${answer.status}: ${await answer.text()}`);
  const { items } = (await answer.json()) as { items: { investor: { id: string } }[] };
  return items.map(({ investor }) => investor.id);
}
