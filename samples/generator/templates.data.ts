import { type ProjectType } from '@bole/contracts';

export type Theme =
  'manufacturing' | 'new-energy' | 'biomedicine' | 'digital' | 'logistics' | 'agriculture' | 'culture';

/** What a city project can be; `{n}` in the texts is one of the sizes, `{wan}` 10,000 times and `{yi}` 100 times that. */
export interface ProjectTemplate {
  readonly theme: Theme;
  readonly name: readonly [zh: string, en: string];
  readonly text: readonly [zh: string, en: string];
  readonly sizes: readonly number[];
  readonly industries: readonly string[];
  readonly products: readonly string[];
  /** The missing link of the local chain: industries, products, and why in both languages. */
  readonly gap?: readonly [
    industries: readonly string[],
    products: readonly string[],
    zh: string,
    en: string,
  ];
  /** Million yuan. */
  readonly capex: readonly [number, number];
  readonly landMu: readonly [number, number];
  readonly powerKva: number;
  readonly waterTonnes: number;
  readonly pipes: readonly ('gas' | 'steam' | 'sewage')[];
  readonly environmentalClass: 'A' | 'B' | 'C';
  readonly jobs: readonly [number, number];
  readonly types: readonly ProjectType[];
}

type Row = readonly [
  name: ProjectTemplate['name'],
  text: ProjectTemplate['text'],
  sizes: ProjectTemplate['sizes'],
  what: readonly [industries: readonly string[], products: readonly string[], gap?: ProjectTemplate['gap']],
  size: readonly [
    capex: readonly [number, number],
    landMu: readonly [number, number],
    jobs: readonly [number, number],
  ],
  needs: readonly [
    powerKva: number,
    waterTonnes: number,
    pipes: ProjectTemplate['pipes'],
    environmentalClass: 'A' | 'B' | 'C',
  ],
  types: readonly ProjectType[],
];

const of = (theme: Theme, rows: readonly Row[]): ProjectTemplate[] =>
  rows.map(([name, text, sizes, [industries, products, gap], [capex, landMu, jobs], [powerKva, waterTonnes, pipes, environmentalClass], types]) => ({
    theme, name, text, sizes, industries, products, ...(gap === undefined ? {} : { gap }), capex, landMu, jobs, powerKva, waterTonnes, pipes, environmentalClass, types,
  })); // prettier-ignore

