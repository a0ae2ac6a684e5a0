import { type ProblemCode } from './problem-code';

/** Codes that the features throw, by feature. */
export const FEATURE_CODES = {
  SIGN_IN_REFUSED: { status: 401, zh: '邮箱或密码不正确', en: 'The address or the password is not right' },
  SIGN_IN_LOCKED: { status: 429, zh: '尝试次数过多，请稍后再试', en: 'Too many attempts; wait a while' },
  SIGN_IN_BUSY: { status: 429, zh: '登录人数过多，请稍后再试', en: 'Too many people sign in at once' },
  MAIL_LOCKED: {
    status: 429,
    zh: '发往此邮箱的邮件过多，请稍后再试',
    en: 'Enough mails were asked for at this address; wait a while',
  },
  SESSION_EXPIRED: { status: 401, zh: '登录已过期', en: 'The session is over' },
  SIGN_IN_TOO_OLD: {
    status: 403,
    zh: '请重新登录后立即设置密码',
    en: 'Sign in again, then set the first password at once',
  },
  SESSION_NOT_FOUND: { status: 404, zh: '没有这个会话', en: 'There is no such session' },
  SESSION_OF_ONE_CITY: { status: 403, zh: '此会话只限一个城市', en: 'This session holds for one city only' },
  CITY_NOT_YOURS: { status: 403, zh: '您不属于这个城市', en: 'You are not of this city' },
  CITY_NOT_FOUND: { status: 404, zh: '没有这个城市', en: 'There is no such city' },
  MODEL_NOT_FOUND: { status: 404, zh: '没有这个模型', en: 'There is no such model' },
  MODEL_VERSION_TAKEN: { status: 409, zh: '此版本已有另一个模型', en: 'Another model has this version' },
  TRAINING_UNDER_WAY: { status: 409, zh: '另一个训练正在进行', en: 'Another training is under way' },
  MODEL_IN_USE: { status: 409, zh: '此模型已在使用', en: 'This model is in use already' },
  MODEL_NONE_BEFORE: { status: 409, zh: '此前没有用过别的模型', en: 'No model was used before this one' },
  LEAD_NOT_YOURS: {
    status: 403,
    zh: '此线索由他人负责',
    en: 'Somebody else has this lead',
  },
  LEAD_STAGE_CONFLICT: { status: 409, zh: '线索不能这样变更阶段', en: 'The lead does not move that way' },
  LEAD_NOT_OPEN: { status: 409, zh: '线索已暂停或终止', en: 'The lead is paused or given up' },
  LEAD_OPEN: { status: 409, zh: '线索正在推进中', en: 'The lead is neither paused nor given up' },
  LEAD_CODE_NAME_TAKEN: { status: 409, zh: '此代号已被使用', en: 'Another lead has this code name' },
  LEAD_TASKS_TOO_MANY: { status: 409, zh: '未完成的任务过多', en: 'The lead has too many open tasks' },
  LEAD_TASK_NOT_FOUND: { status: 404, zh: '没有这项任务', en: 'There is no such task' },
  CLUSTER_NOT_FOUND: { status: 404, zh: '没有这个城市群', en: 'There is no such cluster' },
  LINK_INVALID: { status: 401, zh: '链接已失效，请重新获取', en: 'The link does not hold any more' },
  PERSON_NEEDED: {
    status: 403,
    zh: '仅限登录人员，不接受密钥',
    en: 'For people who are signed in, not for keys',
  },
  PERSON_NOT_FOUND: { status: 404, zh: '没有这个人员', en: 'There is no such person' },
  PERSON_ALREADY_MEMBER: { status: 409, zh: '此人已是成员', en: 'This person is a member already' },
  LAST_ADMINISTRATOR: {
    status: 409,
    zh: '至少保留一名管理员',
    en: 'A city keeps one administrator at least',
  },
  PASSWORD_NEEDED_FIRST: {
    status: 409,
    zh: '请先通过“忘记密码”设置密码，再接受邀请',
    en: 'Set a password by mail first, then accept',
  },
  INVITATION_NOT_FOUND: { status: 404, zh: '没有这个邀请', en: 'There is no such invitation' },
  NOT_AN_ADVISER: { status: 409, zh: '此人不是专家顾问', en: 'This person is no expert adviser' },
  SHARE_NOT_FOUND: { status: 404, zh: '没有这项共享', en: 'There is no such share' },
  PROJECT_NOT_FOUND: { status: 404, zh: '没有这个项目', en: 'There is no such project' },

  SINGLE_SIGN_ON_FAILED: { status: 401, zh: '单点登录失败', en: 'The single sign-on failed' },
  SINGLE_SIGN_ON_NOT_SET_UP: {
    status: 409,
    zh: '本市未设置单点登录',
    en: 'The city has no single sign-on set up',
  },
  SINGLE_SIGN_ON_NOT_FOUND: { status: 404, zh: '没有这项单点登录', en: 'There is no such single sign-on' },
  SINGLE_SIGN_ON_UNAVAILABLE: {
    status: 503,
    zh: '单点登录服务不可用',
    en: 'The single sign-on does not answer',
  },
  SINGLE_SIGN_ON_OTHER_ACCOUNT: {
    status: 401,
    zh: '此人已绑定另一账户',
    en: 'This person signs on by another account',
  },
  SINGLE_SIGN_ON_NOT_INVITED: {
    status: 401,
    zh: '未被邀请加入本市',
    en: 'Nobody invited this person to the city',
  },
  SINGLE_SIGN_ON_EMAIL_REFUSED: {
    status: 401,
    zh: '单点登录未提供可用的邮箱',
    en: 'The sign-on vouches for no usable address',
  },

  KEY_EXPIRED: { status: 401, zh: '密钥已过期', en: 'The key has expired' },
  KEY_REVOKED: { status: 401, zh: '密钥已吊销', en: 'The key was revoked' },
  KEY_ENDED: { status: 409, zh: '密钥已失效，无法轮换', en: 'The key has ended and cannot be rotated' },
  KEY_NOT_FOUND: { status: 404, zh: '没有这个密钥', en: 'There is no such key' },
  KEY_RATE_EXCEEDED: {
    status: 429,
    zh: '密钥每分钟请求数已用完',
    en: 'The key’s requests of this minute are used up',
  },
  KEY_QUOTA_EXCEEDED: {
    status: 429,
    zh: '密钥当日配额已用完',
    en: 'The key’s requests of this day are used up',
  },

  EVENT_STREAMS_OF_CALLER_FULL: {
    status: 429,
    zh: '您打开的事件流过多',
    en: 'You have too many event streams open',
  },
  EVENT_STREAMS_FULL: {
    status: 503,
    zh: '事件流已满，请稍后再试',
    en: 'No more event streams can be opened now',
  },
  SUBMISSION_NOT_FOUND: { status: 404, zh: '没有这项提交', en: 'There is no such submission' },
  SIGNAL_NOT_FOUND: { status: 404, zh: '没有这条信号', en: 'There is no such signal' },
  INDUSTRY_NOT_FOUND: { status: 404, zh: '没有这个行业', en: 'There is no such industry' },
  LEAD_NOT_FOUND: { status: 404, zh: '没有这条线索', en: 'There is no such lead' },

  PROFILE_CHANGED: {
    status: 412,
    zh: '内容已被修改，请重新读取',
    en: 'The profile has changed since you read it',
  },
  PROJECT_CITY_FOREIGN: { status: 403, zh: '项目属于其他城市', en: 'The project lies in another city' },

  CONTACT_NOT_FOUND: { status: 404, zh: '没有这个联系人', en: 'There is no such contact' },
  CONTACT_ERASED: {
    status: 409,
    zh: '此人已要求删除个人信息',
    en: 'This person was erased at their own wish',
  },
  ERASURE_NOT_FOUND: { status: 404, zh: '没有这项删除请求', en: 'There is no such erasure' },
  CONSENT_SUPERSEDED: { status: 409, zh: '已有更新的同意记录', en: 'A newer word on consent is on record' },

  NOTE_NOT_FOUND: { status: 404, zh: '没有这条备注', en: 'There is no such note' },
  NOTE_OF_ANOTHER: { status: 403, zh: '只能修改自己的备注', en: 'The note is somebody else’s' },

  WEBHOOK_NOT_FOUND: { status: 404, zh: '没有这个回调', en: 'There is no such webhook' },
  WEBHOOK_CHANGED: {
    status: 412,
    zh: '回调已被修改，请重新读取',
    en: 'The webhook has changed since you read it',
  },
  WEBHOOKS_FULL: { status: 409, zh: '回调数量已达上限', en: 'The city has as many webhooks as it may' },
  WEBHOOK_DISABLED: { status: 409, zh: '回调已停用', en: 'The webhook is switched off' },
  WEBHOOK_PINGS_WAITING: {
    status: 429,
    zh: '测试回调过于频繁',
    en: 'Enough test calls of this webhook are waiting',
  },
  DELIVERY_NOT_FOUND: { status: 404, zh: '没有这次投递', en: 'There is no such delivery' },
  DELIVERY_UNDER_WAY: { status: 409, zh: '投递正在进行', en: 'The delivery is still under way' },
  MAIL_NOT_FOUND: { status: 404, zh: '没有这封邮件', en: 'There is no such mail' },

  INSIGHT_TOO_SLOW: {
    status: 503,
    zh: '统计耗时过长,请缩小范围或稍后再试',
    en: 'The question takes too long: narrow it, or ask later',
  },
  EXPORTS_BUSY: {
    status: 429,
    zh: '导出任务过多,请稍后再试',
    en: 'Enough exports run at once; wait a while',
  },
} as const satisfies Readonly<Record<string, ProblemCode>>;
