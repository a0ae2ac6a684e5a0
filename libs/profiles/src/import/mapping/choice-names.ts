import { keyOf } from './header-name';

/** How people write the contracts' fixed values, beside the values themselves. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  company: ['企业', '公司', '民企', '民营企业', '民营'], fund: ['基金', '投资基金', '风投', '创投', 'vc', 'pe', '投资机构'],
  'state-owned': ['国企', '国有企业', '央企', '国资', '国有', 'soe'], multinational: ['跨国公司', '外企', '外资', '外资企业', '跨国企业', 'mnc'],
  'family-office': ['家族办公室', '家办'], other: ['其他', '其它'],
  new: ['新建', '新建项目', 'greenfield'], expansion: ['扩建', '扩产', '增资扩产'], 'co-location': ['配套', '协同布局', '共址'],
  'joint-venture': ['合资', '合作', '合资合作', 'jv'], financing: ['融资', '融资项目'],
  angel: ['天使', '天使轮', 'seed', '种子轮'], 'series-a': ['a轮', 'a'], 'series-b': ['b轮', 'b'], 'series-c+': ['c轮', 'c轮及以后', 'c', 'series c', 'd轮'],
  venture: ['风险投资', '创业投资'], 'private-equity': ['私募股权', '私募'], debt: ['债权', '债务', '债权融资'], 'post-ipo': ['上市后', '定增'], crowdfunding: ['众筹'],
  public: ['公开'], cluster: ['城市群', '城市群可见'], city: ['本市', '仅本市', '城市'], open: ['开放', '招商中', '进行中'], closed: ['关闭', '已结束', '已签约'],
  active: ['有效', '正常', '在用'], withdrawn: ['撤回', '已撤回', '退出'], granted: ['同意', '已同意', '是', 'yes'], unknown: ['未知', '不详', '未询问'],
  uscc: ['统一社会信用代码', '信用代码'], lei: ['法人机构识别编码'], 'zh-CN': ['中文', 'chinese', 'zh', '简体中文'], en: ['英文', 'english', '英语'],
  A: ['清洁', 'a类'], B: ['中度', '一般', 'b类'], C: ['重度', 'c类'],
  'mail-delivered': ['邮件送达'], 'link-followed': ['点击链接', '打开链接'], answer: ['回复', '答复'], 'page-view': ['浏览页面', '浏览'], download: ['下载', '资料下载'],
  inquiry: ['咨询', '询价'], decline: ['谢绝', '拒绝'], 'fair-check-in': ['展会签到', '签到'], 'meeting-held': ['会面', '洽谈', '会谈', 'meeting'],
  'meeting-missed': ['爽约', '未到会'], call: ['电话', '通话'], 'site-visit': ['实地考察', '考察', '现场考察'], mou: ['意向书', '备忘录', '签署备忘录'],
  signing: ['签约', '签订合同'], 'funds-in-place': ['到资', '资金到位'], start: ['开工', '动工'], production: ['投产', '竣工投产'],
  interested: ['感兴趣', '有意向'], 'not-now': ['暂不', '暂不考虑'], 'not-for-us': ['不合适', '不适合'], question: ['有疑问', '提问'], meeting: ['约见', '希望会面'],
}; // prettier-ignore

/** The value out of `values` that a text means, by itself or by one of its names; undefined where it means none. */
export function choiceOf(text: string, values: readonly string[]): string | undefined {
  const key = keyOf(text);
  return values.find(
    (value) => keyOf(value) === key || (NAMES[value] ?? []).some((name) => keyOf(name) === key),
  );
}

/** Yes or no as people write it; undefined for neither. */
export function yesOrNo(text: string): boolean | undefined {
  const key = keyOf(text);
  return YES.has(key) ? true : NO.has(key) ? false : undefined;
}

const YES: ReadonlySet<string> = new Set(['是', '有', '对', '√', '✓', 'yes', 'y', 'true', '1', 't']);
const NO: ReadonlySet<string> = new Set(['否', '无', '没有', '×', '✗', 'x', 'no', 'n', 'false', '0', 'f']);