const NEW_ENERGY: readonly Row[] = [
  [['储能电芯基地', 'energy storage cell base'], ['建设年产 {n} GWh 磷酸铁锂储能电芯产线，配套模组与测试中心。', 'A line for {n} GWh a year of LFP storage cells, with module assembly and a test centre.'], [6, 10, 15], [['C3841'], ['储能电芯', '电池模组'], [['C2921'], ['隔膜'], '本地有正极与结构件，缺隔膜。', 'Cathodes and housings are local; separators are missing.']], [[600, 1500], [150, 320], [500, 1100]], [40000, 3000, ['gas'], 'B'], ['new', 'expansion']],
  [['电池隔膜项目', 'battery separator plant'], ['年产 {n} 亿平方米湿法隔膜，供应周边电芯企业。', '{yi} million square metres of wet-process separator a year for cell makers nearby.'], [3, 5, 8], [['C2921'], ['锂电池隔膜']], [[300, 900], [80, 180], [200, 450]], [16000, 1200, ['gas', 'steam'], 'B'], ['new', 'co-location']],
  [['正极材料扩产项目', 'cathode material expansion'], ['扩建年产 {n} 万吨磷酸铁锂正极材料。', 'Expansion by {wan} tonnes of LFP cathode material a year.'], [3, 5, 8], [['C3985', 'C2613'], ['磷酸铁锂正极材料']], [[400, 1200], [120, 260], [260, 600]], [30000, 2500, ['gas', 'steam', 'sewage'], 'C'], ['expansion', 'joint-venture']],
  [['光伏组件智能工厂', 'photovoltaic module factory'], ['建设 {n} GW 高效组件产线，以出口为主。', 'A {n} GW line of high-efficiency modules, mainly for export.'], [3, 5, 8], [['C3825'], ['光伏组件', '逆变器'], [['C3042'], ['光伏玻璃'], '组件企业集聚，光伏玻璃需从外省采购。', 'Module makers cluster here; solar glass still comes from other provinces.']], [[350, 1000], [100, 240], [400, 900]], [20000, 1200, ['gas'], 'B'], ['new', 'expansion']],
  [['海上风电装备基地', 'offshore wind equipment base'], ['依托港口建设年产 {n} 套风机叶片与塔筒的总装基地。', 'A quayside base for {n} sets of blades and towers a year.'], [120, 200, 300], [['C3415', 'C331'], ['风机叶片', '塔筒', '轮毂铸件']], [[500, 1600], [300, 600], [400, 900]], [12000, 800, ['gas'], 'B'], ['new', 'joint-venture']],
  [['氢燃料电池系统项目', 'hydrogen fuel cell systems'], ['年产 {n} 套燃料电池系统，先用于港口重卡。', '{n} fuel cell systems a year, first for port trucks.'], [1000, 3000, 5000], [['C3849', 'C2619'], ['燃料电池系统', '电堆'], [['C3463'], ['空压机', '氢气循环泵'], '电堆已投产，缺空压机与循环泵。', 'Stacks are made here; compressors and recirculation pumps are missing.']], [[200, 800], [60, 150], [150, 400]], [8000, 500, ['gas'], 'A'], ['new', 'joint-venture', 'financing']],
  [['储能变流器项目', 'storage converter plant'], ['年产 {n} GW 储能变流器与能量管理系统。', '{n} GW of storage converters and energy management systems a year.'], [5, 10, 20], [['C3824', 'C382'], ['储能变流器', '能量管理系统']], [[150, 500], [40, 110], [200, 500]], [6000, 300, [], 'A'], ['new', 'expansion', 'financing']],
  [['动力电池回收利用项目', 'battery recycling plant'], ['年处理 {n} 万吨退役动力电池，回收锂、镍、钴。', 'Recovers lithium, nickel and cobalt from {wan} tonnes of retired batteries a year.'], [2, 4, 6], [['C421', 'C3239'], ['再生锂盐', '再生镍钴']], [[200, 700], [80, 200], [180, 420]], [12000, 1800, ['gas', 'sewage'], 'C'], ['new', 'joint-venture']],
]; // prettier-ignore

