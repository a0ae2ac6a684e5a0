import { type Language } from '@bole/kernel';
import { field, framedPage } from './page-frame';

const FORGOT = {
  title: { zh: '重设密码', en: 'Set a new password' },
  lead: {
    zh: '输入您的登录邮箱，我们会发送一个一小时内有效的链接。',
    en: 'Give the address you sign in with: a link that holds for an hour is sent to it.',
  },
  noMail: {
    zh: '此处的伯乐不发送邮件。请联系系统运维人员，为您生成一次性登录链接（bole people link）。',
    en: 'No mails are sent here. Ask the operator of this Bole for a link that signs you in once (bole people link).',
  },
  email: { zh: '邮箱', en: 'E-mail address' },
  submit: { zh: '发送链接', en: 'Send the link' },
  back: { zh: '返回登录', en: 'Back to sign in' },
} as const;

const FORGOT_SPOKEN = {
  sent: {
    zh: '如果这个邮箱在伯乐登记过，邮件已经发出。没有收到时，请查看垃圾邮件，或联系本市管理员。',
    en: 'If Bole knows this address, a mail is on its way. Should none come, look among spam, or ask your city’s administrator.',
  },
} as const;

/** Where a link for a new password is asked for. */
export function forgotPasswordPage(language: Language, sendsMails: boolean): string {
  return framedPage({
    language,
    title: FORGOT.title,
    script: 'forgot-password.js',
    texts: FORGOT,
    spoken: FORGOT_SPOKEN,
    main: (say) => `<main class="card">
<h1>${say('title')}</h1>
<p id="problem" class="problem" role="alert" tabindex="-1"></p>
<p id="status" class="status" role="status" tabindex="-1"></p>
${
  sendsMails
    ? `<form id="forgot" novalidate>
<p>${say('lead')}</p>
${field({ name: 'email', label: say('email'), type: 'email', autocomplete: 'username', attributes: 'autocapitalize="none" spellcheck="false" inputmode="email"' })}
<button class="primary" type="submit">${say('submit')}</button>
</form>`
    : `<p>${say('noMail')}</p>`
}
<p class="aside"><a href="/sign-in">${say('back')}</a></p>
</main>`,
  });
}

const RESET = {
  title: { zh: '设置新密码', en: 'Set a new password' },
  password: { zh: '新密码', en: 'New password' },
  hint: {
    zh: '至少 12 个字符。一句您记得住的话，比复杂的符号更安全。',
    en: '12 characters or more. A sentence you remember is safer than signs.',
  },
  submit: { zh: '设置密码', en: 'Set the password' },
  back: { zh: '前往登录', en: 'Go to sign in' },
  again: { zh: '重新获取链接', en: 'Ask for another link' },
} as const;

const RESET_SPOKEN = {
  done: {
    zh: '新密码已生效，您在其他设备上的登录已全部退出。',
    en: 'The new password holds. All your sessions on other devices have ended.',
  },
} as const;

/** Where the link of a reset mail leads. */
export function resetPasswordPage(language: Language): string {
  return framedPage({
    language,
    title: RESET.title,
    script: 'reset-password.js',
    texts: RESET,
    spoken: RESET_SPOKEN,
    main: (say) => `<main class="card">
<h1>${say('title')}</h1>
<p id="problem" class="problem" role="alert" tabindex="-1"></p>
<p id="status" class="status" role="status" tabindex="-1"></p>
<form id="reset" novalidate>
${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'new-password', hint: say('hint') })}
<button class="primary" type="submit">${say('submit')}</button>
</form>
<p class="aside"><a href="/sign-in">${say('back')}</a> <a href="/forgot-password">${say('again')}</a></p>
</main>`,
  });
}
