import { type Language } from '@bole/kernel';
import { type MailText } from './mail-text';

interface PasswordResetMail {
  readonly name: string;
  readonly link: string;
  readonly minutes: number;
}

/** Leads to a new password. */
export function passwordResetMail({ name, link, minutes }: PasswordResetMail, language: Language): MailText {
  return language === 'zh'
    ? {
        subject: '重设您的伯乐密码',
        text: `${name}，您好：

有人请求重设您的伯乐密码。请在${minutes}分钟内打开以下链接，设置新密码：
${link}

如果不是您本人的请求，请忽略这封邮件，原密码仍然有效。
`,
      }
    : {
        subject: 'Set a new password for Bole',
        text: `Hello ${name},

somebody asked for a new password for your account at Bole. Open this link within ${minutes} minutes to set one:
${link}

If it was not you, ignore this mail; your password stays as it is.
`,
      };
}