const MANUFACTURING: readonly Row[] = [
  [['工业机器人整机项目', 'industrial robot plant'], ['年产 {n} 台六轴与协作机器人，设应用示范中心。', '{n} six-axis and collaborative robots a year, with a demonstration centre.'], [5000, 10000, 20000], [['C3491'], ['六轴机器人', '协作机器人'], [['C3453'], ['谐波减速器'], '整机企业已有五家，减速器依赖外购。', 'Five makers of robots are here; their reducers are bought in.']], [[250, 800], [60, 160], [300, 700]], [8000, 300, [], 'A'], ['new', 'expansion']],
  [['精密减速器项目', 'precision reducer plant'], ['年产 {n} 万台谐波与行星减速器。', '{wan} harmonic and planetary reducers a year.'], [5, 10, 20], [['C3453'], ['谐波减速器', '行星减速器']], [[120, 450], [30, 90], [150, 400]], [6000, 200, [], 'A'], ['new', 'co-location', 'financing']],
  [['新能源汽车电驱总成项目', 'electric drive units'], ['年产 {n} 万套三合一电驱总成，配套整车厂。', '{wan} three-in-one drive units a year for car makers.'], [20, 40, 60], [['C367', 'C3812'], ['电驱总成', '驱动电机'], [['C3972'], ['碳化硅功率模块'], '电机与壳体本地配套，功率模块需补链。', 'Motors and housings are local; power modules are the gap.']], [[400, 1300], [100, 260], [400, 1000]], [15000, 600, ['gas'], 'A'], ['new', 'expansion']],
  [['汽车轻量化压铸项目', 'light-alloy die casting'], ['引进 {n} 吨级一体化压铸机，生产车身结构件。', 'Body parts cast in one piece on machines of up to {n} tonnes.'], [6000, 9000, 12000], [['C3392', 'C367'], ['一体化压铸件']], [[300, 900], [80, 200], [250, 600]], [18000, 800, ['gas'], 'B'], ['new', 'co-location']],
  [['半导体封装测试项目', 'semiconductor packaging and test'], ['年封装测试 {n} 亿颗功率与车规芯片。', 'Packages and tests {yi} million power and automotive chips a year.'], [10, 20, 30], [['C3973'], ['芯片封装', '芯片测试'], [['C3985'], ['封装基板', '引线框架'], '封测产能已成规模，基板与框架外购。', 'Packaging is at scale; substrates and lead frames are bought in.']], [[600, 2000], [80, 180], [400, 1000]], [25000, 3500, ['gas', 'sewage'], 'B'], ['new', 'expansion', 'joint-venture']],
  [['半导体设备零部件项目', 'semiconductor equipment parts'], ['年产 {n} 套真空腔体与气体输送模块。', '{n} vacuum chambers and gas modules a year.'], [800, 1500, 3000], [['C3562'], ['真空腔体', '气体输送模块']], [[150, 600], [30, 90], [150, 350]], [6000, 300, [], 'A'], ['new', 'co-location', 'financing']],
  [['高端数控机床项目', 'high-end machine tools'], ['年产 {n} 台五轴加工中心。', '{n} five-axis machining centres a year.'], [600, 1000, 2000], [['C3421', 'C3425'], ['五轴加工中心', '电主轴']], [[250, 900], [80, 180], [250, 600]], [9000, 300, [], 'A'], ['new', 'joint-venture']],
  [['新型显示模组项目', 'display module plant'], ['年产 {n} 万片车载显示模组。', '{wan} in-car display modules a year.'], [200, 400, 600], [['C3974'], ['车载显示模组'], [['C3976'], ['背光模组'], '面板在建，背光需配套。', 'Panels are being built; backlights are to follow.']], [[400, 1400], [80, 200], [400, 900]], [20000, 1500, [], 'B'], ['new', 'expansion']],
  [['无人机整机与飞控项目', 'drone and flight control plant'], ['年产 {n} 架物流与巡检无人机，配套试飞空域。', '{n} logistics and inspection drones a year, with test airspace.'], [3000, 8000, 15000], [['C3963'], ['物流无人机', '飞控系统']], [[100, 500], [30, 100], [150, 450]], [3000, 150, [], 'A'], ['new', 'financing', 'joint-venture']],
  [['高性能碳纤维复材项目', 'carbon-fibre composites'], ['年产 {n} 吨碳纤维预浸料与结构件。', '{n} tonnes of carbon-fibre prepreg and parts a year.'], [800, 1500, 3000], [['C3091', 'C3062'], ['碳纤维预浸料', '复材结构件']], [[300, 1000], [80, 200], [200, 450]], [16000, 600, ['gas'], 'B'], ['new', 'joint-venture']],
  [['智能家电产业园', 'smart appliance park'], ['建设年产 {n} 万台智能厨电的灯塔工厂。', 'A lighthouse factory for {wan} smart kitchen appliances a year.'], [100, 200, 300], [['C385'], ['智能厨电']], [[250, 800], [100, 220], [500, 1200]], [9000, 400, ['gas'], 'A'], ['expansion', 'co-location']],
]; // prettier-ignore

