/** One field of the data that owners submit: what people call it, in which unit it is, and whose standard it follows. */
export interface FieldName {
  readonly kind: RecordKind;
  /** The path inside the profile (for a signal: inside the event), e.g. `seeks.capex.min`; lists add no step of their own. */
  readonly path: string;
  /** Chinese and English names, each unique within its kind: they are also the headers that an import reads. */
  readonly zh: string;
  readonly en: string;
  /** Other headers that mean the same field. */
  readonly alsoCalled?: readonly string[];
  readonly unit?: string;
  readonly standard?: string;
  readonly note?: string;
}

export type RecordKind = 'investor' | 'project' | 'signal';

type Details = Pick<FieldName, 'alsoCalled' | 'unit' | 'standard' | 'note'>;
type Row = readonly [path: string, zh: string, en: string, details?: Details];

const USCC_OR_LEI = 'GB 32100-2015, ISO 17442';
const INDUSTRY = { standard: 'GB/T 4754-2017, ISIC Rev.4', note: 'C3841 or isic4:2720' };
const COUNTRY = { standard: 'ISO 3166-1 alpha-3' };
const DIVISION = { standard: 'GB/T 2260', note: 'six digits, with country CHN' };
const CURRENCY = { standard: 'ISO 4217' };
const MONEY = { unit: 'currency units', note: 'in whole units of the currency beside it' };
const DAY = { standard: 'ISO 8601', note: 'a calendar date' };
const INSTANT = { standard: 'RFC 3339', note: 'an instant with its zone' };

/** How the owner names a record; the same for every kind. */
const sourceRows = (record: string): readonly Row[] => [
  ['source', '数据来源', 'Source', { alsoCalled: ['来源'], note: 'the system that owns the record' }],
  [
    'sourceId',
    '编号',
    'ID',
    { alsoCalled: ['序号', '来源编号', 'Source ID'], note: `the ${record}'s id in that system` },
  ],
  [
    'tenant',
    '提交城市',
    'Submitting city',
    {
      standard: 'GB/T 2260',
      note: 'the city that submits the record, whose own its contacts are; none: a feed of the whole platform',
    },
  ],
];
/** Of edits in Bole alone: no import has them. */
const EDIT_ROWS: readonly Row[] = [
  ['about', '伯乐编号', 'Bole ID', { note: 'of an edit in Bole: the profile that it changes' }],
  [
    'ifRevision',
    '所改修订号',
    'Edited revision',
    { note: 'of an edit in Bole: the revision that it changes; a profile that has moved on stays as it is' },
  ],
];
const version: Row = [
  'version',
  '版本',
  'Version',
  { note: 'grows with every change; an older one never overwrites a newer one' },
];
const estimated: Row = [
  'estimated',
  '估计字段',
  'Estimated fields',
  { note: 'paths of the fields whose values are guesses' },
];

