interface FieldCode {
  readonly zh: string;
  readonly en: string;
}

/**
 * Every code of a single field: in the `errors` of a problem, in the results of a bulk submission and in what became of a
 * submission. A spec fails when one that is used is missing.
 */
export const FIELD_CODES = {
  FIELD_MISSING: { zh: '缺少必填字段', en: 'A required field is missing' },
  FIELD_UNKNOWN: { zh: '没有这个字段', en: 'There is no such field' },
  FIELD_TYPE_INVALID: { zh: '字段类型不对', en: 'The value is of another type' },
  FIELD_INVALID: { zh: '字段内容不对', en: 'The value is not one that is allowed' },
  FIELD_TOO_LONG: { zh: '内容过长', en: 'The text or list is too long' },
  FIELD_TOO_SHORT: { zh: '内容过短', en: 'The text or list is too short' },
  FIELD_TOO_LARGE: { zh: '数值过大', en: 'The number is too large' },
  FIELD_TOO_SMALL: { zh: '数值过小', en: 'The number is too small' },
  TEXT_UNSTORABLE: { zh: '文本含有无法保存的字符', en: 'The text holds characters that cannot be kept' },
  VALUE_UNSTORABLE: { zh: '数值超出可保存的范围', en: 'The value is beyond what can be kept' },
  JSON_TOO_DEEP: { zh: 'JSON 嵌套过深', en: 'The JSON lies too deep' },
  JSON_TOO_MANY_MEMBERS: { zh: 'JSON 成员过多', en: 'The JSON has too many members' },
  LANGUAGE_UNKNOWN: { zh: '语言只能是 zh 或 en', en: 'The language is neither zh nor en' },
  CURSOR_INVALID: { zh: '游标无效，或属于另一查询', en: 'The cursor is none, or of another question' },

  DAY_NOT_COME: { zh: '日期尚未到来', en: 'The day has not come yet' },
  DAY_PAST: { zh: '日期已过', en: 'The day is past' },
  OWNER_UNKNOWN: { zh: '负责人不是本市招商人员', en: 'This is no officer of the city' },
  COUNTRY_UNKNOWN: { zh: '没有这个国家代码', en: 'There is no country of this code' },
  DIVISION_UNKNOWN: { zh: '没有这个行政区划代码', en: 'There is no division of this code' },
  DIVISION_ABROAD: { zh: '境外地点不用行政区划代码', en: 'Places outside China have no division code' },
  INDUSTRY_UNKNOWN: { zh: '没有这个行业代码', en: 'There is no industry of this code' },
  CURRENCY_UNKNOWN: { zh: '没有这个币种', en: 'There is no currency of this code' },
  TIME_ZONE_UNKNOWN: { zh: '没有这个时区', en: 'There is no such time zone' },
  DATE_IMPOSSIBLE: { zh: '日期不可能', en: 'The date is not possible' },
  DAYS_REVERSED: { zh: '结束日期早于开始日期', en: 'The last day comes before the first' },
  INSTANT_IN_FUTURE: { zh: '时间尚未到来', en: 'The instant has yet to come' },

  USCC_LENGTH_INVALID: {
    zh: '统一社会信用代码长度不对',
    en: 'A unified social credit code has 18 characters',
  },
  USCC_CHARACTER_INVALID: {
    zh: '统一社会信用代码含有不允许的字符',
    en: 'The unified social credit code holds a character that it may not',
  },
  USCC_ORGANISATION_CHECK_INVALID: {
    zh: '组织机构代码校验位不对',
    en: 'The check character of the organisation code is wrong',
  },
  USCC_CHECK_INVALID: {
    zh: '统一社会信用代码校验位不对',
    en: 'The check character of the unified social credit code is wrong',
  },
  LEI_LENGTH_INVALID: { zh: 'LEI 长度不对', en: 'An LEI has 20 characters' },
  LEI_CHARACTER_INVALID: {
    zh: 'LEI 含有不允许的字符',
    en: 'The LEI holds a character that it may not',
  },
  LEI_CHECK_INVALID: { zh: 'LEI 校验位不对', en: 'The check digits of the LEI are wrong' },

  SOURCE_RESERVED: { zh: '此来源名称由系统保留', en: 'This name of a source is Bole’s own' },
  EDIT_MALFORMED: { zh: '修改记录格式不正确', en: 'The edit is malformed' },
  PROFILE_NOT_FOUND: { zh: '没有要修改的投资商或项目', en: 'What the edit is about is not there' },
  PROFILE_CHANGED: { zh: '内容在修改前已变动', en: 'The profile had changed before the edit' },
  RECORD_REPEATED: {
    zh: '同一请求中重复提交了同一记录',
    en: 'The request names the same record before',
  },
  PROFILE_VERSION_REUSED: {
    zh: '同一版本号已用于其他内容',
    en: 'This version of the record holds something else',
  },
  PROJECT_CITY_FOREIGN: { zh: '项目属于其他城市', en: 'The project lies in another city' },
  PROJECT_UNKNOWN: { zh: '没有您可见的此项目', en: 'You see no such project' },
  SIGNAL_ID_REUSED: { zh: '同一信号编号已用于其他内容', en: 'This signal’s id stands for something else' },
  SIGNAL_PARTY_UNKNOWN: { zh: '信号所指的一方未知', en: 'A party of the signal is not known' },
  SIGNAL_CITY_FOREIGN: { zh: '信号涉及其他城市的项目', en: 'The signal is about another city’s project' },

  EVENT_ID_MISSING: { zh: '记录缺少事件编号', en: 'The record has no event id' },
  EVENT_SOURCE_MISSING: { zh: '记录缺少事件来源', en: 'The record has no source' },
  EVENT_TIME_INVALID: { zh: '记录的事件时间无效', en: 'The record’s time is no instant' },
  EVENT_TYPE_MISSING: { zh: '记录缺少事件类型', en: 'The record has no event type' },
  EVENT_TYPE_UNKNOWN: { zh: '记录的事件类型未知', en: 'The record’s event type is not known there' },
  RECORD_KEY_MISSING: { zh: '记录缺少键', en: 'The record has no key' },
  RECORD_KEY_WRONG: { zh: '记录的键不对', en: 'The record’s key is another' },
  RECORD_VALUE_MISSING: { zh: '记录没有内容', en: 'The record is empty' },
  RECORD_TOO_LARGE: { zh: '记录过大', en: 'The record is too large' },
  RECORD_NOT_UTF8: { zh: '记录不是 UTF-8', en: 'The record is not UTF-8' },
  RECORD_NOT_JSON: { zh: '记录不是 JSON', en: 'The record is no JSON' },

  PASSWORD_TOO_SHORT: { zh: '密码过短', en: 'The password is too short' },
  PASSWORD_TOO_LONG: { zh: '密码过长', en: 'The password is too long' },
  PASSWORD_COMMON: { zh: '密码过于常见', en: 'The password is among those that are tried first' },
  PASSWORD_CONTAINS_NAME: {
    zh: '密码含有姓名或邮箱',
    en: 'The password contains the name or the address',
  },
  PASSWORD_WRONG: { zh: '当前密码不正确', en: 'That is not your present password' },
  KEY_SCOPE_REFUSED: {
    zh: '密钥不能有此权限，或您自己没有',
    en: 'Keys may not have this scope, or you do not have it',
  },
  KEY_EXPIRY_INVALID: { zh: '密钥有效期超出范围', en: 'The key would end too late, or has ended' },
  SINGLE_SIGN_ON_NOT_SET_UP: { zh: '本市未设置单点登录', en: 'The city has no single sign-on set up' },

  WEBHOOK_URL_INVALID: { zh: '回调地址不是有效的 URL', en: 'That is no URL to call' },
  WEBHOOK_URL_SCHEME: { zh: '回调地址须为 https', en: 'The URL is neither https nor http' },
  WEBHOOK_URL_INSECURE: { zh: '回调地址须为 https', en: 'The URL is not https' },
  WEBHOOK_URL_CREDENTIALS: { zh: '回调地址不得含用户名或密码', en: 'The URL holds a user or a password' },
  WEBHOOK_URL_PORT: { zh: '回调端口不被允许', en: 'The URL’s port is not one that is called' },
  WEBHOOK_URL_PRIVATE: { zh: '回调地址须在公共互联网上', en: 'The host is not in the public internet' },
} as const satisfies Readonly<Record<string, FieldCode>>;
