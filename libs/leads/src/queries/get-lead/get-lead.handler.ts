import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type SignalKind } from '@bole/contracts';
import { type Language, type LocalizedText, NotFoundError } from '@bole/kernel';
import { featureNamed } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { toMark } from '../../marks/lead-mark';
import { ReasonWriter } from '../../reasons/lead-reasons';
import { NAMED_MATCH, type NamedMatchRow, partsOf } from '../../store/match.row';
import { type Evidence, GetLeadQuery, type Lead, type LeadContribution } from './get-lead.query';

@QueryHandler(GetLeadQuery)
export class GetLeadHandler implements IQueryHandler<GetLeadQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly writer: ReasonWriter,
  ) {}

  async execute({ id, language }: GetLeadQuery): Promise<Lead> {
    const [row] = await this.unitOfWork.query<NamedMatchRow>(
      `select match.*, ${NAMED_MATCH} from matching.match where lead_id = $1`,
      [id],
    );
    const reasons = row && (await this.writer.write([row], 'full', language)).get(id);
    if (row === undefined || reasons === undefined)
      throw new NotFoundError('LEAD_NOT_FOUND', `There is no lead ${id}.`);
    const label = (feature: string) => featureNamed(feature)?.label[language] ?? feature;
    return {
      id: row.lead_id,
      rank: row.rank,
      project: { id: row.project_id, names: row.project_names },
      investor: { id: row.investor_id, names: row.investor_names },
      score: row.score,
      parts: partsOf(row),
      model: row.model,
      changedAt: row.changed_at.toISOString(),
      mark: row.mark && toMark(row.mark),
      life: row.life,
      explored: row.explored,
      probability: row.probability,
      reasons,
      contributions: contributionsOf(row, language),
      moved: row.moved.map(({ feature, points }) => ({ feature, points, label: label(feature) })),
      evidence: await this.evidenceOf(row),
      listedBy: [
        ...(row.for_project ? (['project'] as const) : []),
        ...(row.for_investor ? (['investor'] as const) : []),
      ],
    };
  }

  private async evidenceOf(row: NamedMatchRow): Promise<Evidence[]> {
    const ids = [...new Set(row.contributions.flatMap(({ evidence }) => evidence))];
    if (ids.length === 0) return [];
    const rows = await this.unitOfWork.query<EvidenceRow>(
      `select id, 'signal' as what, kind as signal, occurred_at, project_id, null::jsonb as names
       from matching.signal where id = any($1::text[])
       union all
       select id, 'project', null, null, null, facts -> 'names'
       from matching.facts where kind = 'project' and id = any($1::text[])`,
      [ids],
    );
    const found = new Map(rows.map((each) => [each.id, each]));
    return ids.map((id): Evidence => {
      const seen = found.get(id);
      if (seen === undefined) return { kind: 'hidden', id };
      return seen.what === 'project'
        ? { kind: 'project', id, names: seen.names }
        : {
            kind: 'signal',
            id,
            signal: seen.signal,
            occurredAt: seen.occurred_at.toISOString(),
            projectId: seen.project_id,
          };
    });
  }
}

type EvidenceRow = { readonly id: string } & (
  | { readonly what: 'project'; readonly names: LocalizedText }
  | {
      readonly what: 'signal';
      readonly signal: SignalKind;
      readonly occurred_at: Date;
      readonly project_id: string | null;
    }
);

function contributionsOf(row: NamedMatchRow, language: Language): LeadContribution[] {
  return row.contributions.map((contribution) => {
    const feature = featureNamed(contribution.feature);
    return {
      ...contribution,
      label: feature?.label[language] ?? contribution.feature,
      unit: feature?.unit ?? '',
    };
  });
}
