/** Invented words for the names of sample organisations; each is joined with a line of business and marked as a sample. */

/** First and second characters of Chinese names, with their pinyin. */
export const FIRST_CHARACTERS: readonly (readonly [string, string])[] = [
  ['澜', 'Lan'], ['翊', 'Yi'], ['砺', 'Li'], ['煦', 'Xu'], ['衡', 'Heng'], ['昱', 'Yu'], ['沐', 'Mu'], ['峤', 'Qiao'], ['珩', 'Heng'], ['曜', 'Yao'],
  ['岫', 'Xiu'], ['笃', 'Du'], ['弘', 'Hong'], ['霁', 'Ji'], ['湛', 'Zhan'], ['稷', 'Ji'], ['朔', 'Shuo'], ['棠', 'Tang'], ['钧', 'Jun'], ['璟', 'Jing'],
  ['骁', 'Xiao'], ['漱', 'Shu'], ['栎', 'Li'], ['旻', 'Min'], ['祁', 'Qi'], ['聿', 'Yu'], ['屹', 'Yi'], ['穗', 'Sui'], ['谌', 'Chen'], ['梧', 'Wu'],
]; // prettier-ignore
export const SECOND_CHARACTERS: readonly (readonly [string, string])[] = [
  ['岑', 'cen'], ['垚', 'yao'], ['沅', 'yuan'], ['珞', 'luo'], ['柘', 'zhe'], ['泓', 'hong'], ['岳', 'yue'], ['杼', 'zhu'], ['禾', 'he'], ['隽', 'jun'],
  ['渟', 'ting'], ['樾', 'yue'], ['昀', 'yun'], ['磬', 'qing'], ['阡', 'qian'], ['颂', 'song'], ['笙', 'sheng'], ['舸', 'ge'], ['堃', 'kun'], ['霖', 'lin'],
]; // prettier-ignore

/** What a fund is called in a name. */
export const FUND_WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['产业基金', 'Industry Fund'], ['创投', 'Ventures'], ['资本', 'Capital'], ['成长基金', 'Growth Fund'], ['并购基金', 'Buyout Fund'],
]; // prettier-ignore

export interface SampleCountry {
  readonly code: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly cities: readonly (readonly [region: string, city: string])[];
  /** Invented words with a Chinese rendering. */
  readonly words: readonly (readonly [en: string, zh: string])[];
  /** The ending of a firm's name. */
  readonly ending: string;
}

