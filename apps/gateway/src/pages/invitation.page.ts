import { type Language } from '@bole/kernel';
import { field, framedPage } from './page-frame';

const TEXTS = {
  title: { zh: '接受邀请', en: 'Accept an invitation' },
  loading: { zh: '正在读取邀请…', en: 'Reading the invitation…' },
  email: { zh: '邮箱', en: 'E-mail address' },
  name: { zh: '您的姓名', en: 'Your name' },
  password: { zh: '密码', en: 'Password' },
  hint: {
    zh: '至少 12 个字符。一句您记得住的话，比复杂的符号更安全。',
    en: '12 characters or more. A sentence you remember is safer than signs.',
  },
  submit: { zh: '加入并登录', en: 'Join and sign in' },
  forgot: { zh: '忘记密码？', en: 'Forgot your password?' },
} as const;

const SPOKEN = {
  offer: { zh: '{city}邀请您以{role}的身份加入伯乐。', en: '{city} invites you to Bole as {role}.' },
  present: {
    zh: '您已有伯乐账户，请输入现有密码。',
    en: 'You have an account already: give its password.',
  },
  administrator: { zh: '管理员', en: 'an administrator' },
  officer: { zh: '招商专员', en: 'a promotion officer' },
  analyst: { zh: '分析员', en: 'an analyst' },
  adviser: { zh: '专家顾问', en: 'an expert adviser' },
} as const;

/** Where the link of an invitation leads. Who has a password already gives it; who is new sets a name and one. */
export function invitationPage(language: Language): string {
  return framedPage({
    language,
    title: TEXTS.title,
    script: 'invitation.js',
    texts: TEXTS,
    spoken: SPOKEN,
    main: (say) => `<main class="card">
<h1>${say('title')}</h1>
<p id="problem" class="problem" role="alert" tabindex="-1"></p>
<p id="status" class="status" role="status">${say('loading')}</p>
<form id="accept" novalidate hidden>
${field({ name: 'email', label: say('email'), type: 'email', autocomplete: 'username', attributes: 'readonly' })}
${field({ name: 'name', label: say('name'), type: 'text', autocomplete: 'name', attributes: 'maxlength="100"' })}
${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'new-password', hint: say('hint') })}
<button class="primary" type="submit">${say('submit')}</button>
</form>
<p class="aside"><a href="/forgot-password">${say('forgot')}</a></p>
</main>`,
  });
}
