import { type Queries } from '../people/store/person.store';
import { type SingleSignOn } from './single-sign-on.schema';

interface SingleSignOnRow {
  readonly issuer: string;
  readonly client_id: string;
  readonly secret_name: string;
  readonly email_domains: string[];
  readonly default_role: SingleSignOn['defaultRole'];
  readonly revision: string;
}

/** A city's settings, or undefined where it has no sign-on of its own. */
export async function singleSignOnOf(
  queries: Queries,
  city: string,
  lock: '' | 'for update' = '',
): Promise<SingleSignOn | undefined> {
  const [row] = await queries.query<SingleSignOnRow>(
    `select issuer, client_id, secret_name, email_domains, default_role, revision
     from access.single_sign_on where city = $1 ${lock}`,
    [city],
  );
  return (
    row && {
      issuer: row.issuer,
      clientId: row.client_id,
      secretName: row.secret_name,
      emailDomains: row.email_domains,
      defaultRole: row.default_role,
      revision: Number(row.revision),
    }
  );
}