export const COUNTRIES: readonly SampleCountry[] = [
  { code: 'DEU', timeZone: 'Europe/Berlin', currency: 'EUR', cities: [['Bavaria', 'Munich'], ['Baden-Württemberg', 'Stuttgart'], ['Saxony', 'Dresden']], ending: 'GmbH', words: [['Velmarnd', '维尔曼德'], ['Ostrauer', '奥斯特劳'], ['Quellstein', '奎尔施泰因'], ['Haldorf', '哈尔多夫'], ['Brunnwald', '布伦瓦尔德'], ['Tiefenau', '蒂芬瑙'], ['Rotkamp', '罗特坎普']] },
  { code: 'JPN', timeZone: 'Asia/Tokyo', currency: 'JPY', cities: [['Aichi', 'Nagoya'], ['Osaka', 'Osaka'], ['Tokyo', 'Tokyo']], ending: 'K.K.', words: [['Hoshikaze', '星风'], ['Mizunara', '水楢'], ['Asagiri', '朝雾'], ['Tachiyama', '立山原'], ['Kumogata', '云形'], ['Shirosawa', '白泽野'], ['Harunoki', '春之木']] },
  { code: 'KOR', timeZone: 'Asia/Seoul', currency: 'KRW', cities: [['Gyeonggi', 'Suwon'], ['Seoul', 'Seoul'], ['Ulsan', 'Ulsan']], ending: 'Co.', words: [['Narabit', '那罗光'], ['Hanmaru', '韩玛路'], ['Saebyeokon', '晨晓温'], ['Daonsol', '多温松'], ['Garamjin', '佳蓝津']] },
  { code: 'USA', timeZone: 'America/Chicago', currency: 'USD', cities: [['California', 'San Jose'], ['Texas', 'Austin'], ['Massachusetts', 'Boston']], ending: 'Inc.', words: [['Larkfen', '拉克芬'], ['Cobaltree', '科博树'], ['Northquill', '北羽'], ['Amberlode', '琥矿'], ['Redwillow Forge', '红柳锻造'], ['Sablepoint', '黑貂角'], ['Tidemarch', '潮行']] },
  { code: 'SGP', timeZone: 'Asia/Singapore', currency: 'SGD', cities: [['Singapore', 'Singapore']], ending: 'Pte. Ltd.', words: [['Merahlin', '美拉林'], ['Kelanova', '克拉诺'], ['Tembusi', '腾布斯'], ['Selatwind', '海峡风'], ['Orchidan', '兰丹']] },
  { code: 'FRA', timeZone: 'Europe/Paris', currency: 'EUR', cities: [['Île-de-France', 'Paris'], ['Auvergne-Rhône-Alpes', 'Lyon']], ending: 'SAS', words: [['Valorelle', '瓦洛雷勒'], ['Montclairan', '蒙克莱朗'], ['Ardoisine', '阿杜瓦辛'], ['Belcombe', '贝尔孔布']] },
  { code: 'GBR', timeZone: 'Europe/London', currency: 'GBP', cities: [['England', 'Cambridge'], ['England', 'Manchester'], ['Scotland', 'Edinburgh']], ending: 'Ltd', words: [['Thornmere', '索恩米尔'], ['Ashgrovel', '阿什格罗'], ['Wyndhollow', '温德霍洛'], ['Larchfield Moor', '拉奇摩尔']] },
  { code: 'NLD', timeZone: 'Europe/Amsterdam', currency: 'EUR', cities: [['North Brabant', 'Eindhoven'], ['South Holland', 'Rotterdam']], ending: 'B.V.', words: [['Duinveld', '杜因费尔德'], ['Waterlinde', '水菩提'], ['Oosterkade', '东堤']] },
  { code: 'CHE', timeZone: 'Europe/Zurich', currency: 'CHF', cities: [['Zurich', 'Zurich'], ['Basel-Stadt', 'Basel']], ending: 'AG', words: [['Firnberg', '菲恩贝格'], ['Alpelin', '阿尔佩林'], ['Gletschau', '格莱绍']] },
  { code: 'SWE', timeZone: 'Europe/Stockholm', currency: 'SEK', cities: [['Västra Götaland', 'Gothenburg'], ['Stockholm', 'Stockholm']], ending: 'AB', words: [['Björkhamn', '比约克港'], ['Norrvåg', '诺沃格'], ['Isälva', '冰河']] },
  { code: 'ITA', timeZone: 'Europe/Rome', currency: 'EUR', cities: [['Emilia-Romagna', 'Bologna'], ['Lombardy', 'Milan']], ending: 'S.p.A.', words: [['Ferralto', '费拉尔托'], ['Lucedoro', '卢切多罗'], ['Pontevero', '蓬泰韦罗']] },
  { code: 'HKG', timeZone: 'Asia/Hong_Kong', currency: 'HKD', cities: [['Hong Kong', 'Hong Kong']], ending: 'Ltd', words: [['Harbourlin', '港霖'], ['Peakvale', '峰谷'], ['Lanternway', '灯途'], ['Junkbay', '帆湾']] },
  { code: 'ARE', timeZone: 'Asia/Dubai', currency: 'AED', cities: [['Dubai', 'Dubai'], ['Abu Dhabi', 'Abu Dhabi']], ending: 'FZ-LLC', words: [['Sahmara', '萨赫玛拉'], ['Najmoor', '纳吉穆尔'], ['Ghafwind', '加夫风']] },
  { code: 'MYS', timeZone: 'Asia/Kuala_Lumpur', currency: 'MYR', cities: [['Penang', 'George Town'], ['Selangor', 'Shah Alam']], ending: 'Sdn. Bhd.', words: [['Rimbaya', '林巴雅'], ['Kencanara', '肯查纳拉'], ['Bayusena', '巴尤塞纳']] },
]; // prettier-ignore

/** Cities of China where sample investors live. */
export const HOME_DIVISIONS = [
  '110000', '310000', '440300', '330100', '440100', '320500', '320100', '420100', '510100', '500000', '340100', '610100', '430100', '370200', '350200',
  '320200', '330200', '441900', '440600', '120000', '410100', '370100', '350100', '210200', '330400', '320400', '320600', '330300', '350500', '441300',
] as const; // prettier-ignore

export const SURNAMES: readonly (readonly [zh: string, pinyin: string])[] = [
  ['张', 'zhang'], ['王', 'wang'], ['李', 'li'], ['陈', 'chen'], ['杨', 'yang'], ['黄', 'huang'], ['林', 'lin'], ['徐', 'xu'], ['孙', 'sun'], ['朱', 'zhu'],
  ['胡', 'hu'], ['罗', 'luo'], ['宋', 'song'], ['唐', 'tang'], ['许', 'xu'], ['韩', 'han'], ['邓', 'deng'], ['曹', 'cao'], ['彭', 'peng'], ['潘', 'pan'],
]; // prettier-ignore

export const ROLES: readonly (readonly [zh: string, en: string])[] = [
  ['投资总监', 'Head of Investment'], ['战略发展部经理', 'Strategy Manager'], ['总经理助理', 'Assistant to the General Manager'], ['新厂筹建负责人', 'New Site Lead'],
  ['董事会秘书', 'Board Secretary'], ['中国区发展经理', 'China Development Manager'],
]; // prettier-ignore
