import { type Language, type LocalizedText } from '@bole/kernel';
import { type Role } from '../../permission';
import { type MailText } from './mail-text';

interface InvitationMail {
  readonly city: LocalizedText;
  readonly role: Role;
  readonly invitedBy: string;
  readonly link: string;
  readonly days: number;
}

export const ROLE_NAMES: Readonly<Record<Role, Required<LocalizedText>>> = {
  administrator: { zh: '管理员', en: 'administrator' },
  officer: { zh: '招商专员', en: 'promotion officer' },
  analyst: { zh: '分析员', en: 'analyst' },
  adviser: { zh: '专家顾问', en: 'expert adviser' },
};

/** Asks somebody to join a city. */
export function invitationMail(mail: InvitationMail, language: Language): MailText {
  return language === 'zh' ? chinese(mail) : english(mail);
}

function chinese({ city, role, invitedBy, link, days }: InvitationMail): MailText {
  return {
    subject: `邀请您加入伯乐：${city.zh ?? ''}`,
    text: `您好：

${invitedBy}邀请您以${ROLE_NAMES[role].zh}的身份加入${city.zh ?? ''}的伯乐智慧招商平台。

请在${days}天内打开以下链接，接受邀请：
${link}

如果您并未期待这封邮件，请忽略它，无需任何操作。
`,
  };
}

function english({ city, role, invitedBy, link, days }: InvitationMail): MailText {
  return {
    subject: `You are invited to Bole: ${city.en ?? ''}`,
    text: `Hello,

${invitedBy} invites you to join ${city.en ?? ''} on Bole, its investment-promotion platform, as ${ROLE_NAMES[role].en}.

Open this link within ${days} days to accept:
${link}

If you did not expect this mail, ignore it; nothing will happen.
`,
  };
}