const INVESTOR: readonly Row[] = [
  ...sourceRows('investor'),
  ...EDIT_ROWS,
  version,
  ['names.zh', '中文名称', 'Chinese name', { alsoCalled: ['投资商', '投资商名称', '企业名称', '名称'] }],
  ['names.en', '英文名称', 'English name', { alsoCalled: ['Investor', 'Company', 'Name'] }],
  ['names.aliases', '别名', 'Aliases', { alsoCalled: ['曾用名', '简称'] }],
  ['registration.scheme', '登记号类型', 'Registration scheme', { note: 'uscc or lei' }],
  [
    'registration.id',
    '登记号',
    'Registration id',
    {
      alsoCalled: ['统一社会信用代码', '信用代码', 'LEI', 'USCC'],
      standard: USCC_OR_LEI,
      note: 'with its check characters',
    },
  ],
  ['kind', '投资商类型', 'Kind', { alsoCalled: ['类型', '企业类型'] }],
  ['home.country', '总部国家', 'Home country', { alsoCalled: ['国家', '国别', 'Country'], ...COUNTRY }],
  [
    'home.division',
    '总部所在地',
    'Home division',
    { alsoCalled: ['总部城市', '所在地', '行政区划代码'], ...DIVISION },
  ],
  ['home.region', '总部州省', 'Home region', { note: 'by name, outside China' }],
  ['home.city', '总部境外城市', 'Home city', { note: 'by name, outside China' }],
  ['presence.country', '布局国家', 'Presence: country', COUNTRY],
  ['presence.division', '布局地区', 'Presence: division', { alsoCalled: ['现有布局'], ...DIVISION }],
  ['presence.region', '布局州省', 'Presence: region'],
  ['presence.city', '布局境外城市', 'Presence: city'],
  [
    'industries',
    '所属行业',
    'Industries',
    {
      alsoCalled: ['行业', '行业代码', '主营行业', 'Industry'],
      ...INDUSTRY,
      note: 'the main one first; C3841 or isic4:2720',
    },
  ],
  ['products', '主要产品', 'Products', { alsoCalled: ['产品', '主营产品'] }],
  ['summary.zh', '中文简介', 'Chinese summary', { alsoCalled: ['简介', '企业简介'] }],
  ['summary.en', '英文简介', 'English summary', { alsoCalled: ['Summary'] }],
  ['seeks.industries', '意向行业', 'Seeks: industries', INDUSTRY],
  ['seeks.places.country', '意向国家', 'Seeks: country', COUNTRY],
  [
    'seeks.places.division',
    '意向地区',
    'Seeks: division',
    { alsoCalled: ['意向城市', '意向区域'], ...DIVISION },
  ],
  ['seeks.places.region', '意向州省', 'Seeks: region'],
  ['seeks.places.city', '意向境外城市', 'Seeks: city'],
  ['seeks.capex.min', '最低投资额', 'Seeks: least investment', { alsoCalled: ['意向投资额下限'], ...MONEY }],
  ['seeks.capex.max', '最高投资额', 'Seeks: most investment', { alsoCalled: ['意向投资额上限'], ...MONEY }],
  ['seeks.capex.currency', '投资币种', 'Seeks: currency', { alsoCalled: ['币种', 'Currency'], ...CURRENCY }],
  ['seeks.projectTypes', '意向项目类型', 'Seeks: project types'],
  [
    'seeks.land.minMu',
    '最小用地',
    'Seeks: least land',
    { alsoCalled: ['最小用地（亩）'], unit: 'mu (1/15 ha)' },
  ],
  [
    'seeks.land.maxMu',
    '最大用地',
    'Seeks: most land',
    { alsoCalled: ['最大用地（亩）'], unit: 'mu (1/15 ha)' },
  ],
  ['seeks.timing.from', '最早落地日期', 'Seeks: earliest date', DAY],
  ['seeks.timing.to', '最晚落地日期', 'Seeks: latest date', DAY],
  ['contacts.name', '联系人', 'Contact', { alsoCalled: ['联系人姓名', 'Contact name'] }],
  ['contacts.role', '联系人职务', 'Contact role', { alsoCalled: ['职务'] }],
  ['contacts.email', '联系人邮箱', 'Contact e-mail', { alsoCalled: ['邮箱', '电子邮箱', 'Email', 'E-mail'] }],
  ['contacts.phone', '联系人电话', 'Contact phone', { alsoCalled: ['电话', '手机', 'Phone'] }],
  ['contacts.locale', '联系人语言', 'Contact language', { standard: 'BCP 47' }],
  ['contacts.timeZone', '联系人时区', 'Contact time zone', { standard: 'IANA time zones' }],
  [
    'contacts.consent.status',
    '联系授权',
    'Consent',
    { alsoCalled: ['授权状态'], note: 'whether this person agreed to be written to' },
  ],
  ['contacts.consent.purpose', '授权用途', 'Consent purpose'],
  ['contacts.consent.at', '授权时间', 'Consent given at', INSTANT],
  ['status', '状态', 'Status'],
  estimated,
];

