import { type SignalKind, SIGNAL_KINDS } from '@bole/contracts';
import fc from 'fast-check';
import { Client } from 'pg';
import { type PostgresConnection } from '@bole/persistence';

/** A signal as the tests compute with it. Times are whole hours from the first one. */
export interface DrawnSignal {
  readonly id: string;
  readonly investor: string;
  /** Undefined: towards the city as a whole. */
  readonly project: string | undefined;
  readonly kind: SignalKind;
  readonly hour: number;
  readonly channel: string | undefined;
  readonly answer: string | undefined;
  readonly amount: { readonly amount: number; readonly currency: string } | undefined;
}

export const CITY = '320500';
export const ELSEWHERE = '440600';
export const PROJECTS = ['p1', 'p2', 'p3', 'p4'] as const;
const FIRST = Date.UTC(2025, 9, 20);
export const instantOf = (hour: number): Date => new Date(FIRST + hour * 3_600_000);

/** Mostly early stages; several at the same hour; some with no project, channel or amount; one currency without a rate. */
const signal = fc.record({
  investor: fc.integer({ min: 1, max: 60 }).map((n) => `i${n}`),
  project: fc.option(fc.constantFrom(...PROJECTS), { nil: undefined, freq: 6 }),
  kind: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom<SignalKind>('mail-delivered', 'page-view', 'answer', 'call', 'meeting-held'),
    },
    { weight: 1, arbitrary: fc.constantFrom(...SIGNAL_KINDS) },
  ),
  hour: fc.integer({ min: 0, max: 24 * 300 }).map((hour) => hour - (hour % 5)),
  channel: fc.option(fc.constantFrom('邮件', '展会', 'fair "A", B'), { nil: undefined }),
  answer: fc.constantFrom('interested', 'not-now', 'question', 'not-for-us', 'meeting'),
  amount: fc.option(
    fc.record({ amount: fc.integer({ min: 1, max: 9_999 }), currency: fc.constantFrom('CNY', 'USD', 'XAU') }),
    { nil: undefined },
  ),
});

export function drawSignals(count: number, seed: number): DrawnSignal[] {
  return fc.sample(signal, { numRuns: count, seed }).map((drawn, at) => ({
    ...drawn,
    id: `s${String(at).padStart(5, '0')}`,
    answer: drawn.kind === 'answer' ? drawn.answer : undefined,
    amount: drawn.kind === 'signing' ? drawn.amount : undefined,
  }));
}

/** Keeps investors, projects of the city and one elsewhere, and the signals; those of p4 belong to the project elsewhere. */
export async function keepSignals(
  connection: PostgresConnection,
  signals: readonly DrawnSignal[],
): Promise<void> {
  const owner = new Client({ ...connection });
  await owner.connect();
  try {
    await owner.query(
      `insert into access.city (code, zh, en) values ($1, '苏州', 'Suzhou'), ($2, '佛山', 'Foshan')`,
      [CITY, ELSEWHERE],
    );
    await owner.query(
      `insert into intake.investor (id, revision, source, source_id, version, content_hash, profile, updated_at)
       select 'i' || n, 1, 's', 'i' || n, 1, 'h', jsonb_build_object('names', jsonb_build_object('zh', '投资商' || n)), now()
       from generate_series(1, 60) as n`,
    );
    await owner.query(
      `insert into intake.project (id, revision, source, source_id, version, content_hash, profile, updated_at, city, audience)
       select 'p' || n, 1, 's', 'p' || n, 1, 'h', jsonb_build_object('names', jsonb_build_object('zh', '项目' || n),
         'industries', case when n = 2 then '["C3841"]'::jsonb when n = 3 then '["isic4:2720"]' else '["A01"]' end),
         now(), case n when 4 then $2 else $1 end, 'public' from generate_series(1, 4) as n`,
      [CITY, ELSEWHERE],
    );
    await owner.query(
      `insert into intake.signal (id, source, source_id, investor_id, project_id, city, kind, occurred_at, content_hash, facts, received_at, tenant)
       select id, 's', id, investor, project, case when project is null then $2 end, kind, at, 'h', facts, at,
         case project when 'p4' then $3 else $2 end
       from jsonb_to_recordset($1::jsonb) as r(id text, investor text, project text, kind text, at timestamptz, facts jsonb)`,
      [
        JSON.stringify(
          signals.map(({ id, investor, project, kind, hour, channel, answer, amount }) => ({
            id,
            investor,
            project,
            kind,
            at: instantOf(hour),
            facts: { channel, answer, amount },
          })),
        ),
        CITY,
        ELSEWHERE,
      ],
    );
  } finally {
    await owner.end();
  }
}