const BIOMEDICINE: readonly Row[] = [
  [['生物药原液基地', 'biologics drug substance base'], ['建设 {n} 升抗体原液产能，承接上市许可持有人委托。', '{n} litres of antibody capacity, open to contract production.'], [20000, 40000, 60000], [['C2761'], ['抗体药物', '原液代工'], [['C278'], ['一次性反应袋', '培养基'], '原液产能领先，耗材与培养基需引进。', 'Capacity leads the region; bags and media come from outside.']], [[600, 1800], [60, 150], [300, 700]], [15000, 1500, ['steam', 'sewage'], 'B'], ['new', 'expansion', 'joint-venture']],
  [['细胞治疗产业化中心', 'cell therapy centre'], ['每年制备 {n} 人份细胞治疗产品，与三甲医院共建。', 'Cell therapies for {n} patients a year, built with leading hospitals.'], [500, 1000, 2000], [['C2762', 'M734'], ['CAR-T 产品', '病毒载体']], [[200, 700], [20, 60], [120, 300]], [5000, 300, ['steam'], 'A'], ['new', 'financing']],
  [['高端医疗影像设备项目', 'medical imaging plant'], ['年产 {n} 台磁共振与 CT 整机及核心部件。', '{n} MRI and CT scanners a year, with their core parts.'], [200, 400, 600], [['C3581'], ['磁共振设备', 'CT 球管'], [['C397'], ['探测器'], '整机已下线，探测器与球管需补链。', 'Scanners roll off the line; detectors and tubes are missing.']], [[250, 900], [40, 110], [200, 500]], [6000, 200, [], 'A'], ['new', 'co-location']],
  [['创新药制剂项目', 'innovative drug formulation plant'], ['年产 {n} 亿片（粒）口服固体制剂与缓控释制剂。', '{yi} million tablets and controlled-release forms a year.'], [5, 10, 15], [['C272'], ['固体制剂', '缓控释制剂']], [[250, 800], [50, 120], [250, 550]], [7000, 800, ['steam', 'sewage'], 'B'], ['new', 'expansion', 'financing']],
  [['中药配方颗粒项目', 'Chinese medicine granules'], ['年产 {n} 吨中药配方颗粒，配套道地药材基地。', '{n} tonnes of formula granules a year with growing bases of their own.'], [1000, 2000, 3000], [['C273', 'C274'], ['中药配方颗粒']], [[150, 500], [60, 160], [200, 450]], [4000, 900, ['steam', 'sewage'], 'B'], ['new', 'joint-venture']],
  [['体外诊断试剂项目', 'in-vitro diagnostics'], ['年产 {n} 万人份化学发光与分子诊断试剂。', '{wan} tests a year, chemiluminescent and molecular.'], [500, 1000, 2000], [['C277', 'C2761'], ['诊断试剂', '微流控芯片']], [[80, 350], [20, 60], [120, 350]], [2500, 200, [], 'A'], ['new', 'financing']],
]; // prettier-ignore

const DIGITAL: readonly Row[] = [
  [['智算中心', 'AI computing centre'], ['建设 {n} PFLOPS 智算集群，面向制造业提供算力券。', 'A cluster of {n} PFLOPS that serves manufacturers with computing vouchers.'], [1000, 3000, 5000], [['I645', 'I655'], ['智能算力', '模型服务'], [['C3911', 'C3912'], ['液冷服务器'], '算力需求旺盛，服务器与液冷部件外购。', 'Demand is strong; servers and liquid cooling are bought in.']], [[500, 2500], [40, 120], [80, 220]], [60000, 2000, [], 'A'], ['new', 'joint-venture']],
  [['工业互联网平台总部', 'industrial internet headquarters'], ['面向 {n} 家规上企业的设备上云与供应链协同平台。', 'A platform that connects the machines and suppliers of {n} firms.'], [500, 1000, 2000], [['I6431', 'I653'], ['工业互联网平台', '工业软件']], [[60, 300], [10, 40], [200, 600]], [2000, 60, [], 'A'], ['new', 'financing']],
  [['车规芯片设计中心', 'automotive chip design centre'], ['组建 {n} 人车规芯片设计团队，与本地整车厂联合验证。', 'A design team of {n} that validates chips with local car makers.'], [150, 300, 500], [['I652'], ['车规 MCU', '功率芯片设计']], [[80, 400], [8, 30], [150, 500]], [1500, 40, [], 'A'], ['new', 'financing', 'joint-venture']],
  [['工业软件研发基地', 'industrial software base'], ['研发 CAE、MES 等工业软件，设 {n} 个行业实训席位。', 'CAE and MES software, with {n} seats for hands-on training.'], [200, 400, 600], [['I6513', 'I651'], ['CAE 软件', 'MES 系统']], [[40, 220], [8, 25], [200, 600]], [1200, 40, [], 'A'], ['new', 'financing', 'co-location']],
  [['卫星遥感数据服务项目', 'satellite data services'], ['运营 {n} 颗遥感小卫星的数据接收与应用服务。', 'Receives and serves the data of {n} small satellites.'], [6, 12, 24], [['I6571', 'I655'], ['遥感数据', '空间信息应用']], [[100, 450], [15, 50], [100, 260]], [2000, 50, [], 'A'], ['new', 'financing', 'joint-venture']],
  [['智能网联汽车测试基地', 'connected-vehicle proving ground'], ['建设 {n} 公里封闭与开放测试道路，开放示范运营牌照。', '{n} km of closed and open test roads, with licences for pilot services.'], [30, 60, 120], [['I653', 'M7452'], ['智能驾驶测试', '车路协同']], [[150, 600], [120, 400], [100, 280]], [4000, 100, [], 'A'], ['joint-venture', 'co-location']],
]; // prettier-ignore

