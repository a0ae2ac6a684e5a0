import { type Theme } from './templates.data';

/** One of the twelve sample cities: real, with its GB/T 2260 codes; its parks and officers are invented. */
export interface SampleCity {
  readonly division: string;
  /** For codes and addresses, e.g. `suzhou`. */
  readonly slug: string;
  /** Counties and districts where projects may lie. */
  readonly districts: readonly string[];
  /** Each with the themes that it is for. */
  readonly parks: readonly (readonly [zh: string, en: string, themes: readonly Theme[]])[];
  /** What it promotes, most first; sets how many projects of each theme it has. */
  readonly themes: readonly Theme[];
  /** Typical price of industrial land, yuan per mu. */
  readonly landCnyPerMu: number;
  readonly officers: readonly (readonly [surname: string, pinyin: string])[];
}

export const CITIES: readonly SampleCity[] = [
  { division: '320500', slug: 'suzhou', districts: ['320583', '320585', '320509'], parks: [['澄湖智造园', 'Chenghu Smart Manufacturing Park', ['manufacturing', 'new-energy', 'logistics']], ['金澜生物产业园', 'Jinlan Bio Park', ['biomedicine', 'agriculture']], ['阳澄数字港', 'Yangcheng Digital Harbour', ['digital', 'culture']]], themes: ['biomedicine', 'manufacturing', 'new-energy', 'digital', 'culture'], landCnyPerMu: 450_000, officers: [['周', 'zhou'], ['吴', 'wu']] },
  { division: '320200', slug: 'wuxi', districts: ['320282', '320281', '320214'], parks: [['蠡风物联园', 'Lifeng IoT Park', ['digital', 'culture']], ['太湖微芯园', 'Taihu Microchip Park', ['manufacturing', 'biomedicine']], ['阳羡新能源园', 'Yangxian New Energy Park', ['new-energy', 'agriculture']]], themes: ['manufacturing', 'digital', 'new-energy', 'biomedicine', 'culture'], landCnyPerMu: 420_000, officers: [['钱', 'qian'], ['陆', 'lu']] },
  { division: '330200', slug: 'ningbo', districts: ['330212', '330281', '330206'], parks: [['甬江新材料园', 'Yongjiang New Materials Park', ['manufacturing', 'new-energy']], ['东海港航园', 'East Sea Port Park', ['logistics', 'agriculture']], ['四明智能园', 'Siming Intelligent Park', ['digital', 'manufacturing']]], themes: ['manufacturing', 'logistics', 'new-energy', 'agriculture', 'digital'], landCnyPerMu: 430_000, officers: [['沈', 'shen'], ['虞', 'yu']] },
  { division: '340100', slug: 'hefei', districts: ['340104', '340123', '340122'], parks: [['巢湖新能车园', 'Chaohu New Car Park', ['new-energy', 'manufacturing', 'agriculture']], ['科源显示园', 'Keyuan Display Park', ['manufacturing', 'biomedicine']], ['淝河算力港', 'Feihe Computing Harbour', ['digital']]], themes: ['new-energy', 'manufacturing', 'digital', 'biomedicine', 'agriculture'], landCnyPerMu: 260_000, officers: [['方', 'fang'], ['程', 'cheng']] },
  { division: '440600', slug: 'foshan', districts: ['440605', '440606', '440607'], parks: [['岭南机器人谷', 'Lingnan Robot Valley', ['manufacturing']], ['禅铜家电园', 'Chantong Appliance Park', ['manufacturing', 'culture']], ['三水氢能园', 'Sanshui Hydrogen Park', ['new-energy', 'agriculture', 'logistics']]], themes: ['manufacturing', 'new-energy', 'culture', 'agriculture', 'logistics'], landCnyPerMu: 520_000, officers: [['梁', 'liang'], ['何', 'he']] },
  { division: '441900', slug: 'dongguan', districts: ['441900'], parks: [['松岭材料园', 'Songling Materials Park', ['new-energy', 'manufacturing', 'biomedicine']], ['莞湾智能终端园', 'Guanwan Device Park', ['manufacturing', 'digital']], ['水乡物流园', 'Waterland Logistics Park', ['logistics']]], themes: ['manufacturing', 'digital', 'logistics', 'new-energy', 'biomedicine'], landCnyPerMu: 560_000, officers: [['黎', 'li'], ['麦', 'mai']] },
  { division: '441300', slug: 'huizhou', districts: ['441303', '441302', '441322'], parks: [['仲岭电子园', 'Zhongling Electronics Park', ['manufacturing']], ['大湾新能源园', 'Dawan New Energy Park', ['new-energy']], ['罗浮健康园', 'Luofu Health Park', ['biomedicine', 'agriculture', 'culture']]], themes: ['new-energy', 'manufacturing', 'agriculture', 'biomedicine', 'culture'], landCnyPerMu: 330_000, officers: [['曾', 'zeng'], ['赖', 'lai']] },
  { division: '440400', slug: 'zhuhai', districts: ['440403', '440404', '440402'], parks: [['横澜医药园', 'Henglan Medicine Park', ['biomedicine']], ['金帆航空园', 'Jinfan Aviation Park', ['digital', 'logistics']], ['斗湾海工园', 'Douwan Marine Park', ['new-energy', 'agriculture', 'logistics']]], themes: ['biomedicine', 'new-energy', 'digital', 'logistics', 'agriculture'], landCnyPerMu: 380_000, officers: [['冯', 'feng'], ['邝', 'kuang']] },
  { division: '120000', slug: 'tianjin', districts: ['120116', '120114', '120110'], parks: [['海河信创园', 'Haihe Software Park', ['digital']], ['渤湾港航园', 'Bowan Port Park', ['logistics', 'new-energy', 'manufacturing']], ['津北生物园', 'Jinbei Bio Park', ['biomedicine']]], themes: ['digital', 'logistics', 'biomedicine', 'manufacturing', 'new-energy'], landCnyPerMu: 400_000, officers: [['刘', 'liu'], ['郝', 'hao']] },
  { division: '130200', slug: 'tangshan', districts: ['130209', '130283', '130281'], parks: [['曹湾临港园', 'Caowan Harbour Park', ['logistics', 'new-energy', 'agriculture']], ['凤凰机器人园', 'Phoenix Robot Park', ['manufacturing']], ['滦河陶艺园', 'Luanhe Ceramics Park', ['culture']]], themes: ['manufacturing', 'logistics', 'new-energy', 'culture', 'agriculture'], landCnyPerMu: 240_000, officers: [['高', 'gao'], ['孟', 'meng']] },
  { division: '130600', slug: 'baoding', districts: ['130606', '130681', '130684'], parks: [['易水电谷', 'Yishui Power Valley', ['new-energy', 'manufacturing']], ['安祁药园', 'Anqi Medicine Park', ['biomedicine', 'agriculture']], ['白洋文旅区', 'Baiyang Culture Quarter', ['culture']]], themes: ['new-energy', 'biomedicine', 'manufacturing', 'culture', 'agriculture'], landCnyPerMu: 250_000, officers: [['赵', 'zhao'], ['田', 'tian']] },
  { division: '131000', slug: 'langfang', districts: ['131003', '131082', '131081'], parks: [['临空物流园', 'Airside Logistics Park', ['logistics', 'manufacturing']], ['京南数据港', 'Jingnan Data Harbour', ['digital']], ['永清食品园', 'Yongqing Food Park', ['agriculture', 'biomedicine']]], themes: ['logistics', 'digital', 'agriculture', 'biomedicine', 'manufacturing'], landCnyPerMu: 300_000, officers: [['马', 'ma'], ['郭', 'guo']] },
]; // prettier-ignore
