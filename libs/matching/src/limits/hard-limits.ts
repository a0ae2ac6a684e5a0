import { ancestors } from '@bole/taxonomy';
import { type InvestorFacts, type ProjectFacts } from '../facts/facts';
import { type Text } from '../features/feature';
import { industryText, landText, moneyText } from '../features/wording';

/** Why a pair is no lead at all, whatever its score. */
export interface Limit {
  readonly code: LimitCode;
  readonly text: Text;
}

export type LimitCode =
  | 'ALREADY_SIGNED'
  | 'PROJECT_CLOSED'
  | 'PROJECT_WINDOW_PAST'
  | 'INVESTOR_WITHDRAWN'
  | 'INVESTOR_KIND_EXCLUDED'
  | 'INDUSTRY_EXCLUDED'
  | 'CAPEX_BELOW_MINIMUM'
  | 'CAPEX_PER_MU_BELOW_MINIMUM';

/** The limits that cut the pair; none for a pair that may be scored. What is unknown, or only guessed, never cuts. */
export function hardLimits(investor: InvestorFacts, project: ProjectFacts, asOf: Date): readonly Limit[] {
  const found = [
    projectClosed(project),
    windowPast(project, asOf),
    investorWithdrawn(investor),
    kindExcluded(investor, project),
    industryExcluded(investor, project),
    capexTooSmall(investor, project),
    capexPerMuTooSmall(investor, project),
  ];
  return found.filter((limit) => limit !== undefined);
}

function projectClosed(project: ProjectFacts): Limit | undefined {
  if (project.open) return undefined;
  return { code: 'PROJECT_CLOSED', text: { zh: '项目已关闭', en: 'The project is closed' } };
}

function windowPast(project: ProjectFacts, asOf: Date): Limit | undefined {
  const end = project.window?.to;
  if (end === undefined || end > asOf.getTime() || isGuess(project, 'timing')) return undefined;
  return {
    code: 'PROJECT_WINDOW_PAST',
    text: { zh: '项目期限已过', en: 'The time for the project is over' },
  };
}

function investorWithdrawn(investor: InvestorFacts): Limit | undefined {
  if (investor.active) return undefined;
  return { code: 'INVESTOR_WITHDRAWN', text: { zh: '投资商已退出', en: 'The investor has withdrawn' } };
}

function kindExcluded(investor: InvestorFacts, project: ProjectFacts): Limit | undefined {
  if (!project.limits.excludedKinds.includes(investor.kind) || isGuess(investor, 'kind')) return undefined;
  return {
    code: 'INVESTOR_KIND_EXCLUDED',
    text: { zh: '项目不接受此类投资商', en: 'The project does not take this kind of investor' },
  };
}

/** Only the main industry counts: many a chemical group also runs a trading house. */
function industryExcluded(investor: InvestorFacts, project: ProjectFacts): Limit | undefined {
  const main = investor.industries.codes[0];
  if (main === undefined || project.limits.excludedIndustries.length === 0) return undefined;
  if (isGuess(investor, 'industries')) return undefined;
  const listed = ancestors(main).find((code) => project.limits.excludedIndustries.includes(code));
  if (listed === undefined) return undefined;
  const name = industryText(listed);
  return {
    code: 'INDUSTRY_EXCLUDED',
    text: {
      zh: `主营行业在项目负面清单上(${name.zh})`,
      en: `Its main industry is on the project's negative list (${name.en})`,
    },
  };
}

function capexTooSmall(investor: InvestorFacts, project: ProjectFacts): Limit | undefined {
  const least = project.limits.minCapexCny;
  const most = least === undefined ? undefined : mostCapex(investor);
  if (most === undefined || least === undefined || most >= least || isGuess(project, 'limits.minCapex'))
    return undefined;
  const [has, needs] = [moneyText(most), moneyText(least)];
  return {
    code: 'CAPEX_BELOW_MINIMUM',
    text: {
      zh: `投资商最多投 ${has.zh},低于项目门槛 ${needs.zh}`,
      en: `The investor places ${has.en} at most, the project asks for ${needs.en} at least`,
    },
  };
}

function capexPerMuTooSmall(investor: InvestorFacts, project: ProjectFacts): Limit | undefined {
  const perMu = project.limits.minCapexPerMuCny;
  const area = project.landMu;
  if (perMu === undefined || area === undefined) return undefined;
  const most = mostCapex(investor);
  if (most === undefined || most >= perMu * area) return undefined;
  if (isGuess(project, 'limits.minCapexPerMuCny') || isGuess(project, 'land.areaMu')) return undefined;
  const [has, needs, land] = [moneyText(most), moneyText(perMu * area), landText(area)];
  return {
    code: 'CAPEX_PER_MU_BELOW_MINIMUM',
    text: {
      zh: `投资商最多投 ${has.zh},低于 ${land.zh}用地的投资强度门槛 ${needs.zh}`,
      en: `The investor places ${has.en} at most, ${land.en} of land ask for ${needs.en} at least`,
    },
  };
}

function mostCapex(investor: InvestorFacts): number | undefined {
  return isGuess(investor, 'seeks.capex') ? undefined : investor.seeks.capexCny?.max;
}

/** True when the field at `path`, or what it is part of, is marked as estimated. */
function isGuess(facts: InvestorFacts | ProjectFacts, path: string): boolean {
  return facts.estimated.some(
    (guess) => guess === path || path.startsWith(`${guess}.`) || guess.startsWith(`${path}.`),
  );
}