const PROJECT: readonly Row[] = [
  ...sourceRows('project'),
  ...EDIT_ROWS,
  version,
  ['names.zh', '中文名称', 'Chinese name', { alsoCalled: ['项目名称', '项目', '名称'] }],
  ['names.en', '英文名称', 'English name', { alsoCalled: ['Project', 'Project name', 'Name'] }],
  ['summary.zh', '中文简介', 'Chinese summary', { alsoCalled: ['简介', '项目简介', '项目概况'] }],
  ['summary.en', '英文简介', 'English summary', { alsoCalled: ['Summary'] }],
  ['place.country', '国家', 'Country', COUNTRY],
  [
    'place.division',
    '所在地',
    'Division',
    { alsoCalled: ['城市', '所在城市', '行政区划代码', 'City code'], ...DIVISION },
  ],
  ['place.region', '州省', 'Region', { note: 'by name, outside China' }],
  ['place.city', '境外城市', 'City', { note: 'by name, outside China' }],
  ['park.zh', '园区', 'Park (Chinese)', { alsoCalled: ['产业园区', '园区名称'] }],
  ['park.en', '园区英文名', 'Park (English)', { alsoCalled: ['Park'] }],
  [
    'industries',
    '所属行业',
    'Industries',
    {
      alsoCalled: ['行业', '行业代码', 'Industry'],
      ...INDUSTRY,
      note: 'the main one first; C3841 or isic4:2720',
    },
  ],
  ['products', '主要产品', 'Products', { alsoCalled: ['产品'] }],
  ['chainGap.industries', '补链行业', 'Chain gap: industries', INDUSTRY],
  ['chainGap.products', '补链产品', 'Chain gap: products'],
  ['chainGap.note.zh', '补链说明', 'Chain gap: note (Chinese)'],
  ['chainGap.note.en', '补链英文说明', 'Chain gap: note (English)'],
  ['type', '项目类型', 'Type', { alsoCalled: ['类型', 'Project type'] }],
  ['fundingStage', '融资轮次', 'Funding stage', { note: 'for a project that looks for venture capital' }],
  ['capex.min', '最低投资额', 'Least investment', { alsoCalled: ['投资额下限', '投资额'], ...MONEY }],
  ['capex.max', '最高投资额', 'Most investment', { alsoCalled: ['投资额上限'], ...MONEY }],
  ['capex.currency', '投资币种', 'Currency', { alsoCalled: ['币种'], ...CURRENCY }],
  [
    'land.areaMu',
    '用地面积',
    'Land area',
    { alsoCalled: ['用地面积（亩）', '用地（亩）', 'Land area (mu)'], unit: 'mu (1/15 ha)' },
  ],
  [
    'land.zoning',
    '用地性质',
    'Zoning',
    { alsoCalled: ['规划用途'], note: 'M1, M2, M3 are industrial land of the local plan' },
  ],
  [
    'land.priceCnyPerMu',
    '土地价格',
    'Land price',
    { alsoCalled: ['地价', '土地价格（元/亩）', 'Land price (CNY per mu)'], unit: 'CNY per mu' },
  ],
  [
    'utilities.powerKva',
    '供电容量',
    'Power',
    { alsoCalled: ['供电容量（kVA）', 'Power (kVA)'], unit: 'kVA' },
  ],
  [
    'utilities.waterTonnesPerDay',
    '日供水量',
    'Water',
    { alsoCalled: ['日供水量（吨）', 'Water (t per day)'], unit: 't per day' },
  ],
  ['utilities.gas', '通燃气', 'Gas'],
  ['utilities.steam', '通蒸汽', 'Steam'],
  ['utilities.sewage', '通排污', 'Sewage'],
  ['incentives.zh', '扶持政策', 'Incentives (Chinese)', { alsoCalled: ['优惠政策'] }],
  ['incentives.en', '扶持政策英文', 'Incentives (English)', { alsoCalled: ['Incentives'] }],
  ['jobs', '带动就业', 'Jobs', { alsoCalled: ['就业人数'], unit: 'persons' }],
  ['timing.from', '最早开工日期', 'Earliest date', { alsoCalled: ['开始日期'], ...DAY }],
  ['timing.to', '最晚投产日期', 'Latest date', { alsoCalled: ['结束日期'], ...DAY }],
  [
    'limits.minCapexPerMuCny',
    '最低投资强度',
    'Least investment per mu',
    { alsoCalled: ['投资强度（元/亩）'], unit: 'CNY per mu' },
  ],
  ['limits.minCapex.amount', '准入投资额', 'Least investment admitted', MONEY],
  ['limits.minCapex.currency', '准入投资币种', 'Least investment admitted: currency', CURRENCY],
  [
    'limits.environmentalClass',
    '环保准入等级',
    'Environmental class',
    { alsoCalled: ['环保等级'], note: 'the dirtiest class admitted: A clean, B moderate, C heavy' },
  ],
  [
    'limits.excludedIndustries',
    '负面清单行业',
    'Excluded industries',
    { alsoCalled: ['负面清单'], ...INDUSTRY },
  ],
  ['limits.excludedKinds', '不予准入类型', 'Excluded kinds', { note: 'kinds of investor' }],
  ['officer.name', '专员', 'Officer', { alsoCalled: ['招商专员', '联系人'] }],
  ['officer.email', '专员邮箱', 'Officer e-mail', { alsoCalled: ['邮箱', 'Officer email'] }],
  ['visibility', '可见范围', 'Visibility'],
  ['status', '状态', 'Status'],
  estimated,
];

