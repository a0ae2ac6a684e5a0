import { isIP } from 'node:net';
import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { type Allowance } from './allowance';
import { isPublicAddress } from './public-address';

const LONGEST_URL = 2_000;
/** Names that no public resolver answers for (RFC 6761, 6762, 8375, and `internal` as ICANN reserved it). */
const INNER_NAMES = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|intranet|home\.arpa|onion|invalid|test)$/;

/**
 * The URL of a webhook as it may be called: http or https, without a password, on a port for the web, https unless the
 * destination is one's own, not on its face private. What its name resolves to is checked when it is called. Throws
 * InvalidInputError.
 */
export function webhookUrl(text: string, allowance: Allowance): URL {
  const url = parsed(text);
  const fault = url === undefined ? INVALID : faultOf(url, allowance);
  if (url === undefined || fault !== undefined)
    throw new InvalidInputError([{ field: 'url', value: shown(text), ...(fault ?? INVALID) }]);
  return url;
}

/** Its host as it is resolved and compared: IPv6 without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

type Fault = Pick<Problem, 'code' | 'expected'>;

const INVALID: Fault = { code: 'WEBHOOK_URL_INVALID', expected: 'a URL such as https://example.org/bole' };

/** The parser of the web forgives line breaks, blanks and backslashes; whoever means a URL writes none. */
function parsed(text: string): URL | undefined {
  if (text.length > LONGEST_URL || /[\p{Cc}\p{Cs}\s\\]/u.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function faultOf(url: URL, allowance: Allowance): Fault | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { ...INVALID, code: 'WEBHOOK_URL_SCHEME' };
  if (url.username !== '' || url.password !== '')
    return { code: 'WEBHOOK_URL_CREDENTIALS', expected: 'a URL without a user and a password' };
  const [host, port] = [hostOf(url), portOf(url)];
  if (host === '' || host.endsWith('.') || url.hash !== '') return INVALID;
  const own = allowance.opensName(host, port) || allowance.opensAddress(host, port);
  if (own) return undefined;
  if (port !== 80 && port !== 443 && port < 1_024)
    return { code: 'WEBHOOK_URL_PORT', expected: 'port 80, 443 or one from 1024 on' };
  if (isIP(host) === 0 ? INNER_NAMES.test(host) : !isPublicAddress(host))
    return { code: 'WEBHOOK_URL_PRIVATE', expected: 'a host in the public internet' };
  if (url.protocol !== 'https:') return { code: 'WEBHOOK_URL_INSECURE', expected: 'https' };
  return undefined;
}