const LOGISTICS: readonly Row[] = [
  [['冷链物流枢纽', 'cold-chain hub'], ['建设 {n} 万吨冷库与城市配送中心，服务生鲜与医药。', '{wan} tonnes of cold storage with city delivery for food and medicine.'], [5, 10, 20], [['G593', 'G5432'], ['冷库', '医药冷链'], [['G5437'], ['共同配送'], '库容充足，缺城市共同配送运营商。', 'Storage is there; an operator of joint city delivery is missing.']], [[200, 700], [80, 200], [150, 400]], [10000, 300, [], 'A'], ['new', 'joint-venture']],
  [['港口集装箱多式联运项目', 'port container rail link'], ['建设年作业 {n} 万标箱的铁水联运作业区。', 'A rail-sea terminal for {wan} TEU a year.'], [30, 60, 100], [['G581', 'G5532'], ['铁水联运', '集装箱堆场']], [[400, 1500], [200, 500], [200, 500]], [8000, 300, [], 'A'], ['new', 'joint-venture']],
  [['跨境电商分拨中心', 'cross-border e-commerce centre'], ['日处理 {n} 万票跨境包裹，叠加保税仓。', '{wan} cross-border parcels a day, with a bonded store.'], [10, 20, 50], [['G5821', 'F5292'], ['跨境分拨', '保税仓储']], [[120, 500], [60, 160], [300, 900]], [3000, 100, [], 'A'], ['new', 'co-location']],
  [['智能仓储装备项目', 'warehouse automation plant'], ['年产 {n} 套立体库、分拣与搬运机器人系统。', '{n} sets of racking, sorting and moving robots a year.'], [100, 200, 400], [['C3439', 'C3434'], ['立体仓库', '分拣系统', '搬运机器人']], [[120, 450], [40, 110], [200, 450]], [4000, 150, [], 'A'], ['new', 'expansion', 'financing']],
  [['大宗商品供应链中心', 'bulk commodity supply centre'], ['建设年吞吐 {n} 万吨的大宗商品仓储与交割库。', 'Storage and delivery of {wan} tonnes of commodities a year.'], [300, 500, 800], [['G592', 'L7224'], ['大宗仓储', '供应链服务']], [[150, 600], [150, 360], [100, 260]], [3000, 150, [], 'B'], ['new', 'joint-venture']],
]; // prettier-ignore

