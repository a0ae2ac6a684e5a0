import { type Theme } from './templates.data';

/** A line of business of the sample investors. */
export interface Trade {
  readonly theme: Theme;
  /** The word for it in a firm's name. */
  readonly name: readonly [zh: string, en: string];
  readonly makes: readonly [zh: string, en: string];
  readonly industries: readonly string[];
  readonly products: readonly string[];
  /** Million yuan of a usual project, and mu of land. */
  readonly capex: readonly [number, number];
  readonly landMu: readonly [number, number];
}

type Row = readonly [
  theme: Theme, zh: string, en: string, makesZh: string, makesEn: string, industries: readonly string[], products: readonly string[],
  capex: readonly [number, number], landMu: readonly [number, number],
]; // prettier-ignore

const ROWS: readonly Row[] = [
  ['new-energy', '储能科技', 'Energy Storage', '磷酸铁锂储能电芯制造商', 'Maker of LFP cells for energy storage', ['C3841'], ['储能电芯', '电池模组'], [500, 1600], [120, 320]],
  ['new-energy', '隔膜材料', 'Separators', '锂电池湿法隔膜制造商', 'Maker of wet-process battery separators', ['C2921'], ['锂电池隔膜', '涂覆膜'], [250, 900], [60, 180]],
  ['new-energy', '正极材料', 'Cathode Materials', '锂电池正极材料制造商', 'Maker of battery cathode materials', ['C3985'], ['磷酸铁锂正极材料', '三元正极材料'], [350, 1300], [100, 260]],
  ['new-energy', '光伏科技', 'Solar', '高效光伏组件制造商', 'Maker of high-efficiency solar modules', ['C3825'], ['光伏组件', '异质结电池'], [300, 1200], [90, 260]],
  ['new-energy', '光伏玻璃', 'Solar Glass', '超薄光伏玻璃制造商', 'Maker of thin solar glass', ['C3042'], ['光伏玻璃'], [400, 1400], [150, 350]],
  ['new-energy', '风电装备', 'Wind Systems', '海上风机叶片与塔筒制造商', 'Maker of blades and towers for offshore wind', ['C3415'], ['风机叶片', '塔筒'], [450, 1800], [250, 600]],
  ['new-energy', '氢能动力', 'Hydrogen Power', '氢燃料电池系统集成商', 'Integrator of hydrogen fuel cell systems', ['C3849'], ['燃料电池系统', '电堆'], [150, 800], [40, 140]],
  ['new-energy', '电力电子', 'Power Electronics', '储能变流器与逆变器制造商', 'Maker of storage converters and inverters', ['C3824'], ['储能变流器', '逆变器'], [120, 550], [30, 110]],
  ['new-energy', '循环材料', 'Recycling', '动力电池回收与再生材料企业', 'Recycler of traction batteries', ['C421'], ['再生锂盐', '再生镍钴'], [180, 700], [70, 200]],
  ['manufacturing', '机器人', 'Robotics', '工业与协作机器人制造商', 'Maker of industrial and collaborative robots', ['C3491'], ['六轴机器人', '协作机器人'], [200, 850], [50, 160]],
  ['manufacturing', '精密传动', 'Precision Drives', '谐波减速器与伺服传动制造商', 'Maker of harmonic reducers and servo drives', ['C3453'], ['谐波减速器', '伺服传动'], [100, 450], [25, 90]],
  ['manufacturing', '电驱动', 'E-Drive', '新能源汽车电驱总成供应商', 'Supplier of electric drive units', ['C367'], ['电驱总成', '驱动电机'], [350, 1300], [90, 260]],
  ['manufacturing', '功率半导体', 'Power Semiconductors', '碳化硅功率器件企业', 'Maker of silicon carbide power devices', ['C3972'], ['碳化硅功率模块'], [400, 1800], [60, 160]],
  ['manufacturing', '封测', 'Chip Packaging', '车规与功率芯片封装测试企业', 'Packager and tester of automotive chips', ['C3973'], ['芯片封装', '芯片测试'], [500, 2000], [70, 180]],
  ['manufacturing', '半导体设备', 'Semiconductor Equipment', '半导体设备与真空零部件制造商', 'Maker of semiconductor equipment and vacuum parts', ['C3562'], ['真空腔体', '刻蚀设备'], [120, 650], [25, 90]],
  ['manufacturing', '压铸科技', 'Die Casting', '汽车轻量化一体压铸供应商', 'Supplier of one-piece die castings', ['C3392', 'C367'], ['一体化压铸件'], [250, 950], [70, 200]],
  ['manufacturing', '数控装备', 'Machine Tools', '五轴数控机床制造商', 'Maker of five-axis machine tools', ['C3421'], ['五轴加工中心'], [200, 900], [60, 180]],
  ['manufacturing', '显示科技', 'Displays', '车载与中大尺寸显示模组企业', 'Maker of in-car and large displays', ['C3974'], ['车载显示模组', '背光模组'], [350, 1500], [70, 200]],
  ['manufacturing', '无人机', 'Unmanned Systems', '物流与巡检无人机企业', 'Maker of logistics and inspection drones', ['C3963'], ['物流无人机', '飞控系统'], [80, 500], [25, 100]],
  ['manufacturing', '复合材料', 'Composites', '碳纤维复合材料制造商', 'Maker of carbon-fibre composites', ['C3091'], ['碳纤维预浸料', '复材结构件'], [250, 1000], [70, 200]],
  ['manufacturing', '智能家电', 'Smart Appliances', '智能厨电制造商', 'Maker of smart kitchen appliances', ['C385'], ['智能厨电', '净水设备'], [200, 800], [80, 220]],
  ['biomedicine', '生物制药', 'Biologics', '抗体药物研发与生产企业', 'Developer and maker of antibody drugs', ['C2761'], ['抗体药物', '原液代工'], [450, 1800], [40, 150]],
  ['biomedicine', '细胞治疗', 'Cell Therapies', '细胞与基因治疗企业', 'Cell and gene therapy company', ['C2762'], ['CAR-T 产品', '病毒载体'], [150, 700], [15, 60]],
  ['biomedicine', '医疗影像', 'Imaging', '医学影像设备制造商', 'Maker of medical imaging equipment', ['C3581'], ['磁共振设备', '探测器'], [200, 900], [30, 110]],
  ['biomedicine', '医药', 'Pharma', '创新药制剂企业', 'Maker of innovative formulations', ['C272'], ['固体制剂', '缓控释制剂'], [200, 850], [40, 120]],
  ['biomedicine', '本草健康', 'Herbal Health', '中药配方颗粒企业', 'Maker of Chinese medicine granules', ['C273'], ['中药配方颗粒'], [100, 500], [50, 160]],
  ['biomedicine', '诊断', 'Diagnostics', '体外诊断试剂企业', 'Maker of in-vitro diagnostics', ['C277'], ['诊断试剂', '微流控芯片'], [60, 350], [15, 60]],
  ['digital', '算力科技', 'Computing', '智算中心投资与运营商', 'Investor in and operator of AI computing centres', ['I645'], ['智能算力', '模型服务'], [400, 2500], [30, 120]],
  ['digital', '工业软件', 'Industrial Software', '工业软件与平台企业', 'Industrial software and platform company', ['I651'], ['CAE 软件', 'MES 系统'], [30, 260], [5, 30]],
  ['digital', '芯片设计', 'Chip Design', '车规芯片设计企业', 'Designer of automotive chips', ['I652'], ['车规 MCU', '功率芯片设计'], [60, 400], [5, 30]],
  ['digital', '智驾科技', 'Autonomous Driving', '智能驾驶与车路协同企业', 'Autonomous driving and road-side systems', ['I653'], ['智能驾驶', '车路协同'], [100, 600], [20, 150]],
  ['digital', '空间信息', 'Geospatial', '卫星遥感数据企业', 'Satellite data company', ['I6571'], ['遥感数据', '空间信息应用'], [80, 450], [10, 50]],
  ['logistics', '冷链', 'Cold Chain', '冷链仓储与配送运营商', 'Operator of cold stores and delivery', ['G593'], ['冷库', '共同配送'], [150, 700], [60, 200]],
  ['logistics', '港航', 'Port Logistics', '港口与多式联运运营商', 'Operator of ports and rail links', ['G5532'], ['铁水联运', '集装箱堆场'], [350, 1500], [150, 500]],
  ['logistics', '供应链', 'Supply Chain', '大宗与跨境供应链服务商', 'Supply-chain services for commodities and parcels', ['L7224', 'G5821'], ['供应链服务', '跨境分拨'], [100, 600], [40, 300]],
  ['logistics', '智能仓储', 'Warehouse Automation', '立体仓库与分拣系统集成商', 'Integrator of racking and sorting systems', ['C3439'], ['立体仓库', '搬运机器人'], [100, 450], [30, 110]],
  ['agriculture', '食品科技', 'Foods', '预制菜与调理食品企业', 'Maker of ready meals', ['C143'], ['预制菜', '调理肉制品'], [120, 600], [60, 200]],
  ['agriculture', '现代农业', 'Agritech', '设施农业与种苗企业', 'Greenhouse and seedling company', ['A014'], ['设施蔬菜', '种苗'], [60, 350], [150, 600]],
  ['agriculture', '海洋食品', 'Marine Foods', '深海养殖与水产加工企业', 'Offshore aquaculture and seafood processing', ['A0411', 'C136'], ['深水网箱养殖', '水产加工'], [120, 550], [60, 200]],
  ['agriculture', '种业', 'Seeds', '生物育种与种子企业', 'Plant breeding and seed company', ['A0511'], ['杂交种子', '分子育种'], [40, 260], [40, 150]],
  ['agriculture', '营养食品', 'Nutrition', '益生菌与植物基食品企业', 'Maker of probiotic and plant-based foods', ['C149'], ['益生菌', '植物基食品'], [80, 400], [30, 110]],
  ['culture', '文旅', 'Culture & Tourism', '文化旅游综合开发运营商', 'Developer of culture and tourism destinations', ['N786'], ['沉浸式演艺', '精品民宿'], [200, 1200], [80, 500]],
  ['culture', '数字文创', 'Digital Creative', '动漫游戏与数字展陈企业', 'Animation, game and exhibition studio group', ['I6572'], ['动漫', '数字展陈'], [30, 260], [10, 50]],
  ['culture', '影视', 'Pictures', '影视制作与后期企业', 'Film production and post-production', ['R873'], ['虚拟拍摄', '影视后期'], [100, 600], [60, 240]],
  ['culture', '陶艺', 'Ceramics', '艺术陶瓷与工艺品企业', 'Maker of art ceramics and craft', ['C243'], ['艺术陶瓷', '工艺美术品'], [30, 200], [20, 90]],
]; // prettier-ignore

export const TRADES: readonly Trade[] = ROWS.map(
  ([theme, zh, en, makesZh, makesEn, industries, products, capex, landMu]) => ({
    theme,
    name: [zh, en],
    makes: [makesZh, makesEn],
    industries,
    products,
    capex,
    landMu,
  }),
);
