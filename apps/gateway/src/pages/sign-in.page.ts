import { type Language } from '@bole/kernel';
import { PROBLEM_CODES } from '../http/problems/problem-codes';
import { field, framedPage } from './page-frame';
import { escaped } from './page-shell';

const TEXTS = {
  title: { zh: '登录', en: 'Sign in' },
  email: { zh: '邮箱', en: 'E-mail address' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  forgot: { zh: '忘记密码？', en: 'Forgot your password?' },
  byCity: { zh: '使用本市的统一登录', en: 'Use your city’s own sign-on' },
  city: { zh: '城市', en: 'City' },
  go: { zh: '前往', en: 'Go on' },
} as const;

const SPOKEN = {
  byLink: { zh: '正在用一次性链接登录…', en: 'Signing in by your link…' },
} as const;

/** `problem`: the code that a sign-on by a city's provider came back with. */
export function signInPage(language: Language, problem: string | undefined): string {
  return framedPage({
    language,
    title: TEXTS.title,
    script: 'sign-in.js',
    texts: TEXTS,
    spoken: SPOKEN,
    main: (say) => `<main class="card">
<h1>${say('title')}</h1>
<p id="problem" class="problem" role="alert" tabindex="-1">${escaped(titleOf(problem, language))}</p>
<p id="status" class="status" role="status"></p>
<form id="sign-in" novalidate>
${field({ name: 'email', label: say('email'), type: 'email', autocomplete: 'username', attributes: 'autocapitalize="none" spellcheck="false" inputmode="email"' })}
${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'current-password' })}
<button class="primary" type="submit">${say('submit')}</button>
</form>
<p class="aside"><a href="/forgot-password">${say('forgot')}</a></p>
<form id="by-city" class="by-city" hidden>
<h2>${say('byCity')}</h2>
<div class="row"><label class="unseen" for="city">${say('city')}</label><select id="city" name="city"></select><button type="submit">${say('go')}</button></div>
</form>
</main>`,
  });
}

/** Anybody can write any code into the address: what is shown is a title of our own, or nothing. */
function titleOf(code: string | undefined, language: Language): string {
  if (code === undefined) return '';
  const known = Object.hasOwn(PROBLEM_CODES, code)
    ? PROBLEM_CODES[code as keyof typeof PROBLEM_CODES]
    : PROBLEM_CODES.SINGLE_SIGN_ON_FAILED;
  return known[language];
}