const AGRICULTURE: readonly Row[] = [
  [['预制菜产业园', 'ready-meal park'], ['建设年产 {n} 万吨预制菜与中央厨房集群。', 'A cluster of kitchens for {wan} tonnes of ready meals a year.'], [3, 5, 10], [['C143', 'C135'], ['预制菜', '调理肉制品'], [['G593'], ['冷链仓储'], '菜品企业聚集，冷链与检测需配套。', 'Makers cluster here; cold storage and testing are to follow.']], [[150, 600], [80, 200], [400, 1000]], [6000, 1500, ['gas', 'steam', 'sewage'], 'B'], ['new', 'co-location']],
  [['设施农业示范园', 'greenhouse demonstration park'], ['建设 {n} 亩玻璃温室与种苗工厂。', '{n} mu of glasshouses and a seedling factory.'], [200, 400, 600], [['A014', 'A0511'], ['设施蔬菜', '种苗']], [[80, 350], [200, 600], [150, 350]], [5000, 1200, ['gas'], 'A'], ['new', 'joint-venture']],
  [['深海养殖装备与加工项目', 'offshore aquaculture and processing'], ['布设 {n} 台养殖网箱，配套水产品精深加工。', '{n} offshore cages with processing on land.'], [10, 20, 40], [['A0411', 'C136'], ['深水网箱养殖', '水产加工']], [[150, 550], [80, 200], [200, 450]], [4000, 1000, ['sewage'], 'B'], ['new', 'joint-venture']],
  [['生物育种中心', 'biological breeding centre'], ['建设 {n} 亩育种试验田与分子育种实验室。', '{n} mu of trial fields with a molecular breeding laboratory.'], [300, 500, 800], [['M733', 'A0511'], ['杂交种子', '分子育种']], [[60, 260], [60, 150], [80, 200]], [1500, 300, [], 'A'], ['new', 'financing', 'joint-venture']],
  [['功能性食品项目', 'functional food plant'], ['年产 {n} 吨益生菌与植物基食品。', '{n} tonnes of probiotic and plant-based foods a year.'], [2000, 5000, 8000], [['C149'], ['益生菌', '植物基食品']], [[100, 400], [40, 110], [150, 400]], [3500, 700, ['steam', 'sewage'], 'A'], ['new', 'financing', 'co-location']],
]; // prettier-ignore

const CULTURE: readonly Row[] = [
  [['古镇文旅综合体', 'old-town culture and tourism quarter'], ['活化 {n} 幢历史建筑，引入演艺、民宿与非遗工坊。', '{n} historic buildings brought to life with shows, guest houses and craft workshops.'], [40, 80, 120], [['N786', 'H613', 'R884'], ['沉浸式演艺', '精品民宿']], [[200, 900], [100, 300], [250, 700]], [3000, 600, [], 'A'], ['new', 'joint-venture']],
  [['数字文创基地', 'digital creative base'], ['引进 {n} 家动漫、游戏与数字展陈团队。', 'Home for {n} animation, game and exhibition studios.'], [30, 60, 100], [['I6572', 'R88'], ['动漫', '数字展陈']], [[50, 260], [15, 50], [300, 900]], [1500, 60, [], 'A'], ['new', 'financing', 'co-location']],
  [['影视拍摄与后期基地', 'film and post-production base'], ['建设 {n} 座虚拟摄影棚与后期中心。', '{n} virtual production stages and a post-production centre.'], [4, 8, 12], [['R873'], ['虚拟拍摄', '影视后期']], [[150, 600], [80, 240], [150, 400]], [4000, 120, [], 'A'], ['new', 'joint-venture']],
  [['滨水主题乐园', 'waterside theme park'], ['建设年接待 {n} 万人次的科技主题乐园。', 'A science theme park for {wan} visits a year.'], [150, 250, 400], [['R902', 'N786'], ['主题乐园', '度假酒店']], [[600, 2500], [300, 800], [600, 1500]], [9000, 2000, ['gas'], 'A'], ['new', 'joint-venture']],
  [['陶瓷与工艺美术园', 'ceramics and craft park'], ['集聚 {n} 家工作室，建设釉料实验室与展销中心。', '{n} studios around a glaze laboratory and a showroom.'], [40, 80, 120], [['C243', 'C307'], ['艺术陶瓷', '工艺美术品']], [[40, 200], [30, 90], [150, 400]], [2500, 200, ['gas'], 'B'], ['new', 'co-location', 'expansion']],
]; // prettier-ignore

export const TEMPLATES: readonly ProjectTemplate[] = [
  ...of('new-energy', NEW_ENERGY),
  ...of('manufacturing', MANUFACTURING),
  ...of('biomedicine', BIOMEDICINE),
  ...of('digital', DIGITAL),
  ...of('logistics', LOGISTICS),
  ...of('agriculture', AGRICULTURE),
  ...of('culture', CULTURE),
];
