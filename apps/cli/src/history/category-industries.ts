/**
 * The categories of a Crunchbase export, each with the industries of GB/T 4754-2017 that its firms mostly work in, set by
 * hand, the main one first. Widest code that still tells the category apart; none where the category tells nothing.
 */
export const CATEGORY_INDUSTRIES: Readonly<Record<string, readonly string[]>> = {
  advertising: ['L725'], // 广告业
  analytics: ['I655', 'L724'], // 信息处理和存储支持服务; 咨询与调查
  automotive: ['C36', 'F526'], // 汽车制造业; 汽车、摩托车、零配件和燃料及其他动力销售
  biotech: ['C276', 'M734'], // 生物药品制品制造; 医学研究和试验发展
  cleantech: ['D441', 'C3825', 'N77'], // 电力生产; 光伏设备及元器件制造; 生态保护和环境治理业
  consulting: ['L724'], // 咨询与调查
  design: ['M749'], // 工业与专业设计及其他专业技术服务
  ecommerce: ['F5292', 'I6432'], // 互联网零售; 互联网生活服务平台
  education: ['P83'], // 教育
  enterprise: ['I651', 'I6431'], // 软件开发; 互联网生产服务平台
  fashion: ['C18', 'F523'], // 纺织服装、服饰业; 纺织、服装及日用品专门零售
  finance: ['J'], // 金融业
  games_video: ['I6422', 'I6572'], // 互联网游戏服务; 动漫、游戏数字内容服务
  hardware: ['C39'], // 计算机、通信和其他电子设备制造业
  health: ['Q84'], // 卫生
  hospitality: ['H'], // 住宿和餐饮业
  legal: ['L723'], // 法律服务
  local: ['I6432'], // 互联网生活服务平台
  manufacturing: ['C'], // 制造业
  medical: ['C358', 'Q84'], // 医疗仪器设备及器械制造; 卫生
  messaging: ['I63', 'I642'], // 电信、广播电视和卫星传输服务; 互联网信息服务
  mobile: ['I6513', 'I631'], // 应用软件开发; 电信
  music: ['R877', 'I6579'], // 录音制作; 其他数字内容服务
  nanotech: ['M732', 'C398'], // 工程和技术研究和试验发展; 电子元件及电子专用材料制造
  network_hosting: ['I645', 'I655'], // 互联网数据服务; 信息处理和存储支持服务
  news: ['R86'], // 新闻和出版业
  nonprofit: ['S95'], // 群众团体、社会团体和其他成员组织
  other: [],
  pets: ['O822'], // 宠物服务
  photo_video: ['I6579', 'O806'], // 其他数字内容服务; 摄影扩印服务
  public_relations: ['L725', 'L729'], // 广告业; 其他商务服务业
  real_estate: ['K70'], // 房地产业
  search: ['I6421'], // 互联网搜索服务
  security: ['I644', 'I651'], // 互联网安全服务; 软件开发
  semiconductor: ['C397'], // 电子器件制造
  social: ['I6432', 'I6429'], // 互联网生活服务平台; 互联网其他信息服务
  software: ['I651'], // 软件开发
  sports: ['R89'], // 体育
  transportation: ['G'], // 交通运输、仓储和邮政业
  travel: ['L7291', 'I6432'], // 旅行社及相关服务; 互联网生活服务平台
  web: ['I64'], // 互联网和相关服务
};
