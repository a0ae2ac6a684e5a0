import { createTransport } from 'nodemailer';
import ipaddr from 'ipaddr.js';
import { type BoleConfig, type Mailbox } from '@bole/platform';
import { type ClaimedMail } from './mail-queue';

/** How an attempt to send a mail ended. `refused`: the server does not take this mail, now or ever. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'not-now'; readonly error: string };

export type SmtpSettings = NonNullable<BoleConfig['smtp']>;

/** The whole of an attempt; each step of it has a shorter limit of its own. */
const SEND_LIMIT_MS = 60_000;
const STEP_LIMIT_MS = 15_000;

/** Hands mails to the SMTP server of BOLE_SMTP_URL, one connection each. */
export class SmtpSender {
  private readonly transport: ReturnType<typeof transportOf>;
  private readonly from: Mailbox;

  constructor(settings: SmtpSettings) {
    this.from = settings.from;
    this.transport = transportOf(settings);
  }

  /** Never rejects: what goes wrong is the outcome. */
  async send(mail: ClaimedMail): Promise<SendOutcome> {
    try {
      await this.transport.sendMail({
        from: this.from,
        to: { address: mail.to.address, name: mail.to.name ?? '' },
        subject: mail.subject,
        text: mail.text,
        ...(mail.html === null ? {} : { html: mail.html }),
        messageId: mail.messageId,
        date: mail.createdAt,
        // RFC 3834: nobody's absence note is to answer this.
        headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(SEND_LIMIT_MS),
      });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}

const transportOf = (settings: SmtpSettings) => createTransport(transportOptions(settings));

/** As nodemailer takes them. */
export function transportOptions({ url, password }: SmtpSettings) {
  const { protocol, hostname, port, username, password: inUrl } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  const pass = password ?? decodeURIComponent(inUrl);
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user === '' ? {} : { auth: { user, pass } }),
    // A password crosses no network in clear.
    requireTLS: !secure && user !== '' && !isLoopback(host),
    connectionTimeout: STEP_LIMIT_MS,
    greetingTimeout: STEP_LIMIT_MS,
    socketTimeout: STEP_LIMIT_MS,
    dnsTimeout: STEP_LIMIT_MS,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
}

/**
 * A 5xx about the recipient or about the mail is for good. A 5xx about us (the sign-in, the sender) is for the operator to
 * mend, and the mail waits; so it does after a 4xx, and while there is no connection.
 */
function outcomeOf(error: unknown): SendOutcome {
  const { code = '', responseCode = 0, command = '', message = String(error) } = error as SmtpError;
  const forGood = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { kind: forGood ? 'refused' : 'not-now', error: `${code} ${message}`.trim() };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message?: string;
}
