import { isOffline, type Place, type SignalKind } from '@bole/contracts';
import { countryName, divisionName, industryName } from '@bole/taxonomy';
import { Workbook } from 'exceljs';
import { encode } from 'iconv-lite';
import { drawInvestors, type SubmittedInvestor } from './investors';
import { type ReportedSignal } from './journey';
import { drawProjects, type SubmittedProject } from './projects';
import { draw, drawingOf, FIRST_DAY, LAST_DAY } from './samples';
import { drawSignals } from './signals';

const ROWS = 20;

/** What the import samples hold: parties beside those of the NDJSON files, and signals between those. */
export interface ImportSamples {
  readonly investors: readonly SubmittedInvestor[];
  readonly projects: readonly SubmittedProject[];
  readonly signals: readonly ReportedSignal[];
}

export function drawImportSamples(): ImportSamples {
  const drawn = draw();
  const projects = drawProjects(drawingOf(11), FIRST_DAY).filter((_, at) => at % 6 === 0);
  const signals = drawSignals(drawingOf(12), drawn.investors, drawn.projects, {
    firstDay: FIRST_DAY,
    lastDay: LAST_DAY,
  });
  return {
    investors: drawInvestors(drawingOf(10), FIRST_DAY, { first: 901, count: ROWS }).map(
      ({ record }) => record,
    ),
    projects: projects.slice(0, ROWS).map(({ record }, at) => secondPhase(record, at)),
    signals: signals
      .filter(({ kind, project }) => isOffline(kind) && project !== undefined)
      .slice(0, ROWS)
      .map((signal, at) => ({ ...signal, sourceId: `SIG-import-${String(at + 1).padStart(2, '0')}` })),
  };
}

/** The files of samples/import by name, as people would hand them in. The workbook's bytes hold the time of writing; its cells do not. */
export async function importFiles(samples: ImportSamples): Promise<ReadonlyMap<string, Buffer>> {
  const investors = csv(table(INVESTOR_COLUMNS, samples.investors));
  return new Map([
    ['investors-zh.csv', Buffer.from(investors, 'utf8')],
    ['investors-zh-gb18030.csv', encode(investors, 'gb18030')],
    ['projects-en.csv', Buffer.from(csv(table(PROJECT_COLUMNS_EN, samples.projects)), 'utf8')],
    ['projects-zh.xlsx', await workbook('项目', table(PROJECT_COLUMNS_ZH, samples.projects))],
    ['signals-zh.csv', Buffer.from(csv(table(SIGNAL_COLUMNS, samples.signals)), 'utf8')],
  ]);
}

type Cell = string | number | undefined;
type Columns<Item> = readonly (readonly [header: string, cell: (item: Item) => Cell])[];

const INVESTOR_COLUMNS: Columns<SubmittedInvestor> = [
  ['编号', ({ sourceId }) => sourceId],
  ['数据来源', ({ source }) => source],
  ['投资商名称', ({ profile }) => profile.names.zh],
  ['英文名称', ({ profile }) => profile.names.en],
  ['统一社会信用代码', ({ profile }) => profile.registration?.id],
  ['登记号类型', ({ profile }) => profile.registration?.scheme],
  ['类型', ({ profile }) => KINDS_ZH[profile.kind]],
  ['总部所在地', ({ profile }) => placeZh(profile.home)],
  [
    '所属行业',
    ({ profile }) => (profile.industries ?? []).map((code) => industryName(code, 'zh')).join('；'),
  ],
  ['主要产品', ({ profile }) => (profile.products ?? []).join('、')],
  ['意向行业', ({ profile }) => (profile.seeks?.industries ?? []).join('；')],
  ['意向地区', ({ profile }) => (profile.seeks?.places ?? []).map(placeZh).join('；')],
  ['最低投资额', ({ profile }) => profile.seeks?.capex?.min],
  ['最高投资额', ({ profile }) => profile.seeks?.capex?.max],
  ['投资币种', ({ profile }) => profile.seeks?.capex?.currency],
  [
    '意向项目类型',
    ({ profile }) => (profile.seeks?.projectTypes ?? []).map((type) => TYPES_ZH[type]).join('、'),
  ],
  ['最小用地（亩）', ({ profile }) => profile.seeks?.land?.minMu],
  ['最大用地（亩）', ({ profile }) => profile.seeks?.land?.maxMu],
  ['最早落地日期', ({ profile }) => profile.seeks?.timing?.from],
  ['最晚落地日期', ({ profile }) => profile.seeks?.timing?.to],
  ['联系人', ({ profile }) => profile.contacts?.[0]?.name],
  ['联系人职务', ({ profile }) => profile.contacts?.[0]?.role],
  ['联系人邮箱', ({ profile }) => profile.contacts?.[0]?.email],
  ['联系人语言', ({ profile }) => profile.contacts?.[0]?.locale],
  ['联系授权', ({ profile }) => profile.contacts?.[0]?.consent.status],
];

