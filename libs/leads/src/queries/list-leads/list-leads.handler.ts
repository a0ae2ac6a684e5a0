import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, type LocalizedText, NotFoundError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type Party } from '../../lead';
import { type CutPin, MARK_COLUMNS, type MarkRow, toMark, toMarkedLead } from '../../marks/lead-mark';
import { PairCuts } from '../../marks/pair-cuts';
import { type LeadReasons, ReasonWriter } from '../../reasons/lead-reasons';
import { listLeads } from '../../store/lead-list.store';
import { type NamedMatchRow, partsOf } from '../../store/match.row';
import {
  type LeadPage,
  type ListedLead,
  ListLeadsQuery,
  ListPartyLeadsQuery,
  type PartyLeads,
} from './list-leads.query';

@QueryHandler(ListLeadsQuery)
export class ListLeadsHandler implements IQueryHandler<ListLeadsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly writer: ReasonWriter,
  ) {}

  async execute({ filter, page, reasons, language }: ListLeadsQuery): Promise<LeadPage> {
    const { rows, next } = await listLeads(this.unitOfWork, {
      filter,
      ...page,
      now: this.clock.now(),
      contributions: reasons !== 'none',
    });
    const written = await this.writer.write(rows, reasons, language);
    return { items: rows.map((row) => toListed(row, written.get(row.lead_id))), next };
  }
}

@QueryHandler(ListPartyLeadsQuery)
export class ListPartyLeadsHandler implements IQueryHandler<ListPartyLeadsQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly writer: ReasonWriter,
    private readonly cuts: PairCuts,
  ) {}

  async execute({ party, page, reasons, language, marks }: ListPartyLeadsQuery): Promise<PartyLeads> {
    const [own] = await this.unitOfWork.query<{ names: LocalizedText; as_of: Date | null }>(
      `select facts.facts -> 'names' as names, list.as_of
       from matching.facts left join matching.list using (kind, id) where facts.kind = $1 and facts.id = $2
         and ${KNOWN}`,
      [party.kind, party.id],
    );
    if (own === undefined)
      throw new NotFoundError('PARTY_NOT_FOUND', `There is no ${party.kind} ${party.id}.`);

    const { rows, next } = await listLeads(this.unitOfWork, {
      filter: { ...(party.kind === 'project' ? { projectId: party.id } : { investorId: party.id }), marks },
      listedBy: party.kind,
      sort: '-score',
      ...page,
      now: this.clock.now(),
      contributions: reasons !== 'none',
    });
    const written = await this.writer.write(rows, reasons, language);
    const items = rows.map((row) => toListed(row, written.get(row.lead_id)));
    const cutPins = page.cursor === undefined ? await this.cutPinsOf(party) : [];
    return { ...party, names: own.names, asOf: own.as_of?.toISOString() ?? null, items, next, cutPins };
  }

  private async cutPinsOf({ kind, id }: Party): Promise<CutPin[]> {
    const rows = await this.unitOfWork.query<MarkRow>(
      `select ${MARK_COLUMNS} from leads.lead_mark as mark where mark.${kind}_id = $1 and mark.mark = 'pinned'
         and not exists (select from matching.match where match.lead_id = mark.lead_id)
       order by mark.at desc, mark.lead_id limit $2`,
      [id, MOST_CUT_PINS],
    );
    const leads = rows.map(toMarkedLead);
    const limits = await this.cuts.of(leads);
    // One that nothing cuts is about to be matched.
    return leads.flatMap((lead, at) => {
      const its = limits[at] ?? [];
      return its.length === 0 ? [] : { ...lead, limits: its };
    });
  }
}

/** More than an officer looks at, and few enough to be looked at each time. */
const MOST_CUT_PINS = 100;

/** An expert adviser learns of an investor by the leads of the projects that are shown to it, and of no other. */
const KNOWN = `(facts.kind = 'project' or (select access.acting_projects()) is null
  or exists (select from matching.match where match.investor_id = facts.id))`;

function toListed(row: NamedMatchRow, reasons: LeadReasons | undefined): ListedLead {
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
    ...(reasons === undefined ? {} : { reasons }),
  };
}