const SIGNAL: readonly Row[] = [
  ...sourceRows('signal'),
  [
    'investor.source',
    '投资商来源',
    'Investor source',
    { note: "the system that owns the investor's record" },
  ],
  ['investor.sourceId', '投资商编号', 'Investor ID'],
  ['investor.id', '投资商伯乐编号', 'Investor Bole ID', { note: "Bole's own id, instead of source and id" }],
  ['project.source', '项目来源', 'Project source', { note: "the system that owns the project's record" }],
  ['project.sourceId', '项目编号', 'Project ID'],
  ['project.id', '项目伯乐编号', 'Project Bole ID', { note: "Bole's own id, instead of source and id" }],
  [
    'city',
    '城市',
    'City',
    { alsoCalled: ['行政区划代码'], ...DIVISION, note: 'for a signal towards a city as a whole' },
  ],
  ['kind', '信号类型', 'Kind', { alsoCalled: ['类型', '行为'] }],
  ['occurredAt', '发生时间', 'Occurred at', { alsoCalled: ['时间', '日期', 'Date'], ...INSTANT }],
  ['channel', '渠道', 'Channel', { alsoCalled: ['活动', '场合'] }],
  [
    'durationMinutes',
    '时长',
    'Duration',
    { alsoCalled: ['时长（分钟）', 'Duration (minutes)'], unit: 'minutes' },
  ],
  ['answer', '答复', 'Answer'],
  ['fundingStage', '融资轮次', 'Funding stage'],
  [
    'amount.amount',
    '金额',
    'Amount',
    { ...MONEY, note: 'of the whole deal, in whole units of the currency beside it' },
  ],
  ['amount.currency', '币种', 'Currency', CURRENCY],
  ['note', '备注', 'Note'],
];

const named = (kind: RecordKind, rows: readonly Row[]): FieldName[] =>
  rows.map(([path, zh, en, details]) => ({ kind, path, zh, en, ...details }));

/** Every field of what owners submit. The data dictionary, the import's headers and their tests follow from this list. */
export const FIELD_NAMES: readonly FieldName[] = [
  ...named('investor', INVESTOR),
  ...named('project', PROJECT),
  ...named('signal', SIGNAL),
];

/** The entry of one field, or undefined. */
export function fieldName(kind: RecordKind, path: string): FieldName | undefined {
  return BY_PATH.get(`${kind} ${path}`);
}

const BY_PATH: ReadonlyMap<string, FieldName> = new Map(
  FIELD_NAMES.map((field) => [`${field.kind} ${field.path}`, field]),
);
