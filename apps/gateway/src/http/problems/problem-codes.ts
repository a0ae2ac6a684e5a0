import { FEATURE_CODES } from './feature-codes';
import { type ProblemCode } from './problem-code';

/**
 * Every code of a problem, with the status that it comes with and its title. What a feature throws as a coded error of
 * the kernel stands here too: a spec fails when one is missing.
 */
export const PROBLEM_CODES = {
  JSON_MALFORMED: { status: 400, zh: '请求体不是有效的 JSON', en: 'The body is not valid JSON' },
  BODY_MISSING: { status: 400, zh: '缺少请求体', en: 'The body is missing' },
  BODY_UNEXPECTED: { status: 400, zh: '此操作不接受请求体', en: 'This operation takes no body' },
  REQUEST_MALFORMED: { status: 400, zh: '请求格式不正确', en: 'The request is malformed' },
  IDEMPOTENCY_KEY_NOT_HONOURED: {
    status: 400,
    zh: '此操作不支持 Idempotency-Key',
    en: 'This operation does not honour an Idempotency-Key',
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    zh: 'Idempotency-Key 格式不正确',
    en: 'The Idempotency-Key is malformed',
  },

  SIGN_IN_NEEDED: { status: 401, zh: '请先登录或提供 API 密钥', en: 'Sign in, or send an API key' },
  KEY_INVALID: {
    status: 401,
    zh: 'API 密钥无效、已过期或已吊销',
    en: 'The API key is unknown, expired or revoked',
  },

  PERMISSION_MISSING: { status: 403, zh: '没有执行此操作的权限', en: 'You lack the permission for this' },
  CSRF_TOKEN_INVALID: { status: 403, zh: '缺少或错误的 CSRF 令牌', en: 'The CSRF token is missing or wrong' },
  CROSS_SITE_REFUSED: {
    status: 403,
    zh: '拒绝来自其他网站的请求',
    en: 'Requests from pages of other sites are refused',
  },

  ROUTE_NOT_FOUND: { status: 404, zh: '没有这个地址', en: 'There is no such address' },
  PROFILE_NOT_FOUND: { status: 404, zh: '没有这个投资商或项目', en: 'There is no such investor or project' },
  PARTY_NOT_FOUND: { status: 404, zh: '没有这个投资商或项目', en: 'There is no such investor or project' },

  METHOD_NOT_ALLOWED: { status: 405, zh: '此地址不支持该方法', en: 'This address does not take that method' },
  REQUEST_TIMEOUT: { status: 408, zh: '请求接收超时', en: 'The request took too long to arrive' },

  REQUEST_IN_PROGRESS: { status: 409, zh: '同一请求正在处理中', en: 'The same request is being worked on' },
  ANSWER_ERASED: {
    status: 409,
    zh: '操作已完成，但其答复涉及的个人信息已被删除',
    en: 'The work was done, but its answer named somebody who has been erased',
  },

  REVISION_MOVED_ON: {
    status: 412,
    zh: '内容已被他人修改，请重新读取',
    en: 'It has changed since you read it',
  },
  BODY_TOO_LARGE: { status: 413, zh: '请求体过大', en: 'The body is too large' },
  URL_TOO_LONG: { status: 414, zh: '地址过长', en: 'The address is too long' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, zh: '不支持的内容类型', en: 'The media type is not supported' },

  INPUT_INVALID: { status: 422, zh: '部分字段有误', en: 'Some fields are wrong' },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '此 Idempotency-Key 已用于另一请求',
    en: 'This Idempotency-Key belongs to another request',
  },
  IF_MATCH_NEEDED: { status: 428, zh: '需要 If-Match 请求头', en: 'The If-Match header is needed' },
  RATE_LIMITED: { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  HEADERS_TOO_LARGE: { status: 431, zh: '请求头过大', en: 'The headers are too large' },

  INTERNAL: {
    status: 500,
    zh: '服务器出错，已记录',
    en: 'Something went wrong on our side; it has been noted',
  },
  UNAVAILABLE: { status: 503, zh: '所需的服务暂不可用', en: 'Something that is needed does not answer' },
  STOPPING: { status: 503, zh: '服务正在停止', en: 'The service is stopping' },

  ...FEATURE_CODES,
} as const satisfies Readonly<Record<string, ProblemCode>>;
