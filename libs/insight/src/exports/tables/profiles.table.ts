import {
  type Cut,
  exportTable,
  type ExportTable,
  instant,
  list,
  number,
  text,
  textsOf,
} from '../export-table';

/** All investors, without the people there; `cut` is about a profile called `party`. */
export function investorsTable(cut: Cut): ExportTable {
  return exportTable({ zh: '投资商', en: 'investors' }, INVESTOR, (given) => ({
    from: 'intake.investor as party',
    conditions: cut(given),
    order: 'party.id',
  }));
}

/** The projects that the acting city may see, its own and others'; `cut` is about a profile called `party`. */
export function projectsTable(cut: Cut): ExportTable {
  return exportTable({ zh: '城市项目', en: 'projects' }, PROJECT, (given) => ({
    from: 'intake.project as party',
    conditions: cut(given),
    order: 'party.id',
  }));
}

/** SQL of a text within the profile. */
const field = (...path: readonly string[]): string => `profile #>> '{${path.join(',')}}'`;

const NAMES = [
  text('id', '编号', 'Id', 'id'),
  text('nameZh', '名称(中文)', 'Name (Chinese)', field('names', 'zh')),
  text('nameEn', '名称(英文)', 'Name (English)', field('names', 'en')),
];
const INDUSTRIES = [
  list('industries', '行业代码', 'Industries', textsOf(`profile -> 'industries'`)),
  list('products', '产品', 'Products', textsOf(`profile -> 'products'`)),
];
/** How another city calls its records, and that it has them, is its own affair: SQL that is null there. */
const ownOrShared = (column: string): string =>
  `case when source !~ '^\\d{6}/' or left(source, 6) = access.acting_city() then ${column} end`;
const SOURCE = [
  text('source', '来源', 'Source', ownOrShared(`regexp_replace(source, '^\\d{6}/', '')`)),
  text('sourceId', '来源编号', 'Source id', ownOrShared('source_id')),
  instant('updatedAt', '更新时间', 'Updated at', 'updated_at'),
];
const RANGE = (name: string, zh: string, en: string, ...path: readonly string[]) => [
  number(`${name}Min`, `${zh}下限`, `${en} from`, field(...path, 'min')),
  number(`${name}Max`, `${zh}上限`, `${en} to`, field(...path, 'max')),
  text(`${name}Currency`, `${zh}币种`, `${en} currency`, field(...path, 'currency')),
];

const INVESTOR = [
  ...NAMES,
  text('kind', '类型', 'Kind', field('kind')),
  text('status', '状态', 'Status', field('status')),
  text('registrationScheme', '登记类别', 'Registration', field('registration', 'scheme')),
  text('registrationId', '登记号', 'Registration id', field('registration', 'id')),
  text('country', '国家', 'Country', field('home', 'country')),
  text('division', '行政区划', 'Division', field('home', 'division')),
  text('region', '地区', 'Region', field('home', 'region')),
  text('city', '城市', 'City', field('home', 'city')),
  ...INDUSTRIES,
  list('seeksIndustries', '意向行业', 'Seeks industries', textsOf(`profile -> 'seeks' -> 'industries'`)),
  list(
    'seeksProjectTypes',
    '意向项目类型',
    'Seeks project types',
    textsOf(`profile -> 'seeks' -> 'projectTypes'`),
  ),
  ...RANGE('seeksCapex', '意向投资额', 'Seeks capex', 'seeks', 'capex'),
  text('summaryZh', '简介(中文)', 'Summary (Chinese)', field('summary', 'zh')),
  text('summaryEn', '简介(英文)', 'Summary (English)', field('summary', 'en')),
  ...SOURCE,
];

const PROJECT = [
  ...NAMES,
  text('city', '城市代码', 'City', 'city'),
  text('division', '行政区划', 'Division', field('place', 'division')),
  text('parkZh', '园区(中文)', 'Park (Chinese)', field('park', 'zh')),
  text('parkEn', '园区(英文)', 'Park (English)', field('park', 'en')),
  text('type', '类型', 'Type', field('type')),
  text('status', '状态', 'Status', field('status')),
  text('visibility', '可见范围', 'Visibility', field('visibility')),
  text('fundingStage', '融资阶段', 'Funding stage', field('fundingStage')),
  ...INDUSTRIES,
  ...RANGE('capex', '投资额', 'Capex', 'capex'),
  number('landMu', '用地(亩)', 'Land (mu)', field('land', 'areaMu')),
  number('landPriceCnyPerMu', '地价(元/亩)', 'Land price (CNY per mu)', field('land', 'priceCnyPerMu')),
  number('jobs', '就业岗位', 'Jobs', field('jobs')),
  text('summaryZh', '简介(中文)', 'Summary (Chinese)', field('summary', 'zh')),
  text('summaryEn', '简介(英文)', 'Summary (English)', field('summary', 'en')),
  ...SOURCE,
];
