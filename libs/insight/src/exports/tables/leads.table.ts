import {
  type Cut,
  type ExportTable,
  exportTableOfParts,
  flag,
  instant,
  list,
  number,
  type Source,
  text,
} from '../export-table';

/**
 * The leads of the acting city: those of the first of `parts` (conditions of SQL), best first, and so on. `cut` and `parts`
 * are about a lead called `match`.
 */
export function leadsTable(parts: readonly string[], cut: Cut): ExportTable {
  const source = (part: string, conditions: readonly string[]): Source => ({
    // Joined one by one, so that rows come in the order of the index and nothing is sorted.
    from: `matching.match
      left join lateral (select ${NAMES} from matching.facts where kind = 'project' and id = match.project_id) as project on true
      left join lateral (select ${NAMES} from matching.facts where kind = 'investor' and id = match.investor_id) as investor on true
      left join lateral (select * from leads.lead_mark where city = match.city and project_id = match.project_id
        and investor_id = match.investor_id and lead_mark.mark is not null) as mark on true`,
    conditions: [part, ...conditions],
    order: 'match.score desc, match.lead_id',
  });
  return exportTableOfParts({ zh: '线索', en: 'leads' }, COLUMNS, (given) => {
    const conditions = cut(given);
    return parts.map((part) => source(part, conditions));
  });
}

const NAMES = `facts -> 'names' ->> 'zh' as zh, facts -> 'names' ->> 'en' as en`;

const COLUMNS = [
  text('leadId', '线索编号', 'Lead', 'match.lead_id'),
  text('projectId', '项目编号', 'Project id', 'match.project_id'),
  text('projectZh', '项目(中文)', 'Project (Chinese)', 'project.zh'),
  text('projectEn', '项目(英文)', 'Project (English)', 'project.en'),
  text('investorId', '投资商编号', 'Investor id', 'match.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', 'investor.zh'),
  text('investorEn', '投资商(英文)', 'Investor (English)', 'investor.en'),
  number('score', '得分', 'Score', 'match.score'),
  number('base', '基础分', 'Base', 'match.base'),
  number('fit', '匹配度', 'Fit', 'match.fit'),
  number('intent', '意向', 'Intent', 'match.intent'),
  number('relationship', '关系', 'Relationship', 'match.relationship'),
  text('mark', '标记', 'Mark', 'mark.mark'),
  text(
    'markNote',
    '标记说明',
    'Why it is marked',
    'case when (select access.acting_projects()) is null then mark.note end',
  ),
  text('markedBy', '标记人', 'Marked by', 'mark.by_name'),
  instant('markedAt', '标记时间', 'Marked at', 'mark.at'),
  flag('explored', '列入探索', 'Listed to learn', 'match.explored'),
  number('probability', '列入机会', 'Chance of being listed', 'match.probability'),
  flag('onProjectList', '在项目榜上', 'On the project’s list', 'match.for_project'),
  flag('onInvestorList', '在投资商榜上', 'On the investor’s list', 'match.for_investor'),
  list(
    'contributions',
    '得分构成',
    'What makes the score',
    `array(select (one ->> 'feature') || ' ' || round((one ->> 'points')::numeric, 2) from jsonb_array_elements(match.contributions) as one)`,
  ),
  text('model', '模型', 'Model', 'match.model'),
  instant('changedAt', '更新时间', 'Changed at', 'match.changed_at'),
];
