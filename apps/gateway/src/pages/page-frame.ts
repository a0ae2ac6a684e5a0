import { type Language } from '@bole/kernel';
import { escaped, htmlPage } from './page-shell';

type InBoth = Readonly<Record<Language, string>>;
type Words = Readonly<Record<string, InBoth>>;

/** Looks up what a page says in its language, ready to stand in HTML. */
export type Say<Name extends string> = (name: Name) => string;

export interface FramedPage<Texts extends Words, Spoken extends Words> {
  readonly language: Language;
  readonly title: InBoth;
  /** The name of its script in assets/. */
  readonly script: string;
  readonly texts: Texts;
  /** What its script says. */
  readonly spoken: Spoken;
  readonly main: (say: Say<Extract<keyof Texts, string>>) => string;
  /** Beside the name of the house, at the top. */
  readonly header?: (say: Say<Extract<keyof Texts, string>>) => string;
}

/** What every script of these pages may have to say. */
const SPOKEN = {
  unreachable: {
    zh: '无法连接到伯乐，请检查网络后重试。',
    en: 'Bole cannot be reached. Check the connection and try again.',
  },
  retryIn: { zh: '请在 {minutes} 分钟后重试。', en: 'Try again in {minutes} minutes.' },
  PASSWORD_TOO_SHORT: { zh: '密码至少 12 个字符。', en: 'Use 12 characters or more.' },
  PASSWORD_TOO_LONG: { zh: '密码至多 200 个字符。', en: 'Use 200 characters or fewer.' },
  PASSWORD_COMMON: { zh: '这个密码太常见，容易被猜到。', en: 'This password is among those tried first.' },
  PASSWORD_CONTAINS_NAME: {
    zh: '密码不要包含您的姓名或邮箱。',
    en: 'Leave your name and address out of the password.',
  },
} as const satisfies Words;

/** A tree beside a rising line: it needs no file, and the policy lets pictures be written so. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f766e"/><path d="M7 22l6-7 5 4 7-10" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;

/** A page of Bole: name and language at the top, one thing below. */
export function framedPage<Texts extends Words, Spoken extends Words>(
  page: FramedPage<Texts, Spoken>,
): string {
  const { language, title, script, texts, spoken, main, header } = page;
  const say: Say<Extract<keyof Texts, string>> = (name) => escaped(texts[name]?.[language] ?? name);
  const other = language === 'zh' ? 'en' : 'zh';
  return htmlPage({
    title: `${title[language]} · 伯乐 Bole`,
    language,
    icon: ICON,
    styles: ['/pages/pages.css'],
    modules: ['/pages/frame.js', `/pages/${script}`],
    words: { ...wordsIn(SPOKEN, language), ...wordsIn(spoken, language) },
    body: `<header class="top">
<a class="brand" href="/"><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7"/><path d="M7 22l6-7 5 4 7-10"/></svg><span>伯乐 <span lang="en">Bole</span></span></a>
<div class="tools">${header?.(say) ?? ''}<a id="language" class="quiet" href="?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other}">${other === 'zh' ? '中文' : 'English'}</a></div>
</header>
<noscript><p class="notice" role="alert">${language === 'zh' ? '此页面需要启用 JavaScript。' : 'This page needs JavaScript.'}</p></noscript>
${main(say)}`,
  });
}

function wordsIn(words: Words, language: Language): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text[language]]));
}

/** A field with its label, its hint and the place of its error. */
export function field(input: {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autocomplete: string;
  readonly hint?: string;
  readonly attributes?: string;
}): string {
  const { name, label, type, autocomplete, hint, attributes = '' } = input;
  const described = hint === undefined ? `${name}-error` : `${name}-hint ${name}-error`;
  return `<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" aria-describedby="${described}" required ${attributes}>
${hint === undefined ? '' : `<p class="hint" id="${name}-hint">${hint}</p>`}<p class="error" id="${name}-error"></p></div>`;
}
