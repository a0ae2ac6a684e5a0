import { type projectSubmittedV1 } from '@bole/contracts';
import { divisionName } from '@bole/taxonomy';
import { type z } from 'zod';
import { CITIES, type SampleCity } from './cities.data';
import { dayAfter, type Drawing } from './drawing';
import { type ProjectTemplate, TEMPLATES, type Theme } from './templates.data';

export type SubmittedProject = z.input<(typeof projectSubmittedV1)['data']>;

/** A sample project, and what its signals are drawn from. */
export interface SampleProject {
  readonly record: SubmittedProject;
  readonly city: SampleCity;
  readonly template: ProjectTemplate;
}

const PER_CITY = 10;
/** How many projects a city has of its first, second … theme. */
const BY_RANK = [3, 3, 2, 1, 1];

/** Ten projects for each city, of its own themes, each from another template. */
export function drawProjects(draw: Drawing, firstDay: string): SampleProject[] {
  const used = new Map<ProjectTemplate, number>();
  return CITIES.flatMap((city) =>
    templatesFor(draw, city, used).map((template, at) => ({
      city,
      template,
      record: projectOf(draw, city, template, at, firstDay),
    })),
  );
}

function templatesFor(
  draw: Drawing,
  city: SampleCity,
  used: Map<ProjectTemplate, number>,
): ProjectTemplate[] {
  const chosen = city.themes.flatMap((theme: Theme, rank) => {
    const rarestFirst = draw
      .shuffled(TEMPLATES.filter((template) => template.theme === theme))
      .sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0));
    return rarestFirst.slice(0, BY_RANK[rank] ?? 0);
  });
  if (chosen.length !== PER_CITY)
    throw new Error(`${city.slug} got ${chosen.length} projects instead of ${PER_CITY}`);
  for (const template of chosen) used.set(template, (used.get(template) ?? 0) + 1);
  return chosen;
}

function projectOf(
  draw: Drawing,
  city: SampleCity,
  template: ProjectTemplate,
  at: number,
  firstDay: string,
): SubmittedProject {
  const park = draw.one(city.parks.filter(([, , themes]) => themes.includes(template.theme)));
  const size = draw.one(template.sizes);
  const leastCapex = draw.round(template.capex, 10);
  const areaMu = draw.round(template.landMu, 5);
  const submitted = dayAfter(firstDay, -draw.whole(1, 90));
  const officer = draw.one(city.officers);
  const english = (value: number) => value.toLocaleString('en-US');
  const [zh, en] = template.text;
  const type = draw.one(template.types);
  return {
    source: 'sample',
    sourceId: `PRJ-${city.slug}-${String(at + 1).padStart(2, '0')}`,
    version: Date.parse(`${submitted}T08:00:00Z`),
    profile: {
      names: {
        zh: `${divisionName(city.division, 'zh').replace(/市$/, '')}${template.name[0]}(示例)`,
        en: `${divisionName(city.division, 'en')} ${template.name[1]} (sample)`,
      },
      summary: {
        zh: zh.replace('{n}', String(size)),
        en: en.replace('{n}', english(size)).replace('{wan}', english(size * 10_000)).replace('{yi}', english(size * 100)),
      },
      place: { country: 'CHN', division: draw.chance(0.4) ? draw.one(city.districts) : city.division },
      park: { zh: `${park[0]}(示例)`, en: `${park[1]} (sample)` },
      industries: [...template.industries],
      products: [...template.products],
      ...(template.gap === undefined ? {} : { chainGap: gapOf(template.gap) }),
      type,
      ...(type === 'financing' ? { fundingStage: draw.one(['series-a', 'series-b', 'venture', 'private-equity'] as const) } : {}),
      capex: { min: leastCapex * 1_000_000, max: Math.round(leastCapex * (1.3 + draw.whole(0, 12) / 10)) * 1_000_000, currency: 'CNY' },
      land: { areaMu, zoning: zoningOf(template), priceCnyPerMu: draw.round([city.landCnyPerMu * 0.8, city.landCnyPerMu * 1.2], 10_000) },
      utilities: {
        powerKva: draw.round([template.powerKva * 0.8, template.powerKva * 1.3], 100),
        waterTonnesPerDay: draw.round([template.waterTonnes * 0.8, template.waterTonnes * 1.3], 10),
        gas: template.pipes.includes('gas'),
        steam: template.pipes.includes('steam'),
        sewage: template.pipes.includes('sewage'),
      },
      incentives: draw.some(INCENTIVES, draw.whole(1, 3)).map(([zh, en]) => ({ zh, en })),
      jobs: draw.round(template.jobs, 10),
      timing: { from: dayAfter(firstDay, draw.whole(60, 300)), to: dayAfter(firstDay, draw.whole(480, 1100)) },
      limits: limitsOf(draw, template, leastCapex, areaMu),
      officer: { name: `${officer[0]}(示例)`, email: `${officer[1]}@${city.slug}.example` },
      visibility: draw.weighted([['public', 8], ['cluster', 1.5], ['city', 0.5]] as const),
      status: 'open',
      estimated: draw.chance(0.3) ? draw.some(['jobs', 'utilities.powerKva', 'utilities.waterTonnesPerDay', 'capex.max'], draw.whole(1, 2)) : [],
    },
  }; // prettier-ignore
}