const PROJECT_COLUMNS_EN: Columns<SubmittedProject> = [
  ['ID', ({ sourceId }) => sourceId],
  ['Source', ({ source }) => source],
  ['English name', ({ profile }) => profile.names.en],
  ['Chinese name', ({ profile }) => profile.names.zh],
  ['English summary', ({ profile }) => profile.summary?.en],
  ['Division', ({ profile }) => profile.place.division],
  ['Park', ({ profile }) => profile.park?.en],
  ['Industries', ({ profile }) => (profile.industries ?? []).join('; ')],
  ['Products', ({ profile }) => (profile.products ?? []).join('; ')],
  ['Type', ({ profile }) => profile.type],
  ['Funding stage', ({ profile }) => profile.fundingStage],
  ['Least investment', ({ profile }) => profile.capex?.min],
  ['Most investment', ({ profile }) => profile.capex?.max],
  ['Currency', ({ profile }) => profile.capex?.currency],
  ['Land area (mu)', ({ profile }) => profile.land?.areaMu],
  ['Land price (CNY per mu)', ({ profile }) => profile.land?.priceCnyPerMu],
  ['Power (kVA)', ({ profile }) => profile.utilities?.powerKva],
  ['Gas', ({ profile }) => (profile.utilities?.gas === true ? 'yes' : 'no')],
  ['Jobs', ({ profile }) => profile.jobs],
  ['Earliest date', ({ profile }) => profile.timing?.from],
  ['Latest date', ({ profile }) => profile.timing?.to],
  ['Environmental class', ({ profile }) => profile.limits?.environmentalClass],
  ['Officer', ({ profile }) => profile.officer?.name],
  ['Officer e-mail', ({ profile }) => profile.officer?.email],
];

const MILLION = 1_000_000;

const PROJECT_COLUMNS_ZH: Columns<SubmittedProject> = [
  ['项目编号', ({ sourceId }) => sourceId],
  ['数据来源', ({ source }) => source],
  ['项目名称', ({ profile }) => profile.names.zh],
  ['英文名称', ({ profile }) => profile.names.en],
  ['项目简介', ({ profile }) => profile.summary?.zh],
  ['所在城市', ({ profile }) => divisionName(profile.place.division ?? '', 'zh')],
  ['园区', ({ profile }) => profile.park?.zh],
  ['行业代码', ({ profile }) => (profile.industries ?? []).join('；')],
  ['主要产品', ({ profile }) => (profile.products ?? []).join('；')],
  ['项目类型', ({ profile }) => TYPES_ZH[profile.type]],
  [
    '投资额下限（万元）',
    ({ profile }) => (profile.capex?.min === undefined ? undefined : (profile.capex.min / MILLION) * 100),
  ],
  [
    '投资额上限（万元）',
    ({ profile }) => (profile.capex?.max === undefined ? undefined : (profile.capex.max / MILLION) * 100),
  ],
  ['用地面积（亩）', ({ profile }) => profile.land?.areaMu],
  ['土地价格（元/亩）', ({ profile }) => profile.land?.priceCnyPerMu],
  ['通燃气', ({ profile }) => (profile.utilities?.gas === true ? '是' : '否')],
  ['带动就业', ({ profile }) => profile.jobs],
  ['开始日期', ({ profile }) => profile.timing?.from],
  ['结束日期', ({ profile }) => profile.timing?.to],
  ['招商专员', ({ profile }) => profile.officer?.name],
  ['专员邮箱', ({ profile }) => profile.officer?.email],
];

