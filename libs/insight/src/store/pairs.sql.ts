import { askedIndustry, referenceRates } from '@bole/taxonomy';
import { holdsOneOf, type Placeholders } from '@bole/persistence';
import { channelSql } from '../contact-signals';
import { STAGES, stageNumber, stageSql } from '../stage-of-signals';

/** Which projects are looked at. */
export interface ProjectFilter {
  readonly project?: string | undefined;
  /** GB/T 4754-2017 code; projects of it, and of what lies under it. */
  readonly industry?: string | undefined;
}

const SIGNED = stageNumber('signed');

/**
 * A common table `pair`: what became of each investor with each project of the acting city, out of one ordered read of
 * an index of the signals. `stage` is the furthest stage reached, `at0` … `at5` are the instants at which each stage, or
 * a later one, was first seen, and `own0` … those at which the stage itself was; `channel` is that of the first contact,
 * `amount_cny` what was last signed for, by reference rates, where that is known.
 */
export function pairsSql(filter: ProjectFilter, given: Placeholders): string {
  const numbers = STAGES.map((_, at) => at);
  const { project, industry } = filter;
  const conditions = [
    `s.tenant = (select access.acting_city())`,
    `s.project_id is not null`,
    ...(project === undefined ? [] : [`s.project_id = ${given.add(project)}`]),
    ...(industry === undefined
      ? []
      : [
          `s.project_id in (select id from intake.project
             where ${holdsOneOf(`profile -> 'industries'`, askedIndustry(industry), given)})`,
        ]),
  ];
  const rates = referenceRates();
  return `
    staged as (
      select s.investor_id, s.project_id, s.occurred_at, s.id, s.kind, s.amount, s.currency,
        ${channelSql('s')} as channel, ${stageSql('s')} as stage
      from intake.signal as s where ${conditions.join(' and ')}
      -- A fence: else each of the aggregates below would work out the stage once more.
      offset 0
    ), raw_pair as (
      select investor_id, project_id, max(stage) as stage, count(*) as signals,
        ${numbers.map((at) => `min(occurred_at) filter (where stage >= ${at}) as at${at}`).join(', ')},
        ${numbers.map((at) => `min(occurred_at) filter (where stage = ${at}) as own${at}`).join(', ')},
        (array_agg(channel order by occurred_at, id))[1] as channel,
        (array_agg(amount order by occurred_at desc, id desc) filter (where stage = ${SIGNED} and amount is not null))[1] as amount,
        (array_agg(currency order by occurred_at desc, id desc) filter (where stage = ${SIGNED} and amount is not null))[1] as currency
      from staged group by project_id, investor_id
    ), pair as (
      select raw_pair.*, raw_pair.amount * rate.cny as amount_cny
      from raw_pair left join unnest(${given.add(rates.map((rate) => rate.currency))}::text[],
        ${given.add(rates.map((rate) => String(rate.cnyPerUnit)))}::numeric[]) as rate(currency, cny)
        on rate.currency = raw_pair.currency
    )`;
}