function gapOf([industries, products, zh, en]: NonNullable<ProjectTemplate['gap']>) {
  return { industries: [...industries], products: [...products], note: { zh, en } };
}

/** Land uses of GB 50137: light and heavier industry, storage, offices, tourism. */
function zoningOf(template: ProjectTemplate): string {
  switch (template.theme) {
    case 'manufacturing':
    case 'new-energy':
    case 'biomedicine':
      return template.environmentalClass === 'A' ? 'M1' : template.environmentalClass === 'B' ? 'M2' : 'M3';
    case 'logistics':
      return 'W1';
    case 'digital':
      return 'B2';
    case 'agriculture':
      return 'M1';
    case 'culture':
      return 'B3';
  }
}

function limitsOf(
  draw: Drawing,
  template: ProjectTemplate,
  capexMillion: number,
  areaMu: number,
): SubmittedProject['profile']['limits'] {
  const perMu = Math.min(
    5_000_000,
    Math.floor((capexMillion * 1_000_000 * 0.7) / areaMu / 100_000) * 100_000,
  );
  return {
    ...(perMu > 0 ? { minCapexPerMuCny: perMu } : {}),
    ...(draw.chance(0.25)
      ? { minCapex: { amount: Math.round(capexMillion * 0.6) * 1_000_000, currency: 'CNY' } }
      : {}),
    environmentalClass: template.environmentalClass,
    excludedIndustries: draw.chance(0.5)
      ? draw.some(['C25', 'C261', 'C31', 'C22', 'C19'], draw.whole(1, 2))
      : [],
  };
}

const INCENTIVES: readonly (readonly [zh: string, en: string])[] = [
  ['前三年厂房租金减半', 'Half rent for the first three years'],
  ['按设备投资额给予 8% 补助', 'A grant of 8% of the investment in equipment'],
  ['前五年地方留成按贡献奖励', 'Rewards by local contribution for five years'],
  ['高管与工程师人才公寓', 'Flats for executives and engineers'],
  ['产业引导基金可跟投 20%', "The city's guidance fund may co-invest 20%"],
  ['绿电指标与峰谷电价支持', 'Green power quotas and support by time-of-use tariffs'],
  ['首台套、首批次应用奖励', 'Rewards for the first machine and the first batch in use'],
  ['审批代办，拿地即开工', 'Permits arranged; building may begin when the land is taken'],
  ['研发费用按增量补助', 'Grants by growth of research expenditure'],
];
