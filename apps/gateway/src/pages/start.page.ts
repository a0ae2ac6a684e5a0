import { type Language } from '@bole/kernel';
import { field, framedPage } from './page-frame';

const TEXTS = {
  title: { zh: '今天先联系谁', en: 'Whom to call first today' },
  city: { zh: '所在城市', en: 'City' },
  switch: { zh: '切换', en: 'Switch' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  best: {
    zh: '本市评分最高的线索，以及最重要的理由。',
    en: 'The leads of your city that score highest, and what weighs most.',
  },
  loading: { zh: '正在读取线索…', en: 'Reading the leads…' },
  legend: { zh: '分数由三部分组成：', en: 'A score has three parts: ' },
  fit: { zh: '匹配', en: 'fit' },
  intent: { zh: '意向', en: 'intent' },
  relationship: { zh: '关系', en: 'relationship' },
  api: { zh: '接口与密钥', en: 'API and keys' },
  docs: { zh: '接口文档', en: 'The API, to read and to try' },
  apiText: {
    zh: '分析员和其他系统通过接口查询线索、漏斗与归因。',
    en: 'Analysts and other systems ask for leads, funnels and attribution there.',
  },
  makeKey: { zh: '新建 API 密钥', en: 'Make an API key' },
  label: { zh: '用途', en: 'What it is for' },
  labelHint: { zh: '例如：月报脚本', en: 'Such as: the monthly report' },
  scopes: { zh: '可以做什么', en: 'What it may do' },
  reading: {
    zh: '只读：线索、漏斗、投资商、项目、信号',
    en: 'Read leads, funnels, investors, projects, signals',
  },
  writing: { zh: '读写：另可提交投资商、项目、信号', en: 'Also submit investors, projects, signals' },
  expiry: { zh: '有效期', en: 'Holds for' },
  days30: { zh: '30 天', en: '30 days' },
  days90: { zh: '90 天', en: '90 days' },
  days365: { zh: '一年', en: 'a year' },
  make: { zh: '生成密钥', en: 'Make the key' },
  once: {
    zh: '请立即复制并妥善保存：密钥只显示这一次。',
    en: 'Copy it now and keep it safe: the key is shown this once.',
  },
  copy: { zh: '复制', en: 'Copy' },
} as const;

const SPOKEN = {
  none: {
    zh: '还没有线索。导入投资商和项目后，伯乐会在几秒内给出匹配结果。',
    en: 'There are no leads yet. Import investors and projects, and Bole ranks them within seconds.',
  },
  points: { zh: '{points} 分', en: '{points} points' },
  parts: {
    zh: '匹配 {fit}，意向 {intent}，关系 {relationship}',
    en: 'fit {fit}, intent {intent}, relationship {relationship}',
  },
  against: { zh: '不利：', en: 'Against: ' },
  copied: { zh: '已复制。', en: 'Copied.' },
  administrator: { zh: '管理员', en: 'administrator' },
  officer: { zh: '招商专员', en: 'promotion officer' },
  analyst: { zh: '分析员', en: 'analyst' },
  adviser: { zh: '专家顾问', en: 'expert adviser' },
} as const;

/** What who is signed in sees until the console is there: the city, its best leads, the way to the API. */
export function startPage(language: Language): string {
  return framedPage({
    language,
    title: TEXTS.title,
    script: 'start.js',
    texts: TEXTS,
    spoken: SPOKEN,
    header: (
      say,
    ) => `<form id="cities" class="cities" hidden><label class="unseen" for="city">${say('city')}</label><select id="city"></select><button type="submit" class="quiet">${say('switch')}</button></form>
<span id="own-city" class="own-city"></span><span id="who" class="who"></span><button id="sign-out" type="button" class="quiet">${say('signOut')}</button>`,
    main: (say) => `<main class="wide">
<p id="problem" class="problem" role="alert" tabindex="-1"></p>
<section aria-labelledby="title">
<h1 id="title">${say('title')}</h1>
<p class="hint">${say('best')}</p>
<p id="status" class="status" role="status">${say('loading')}</p>
<ol id="leads" class="leads" aria-busy="true">${'<li class="lead waiting" aria-hidden="true"></li>'.repeat(4)}</ol>
<p class="legend hint">${say('legend')}<span class="fit">${say('fit')}</span> <span class="intent">${say('intent')}</span> <span class="relationship">${say('relationship')}</span></p>
</section>
<section class="api" aria-labelledby="api-title">
<h2 id="api-title">${say('api')}</h2>
<p>${say('apiText')} <a href="/docs">${say('docs')}</a></p>
<details id="keys" hidden>
<summary>${say('makeKey')}</summary>
<form id="key" novalidate>
${field({ name: 'label', label: say('label'), type: 'text', autocomplete: 'off', hint: say('labelHint'), attributes: 'maxlength="100"' })}
<fieldset><legend>${say('scopes')}</legend>
<label class="choice"><input type="radio" name="scopes" value="read" checked> ${say('reading')}</label>
<label class="choice"><input type="radio" name="scopes" value="write"> ${say('writing')}</label>
</fieldset>
<div class="field"><label for="expiry">${say('expiry')}</label><select id="expiry" name="expiry"><option value="30">${say('days30')}</option><option value="90" selected>${say('days90')}</option><option value="365">${say('days365')}</option></select></div>
<button class="primary" type="submit">${say('make')}</button>
</form>
<div id="made" class="made" hidden>
<p id="made-note" role="status" tabindex="-1">${say('once')}</p>
<p class="secret"><code id="secret"></code> <button id="copy" type="button">${say('copy')}</button></p>
</div>
</details>
</section>
</main>`,
  });
}
