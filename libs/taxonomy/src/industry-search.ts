import { allIndustries, fromIsic, type Industry, isIndustryCode } from './industries';
import { grouped } from './table';

/**
 * The industries that a data owner's text may mean, best first: a code (with or without its section letter, or `isic4:2720`),
 * a name of the standard in Chinese or English, a name in everyday use (新能源汽车, biotech), then names that hold the text.
 * Empty when nothing fits; at most 20. Of names that fit equally the widest comes first.
 */
export function findIndustries(text: string): readonly string[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  const exact =
    byCode(wanted) ?? ALIASES.get(keyOf(wanted)) ?? BY_NAME.get(keyOf(wanted))?.map(({ code }) => code);
  if (exact !== undefined) return widestOfAChain(exact);
  const key = keyOf(wanted);
  if (key.length < 2) return [];
  const holding = SEARCHED.filter(({ keys }) => keys.some((name) => name.includes(key)));
  return widestOfAChain(
    holding.sort((a, b) => nearest(a, key) - nearest(b, key)).map(({ code }) => code),
  ).slice(0, MOST);
}

const MOST = 20;

function byCode(text: string): readonly string[] | undefined {
  const code = text.replace(/^isic\s*(?:rev\.?\s*)?4?\s*:?\s*/i, 'isic4:');
  if (code.startsWith('isic4:')) return isIndustryCode(code) ? fromIsic(code) : undefined;
  const capital = text.toUpperCase();
  if (isIndustryCode(capital)) return [capital];
  return /^\d{2,4}$/.test(text) ? BY_DIGITS.get(text) : undefined;
}

/** A name without what does not tell industries apart: blanks, marks, endings such as 业 and 制造, "manufacture of". */
function keyOf(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/[\s、，,。.·（）()/&-]/g, '')
    .replace(/^(?:themanufactureof|manufactureof|productionof)/, '');
  const stem = bare.replace(/(?:制造业|制造|行业|产业|业|manufacturing|industry)$/, '');
  return stem === '' ? bare : stem;
}

/** Where a group has but one class, both carry one name: keep the widest of such a chain. */
function widestOfAChain(codes: readonly string[]): readonly string[] {
  return codes.filter((code) => !codes.some((other) => other !== code && code.startsWith(other)));
}

const ALL = allIndustries();
const BY_DIGITS: ReadonlyMap<string, readonly string[]> = new Map(
  ALL.filter(({ code }) => code.length > 1).map(({ code }) => [code.slice(1), [code]]),
);
const BY_NAME = namesOf(ALL);
const SEARCHED = ALL.map(({ code, zh, en }) => ({ code, keys: [keyOf(zh), keyOf(en)] }));

function namesOf(industries: readonly Industry[]): Map<string, Industry[]> {
  const named = industries.flatMap((each) =>
    [...new Set([keyOf(each.zh), keyOf(each.en)])].map((key) => ({ key, each })),
  );
  return new Map(
    [...grouped(named, ({ key }) => key)].map(([key, list]) => [key, list.map(({ each }) => each)]),
  );
}

/** How much of the name is not the text: the fewer the characters left over, the nearer. */
function nearest({ keys }: { readonly keys: readonly string[] }, key: string): number {
  return Math.min(...keys.filter((name) => name.includes(key)).map((name) => name.length - key.length));
}

/** Names in everyday use that the standard does not have. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  新能源汽车: ['C3612'], 电动汽车: ['C3612'], 动力电池: ['C3841'], 锂电池: ['C3841'], 锂电: ['C3841'], 储能: ['C384'], 储能电池: ['C3841'],
  光伏: ['C3825'], 太阳能: ['C3825', 'D4416'], 风电: ['C3415', 'D4415'], 氢能: ['C2619', 'C3849'], 燃料电池: ['C3849'],
  生物医药: ['C276', 'C271', 'C272'], 创新药: ['C272', 'C276'], 医药: ['C27'], 疫苗: ['C2762'], 医疗器械: ['C358'], 中药: ['C273', 'C274'],
  集成电路: ['C3973', 'I652'], 半导体: ['C397', 'C3562'], 芯片: ['C3973'], 芯片设计: ['I652'], 新型显示: ['C3974'], 机器人: ['C3491', 'C3492'],
  无人机: ['C3963'], 低空经济: ['C3963', 'C374', 'G562'], 智能制造: ['C34', 'C35', 'C4011'], 高端装备: ['C34', 'C35'], 汽车零部件: ['C367'],
  新材料: ['C265', 'C398', 'C308'], 碳纤维: ['C3091', 'C2829'], 人工智能: ['I651', 'I653'], 大数据: ['I645', 'I655'], 云计算: ['I645', 'I655'],
  软件: ['I651'], 数据中心: ['I645'], 工业互联网: ['I6431', 'I653'], 物联网: ['I6532'], 数字经济: ['I'], 电子商务: ['I6432', 'F5292'],
  物流: ['G54', 'G58', 'G59'], 冷链: ['G593', 'G5432'], 冷链物流: ['G593', 'G5432'], 仓储: ['G59'], 跨境电商: ['I6432', 'F5292'],
  现代农业: ['A01', 'A05'], 预制菜: ['C143'], 食品加工: ['C13', 'C14'], 文旅: ['N786', 'R'], 文化旅游: ['N786', 'R'], 旅游: ['N786', 'L7291'],
  文创: ['R88', 'C243'], 动漫: ['I6572'], 游戏: ['I6572', 'I6422'], 节能环保: ['C3591', 'N772'], 循环经济: ['C42'], 航空航天: ['C374'],
  'new energy vehicles': ['C3612'], 'electric vehicles': ['C3612'], batteries: ['C384'], 'energy storage': ['C384'], solar: ['C3825'], photovoltaics: ['C3825'],
  'wind power': ['C3415', 'D4415'], hydrogen: ['C2619', 'C3849'], biomedicine: ['C276', 'C271', 'C272'], biotech: ['C276'], pharmaceuticals: ['C27'],
  'medical devices': ['C358'], semiconductors: ['C397', 'C3562'], 'integrated circuits': ['C3973', 'I652'], robotics: ['C3491', 'C3492'],
  'auto parts': ['C367'], software: ['I651'], 'artificial intelligence': ['I651', 'I653'], 'data centres': ['I645'], logistics: ['G54', 'G58', 'G59'],
  'cold chain': ['G593', 'G5432'], agriculture: ['A01', 'A05'], 'food processing': ['C13', 'C14'], tourism: ['N786', 'L7291'],
}; // prettier-ignore

const ALIASES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(EVERYDAY).map(([name, codes]) => [keyOf(name), codes]),
);
