import { type UnitOfWork } from '@bole/persistence';
import { type SecretLinks } from '@bole/platform';
import { type Mail, type MailState, type MailSummary } from '../mail.schema';

export interface MailPage {
  /** Undefined: of all cities that the present scope sees, as for an operator at the command line. */
  readonly city: string | undefined;
  readonly state: MailState | undefined;
  /** The last item of the page before. */
  readonly after: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

export interface KeptMail {
  readonly mail: Mail;
  readonly secretLinks: SecretLinks | null;
}

/** Reads mails. */
export class MailStore {
  constructor(private readonly unitOfWork: Pick<UnitOfWork, 'query'>) {}

  /** The newest first. */
  async page({ city, state, after, limit }: MailPage): Promise<MailSummary[]> {
    const rows = await this.unitOfWork.query<MailRow>(
      `select ${SUMMARY} from outreach.mail
       where ($1::text is null or city = $1) and ($2::text is null or state = $2)
         and ($3::timestamptz is null or (created_at, id) < ($3, $4))
       order by created_at desc, id desc limit $5`,
      [city ?? null, state ?? null, after?.createdAt ?? null, after?.id ?? null, limit],
    );
    return rows.map(toSummary);
  }

  async find(id: string, city: string | undefined): Promise<KeptMail | undefined> {
    const [row] = await this.unitOfWork.query<WholeRow>(
      `select ${SUMMARY}, text, html, headers, secret_links from outreach.mail
       where id = $1 and ($2::text is null or city = $2)`,
      [id, city ?? null],
    );
    if (row === undefined) return undefined;
    const { text, html, headers, secret_links: secretLinks } = row;
    return { mail: { ...toSummary(row), text, html, headers }, secretLinks };
  }
}

const SUMMARY = `id, city, key, to_address, to_name, subject, state, attempts, next_attempt_at, last_error, message_id,
  created_at, sent_at`;

interface MailRow {
  readonly id: string;
  readonly city: string;
  readonly key: string;
  readonly to_address: string;
  readonly to_name: string | null;
  readonly subject: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly last_error: string | null;
  readonly message_id: string | null;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

type WholeRow = MailRow &
  Pick<Mail, 'text' | 'html' | 'headers'> & { readonly secret_links: SecretLinks | null };

function toSummary(row: MailRow): MailSummary {
  return {
    id: row.id,
    city: row.city,
    key: row.key,
    to: { address: row.to_address, name: row.to_name },
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'queued' ? row.next_attempt_at.toISOString() : null,
    lastError: row.last_error,
    messageId: row.message_id,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  };
}
