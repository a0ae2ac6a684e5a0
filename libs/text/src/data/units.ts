const CHINESE_SCALE = '(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)';
const CHINESE_UNIT =
  '(?:人民币|美元|欧元|英镑|日元|港元|港币|台币|新台币|元|平方公里|平方千米|平方米|平米|立方米|公顷|公里|千米|亩|吨|公斤|千克|' +
  '千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|度|人次|人|台|套|辆|家|年|个月|月|天|小时)';

/** A Chinese unit right behind a number: 万元, 亿美元, 平方米, 亩. */
export const CHINESE_UNITS = `${CHINESE_SCALE}?${CHINESE_UNIT}|${CHINESE_SCALE}`;

/** A unit in Latin letters behind a number, longest first: `10 GWh` and `10GWh` are one thing. */
export const LATIN_UNITS = `
 twh gwh mwh kwh gw mw kw mva kva kv mtpa tpa tons ton tonnes tonne kt mt kg km2 km mm2 mm cm nm um m2 m3 sqm sqft ha hectares hectare mu
 usd eur gbp cny rmb jpy hkd twd billion million trillion bn mn tb gb pb mbps gbps ghz mhz pflops
`
  .trim()
  .split(/\s+/)
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  .join('|');
