import { createHash } from 'node:crypto';
import { type UnitOfWork } from '@bole/persistence';

export interface LeadSnapshot {
  readonly leads: number;
  /** Of every lead: id, both parties, score to the last bit, in the order of each list. */
  readonly digest: string;
  readonly lines: readonly string[];
}

/** All leads in the order in which each party's list ranks them: two of these are equal if and only if the leads are identical. */
export async function leadSnapshot(unitOfWork: Pick<UnitOfWork, 'query'>): Promise<LeadSnapshot> {
  const rows = await unitOfWork.query<{ line: string }>(
    `select concat_ws(' ', project_id, rank() over (partition by project_id order by score desc, investor_id), investor_id, lead_id,
       score, base, fit, intent, relationship, for_project, for_investor, model, md5(contributions::text)) as line
     from matching.match order by project_id collate "C", score desc, investor_id collate "C"`,
  );
  const lines = rows.map((row) => row.line);
  return { leads: lines.length, digest: createHash('sha256').update(lines.join('\n')).digest('hex'), lines };
}

/** The first few lines in which two snapshots differ, for a failed comparison to show. */
export function differences(a: LeadSnapshot, b: LeadSnapshot, most = 10): string[] {
  const [inA, inB] = [new Set(a.lines), new Set(b.lines)];
  return [
    ...a.lines
      .filter((line) => !inB.has(line))
      .map((line) => `- ${line}`)
      .slice(0, most),
    ...b.lines
      .filter((line) => !inA.has(line))
      .map((line) => `+ ${line}`)
      .slice(0, most),
  ];
}
