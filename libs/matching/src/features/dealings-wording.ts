import { type SignalKind } from '@bole/contracts';
import { type Deed, type Touch } from '../records/records';
import { type Text } from './feature';

/** What an investor did, as a noun: `实地考察`, `a site visit`. */
export function signalText(event: Touch | Deed): Text {
  const answer = event.kind === 'answer' && 'answer' in event ? event.answer : undefined;
  return answer === undefined ? SIGNAL_NAMES[event.kind] : ANSWER_NAMES[answer];
}

const ANSWER_NAMES: Readonly<Record<NonNullable<Touch['answer']>, Text>> = {
  meeting: { zh: '答复愿意见面', en: 'an answer asking to meet' },
  interested: { zh: '答复有兴趣', en: 'an answer of interest' },
  question: { zh: '来信询问', en: 'a question' },
  'not-now': { zh: '答复暂不考虑', en: 'an answer of "not now"' },
  'not-for-us': { zh: '答复不合适', en: 'an answer of "not for us"' },
};

const SIGNAL_NAMES: Readonly<Record<SignalKind, Text>> = {
  'mail-delivered': { zh: '收到邮件', en: 'a mail received' },
  'link-followed': { zh: '点开链接', en: 'a link followed' },
  answer: { zh: '答复', en: 'an answer' },
  'page-view': { zh: '浏览页面', en: 'a page view' },
  download: { zh: '下载资料', en: 'a download' },
  inquiry: { zh: '主动咨询', en: 'an inquiry' },
  decline: { zh: '婉拒', en: 'a refusal' },
  'fair-check-in': { zh: '展会签到', en: 'a check-in at a fair' },
  'meeting-held': { zh: '面谈', en: 'a meeting' },
  'meeting-missed': { zh: '失约', en: 'a missed meeting' },
  call: { zh: '通话', en: 'a call' },
  'site-visit': { zh: '考察', en: 'a site visit' },
  mou: { zh: '签署意向书', en: 'a memorandum signed' },
  signing: { zh: '签约', en: 'a signing' },
  'funds-in-place': { zh: '资金到位', en: 'funds in place' },
  start: { zh: '开工', en: 'a start of works' },
  production: { zh: '投产', en: 'a start of production' },
};