const SIGNAL_COLUMNS: Columns<ReportedSignal> = [
  ['编号', ({ sourceId }) => sourceId],
  ['数据来源', ({ source }) => source],
  ['投资商编号', ({ investor }) => ('sourceId' in investor ? investor.sourceId : undefined)],
  ['投资商来源', ({ investor }) => ('source' in investor ? investor.source : undefined)],
  [
    '项目编号',
    ({ project }) => (project !== undefined && 'sourceId' in project ? project.sourceId : undefined),
  ],
  ['项目来源', ({ project }) => (project !== undefined && 'source' in project ? project.source : undefined)],
  ['信号类型', ({ kind }) => SIGNALS_ZH[kind]],
  ['发生时间', ({ occurredAt }) => occurredAt.slice(0, 16).replace('T', ' ')],
  ['渠道', ({ channel }) => channel],
  ['时长（分钟）', ({ durationMinutes }) => durationMinutes],
];

const KINDS_ZH: Readonly<Record<SubmittedInvestor['profile']['kind'], string>> = {
  company: '企业',
  fund: '基金',
  'state-owned': '国企',
  multinational: '跨国公司',
  'family-office': '家族办公室',
  other: '其他',
};

const TYPES_ZH: Readonly<Record<SubmittedProject['profile']['type'], string>> = {
  new: '新建',
  expansion: '扩建',
  'co-location': '配套',
  'joint-venture': '合资',
  financing: '融资',
};

const SIGNALS_ZH: Readonly<Partial<Record<SignalKind, string>>> = {
  'meeting-held': '洽谈',
  'meeting-missed': '爽约',
  call: '电话',
  'site-visit': '实地考察',
  mou: '备忘录',
  signing: '签约',
};

/** A second phase of a project like one of the samples, under a name and id of its own. */
function secondPhase(record: SubmittedProject, at: number): SubmittedProject {
  const { names } = record.profile;
  return {
    ...record,
    sourceId: `PRJ-import-${String(at + 1).padStart(2, '0')}`,
    profile: {
      ...record.profile,
      names: {
        zh: names.zh?.replace('(示例)', '二期(示例)'),
        en: names.en?.replace('(sample)', 'phase two (sample)'),
      },
    },
  };
}

function placeZh(place: Place | undefined): string | undefined {
  if (place === undefined) return undefined;
  if (place.division !== undefined) return divisionName(place.division, 'zh');
  return [countryName(place.country, 'zh'), place.region, place.city]
    .filter((part) => part !== undefined)
    .join('/');
}

function table<Item>(columns: Columns<Item>, items: readonly Item[]): Cell[][] {
  return [columns.map(([header]) => header), ...items.map((item) => columns.map(([, cell]) => cell(item)))];
}

function csv(rows: readonly (readonly Cell[])[]): string {
  const quoted = (cell: Cell) =>
    /[",\n]/.test(String(cell ?? '')) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell ?? '');
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

async function workbook(name: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const book = new Workbook();
  book.created = new Date(`${FIRST_DAY}T00:00:00Z`);
  book.modified = book.created;
  const sheet = book.addWorksheet(name);
  for (const row of rows) sheet.addRow(row);
  return Buffer.from(await book.xlsx.writeBuffer());
}
