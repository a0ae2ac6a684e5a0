import { type LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type LookupFunction } from 'node:net';
import { type Allowance } from './destination/allowance';
import {
  AddressRefusedError,
  checkedAddresses,
  type Resolve,
  resolverFor,
} from './destination/checked-addresses';
import { portOf, webhookUrl } from './destination/webhook-url';

/** How a call ended: with an answer, whatever its status, or without one. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly excerpt: string }
  | { readonly kind: 'failed'; readonly code: CallFailure };

export type CallFailure =
  | 'WEBHOOK_ADDRESS_REFUSED'
  | 'WEBHOOK_NAME_UNKNOWN'
  | 'WEBHOOK_TIMED_OUT'
  | 'WEBHOOK_TLS_FAILED'
  | 'WEBHOOK_CONNECTION_FAILED';

export interface CallLimits {
  /** From the first question to the name server to the last byte of the answer. */
  readonly totalMs: number;
  /** Of the answer's body; what comes after it is not read. */
  readonly bodyBytes: number;
  readonly excerptBytes: number;
}

export const CALL_LIMITS: CallLimits = { totalMs: 10_000, bodyBytes: 65_536, excerptBytes: 1_024 };

export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts to a webhook, at an address that was checked and at no other; redirects are not followed. The receiver has answered
 * once its status has come: a body that breaks off, never ends or is slow does not change that. Never rejects.
 */
export async function callWebhook(
  call: WebhookCall,
  allowance: Allowance,
  { resolve, limits = CALL_LIMITS }: { readonly resolve?: Resolve; readonly limits?: CallLimits } = {},
): Promise<CallOutcome> {
  const deadline = AbortSignal.timeout(limits.totalMs);
  try {
    const url = checkedUrl(call.url, allowance);
    const resolving = checkedAddresses(url, allowance, resolve ?? resolverFor(allowance, portOf(url)));
    const addresses = await Promise.race([resolving, aborted(deadline)]);
    return await exchange(url, addresses, call, deadline, limits);
  } catch (error) {
    return { kind: 'failed', code: failureOf(error, deadline) };
  }
}

/** What is opened to webhooks may be less by now than when this one was set up. */
function checkedUrl(text: string, allowance: Allowance): URL {
  try {
    return webhookUrl(text, allowance);
  } catch (error) {
    throw new AddressRefusedError('The URL may no longer be called', { cause: error });
  }
}

async function exchange(
  url: URL,
  addresses: readonly LookupAddress[],
  { headers, body }: WebhookCall,
  deadline: AbortSignal,
  limits: CallLimits,
): Promise<CallOutcome> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    // A connection of its own, to an address that was checked: the name is not resolved a second time.
    agent: false,
    lookup: answerWith(addresses),
    signal: deadline,
  });
  try {
    const response = await responseTo(request, body);
    const excerpt = await beginningOf(response, limits);
    return { kind: 'answered', status: response.statusCode ?? 0, excerpt };
  } finally {
    request.destroy();
  }
}

function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, { all }, done) => {
    const [first] = addresses;
    if (all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

function responseTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Also after it has settled: an error without a listener ends the process.
    request.on('error', reject);
    request.once('close', () => reject(new Error('The connection was closed without an answer')));
    request.once('response', resolve);
    request.end(body);
  });
}

/** Reads up to the limit; an error ends it, with what came before. */
function beginningOf(response: IncomingMessage, { bodyBytes, excerptBytes }: CallLimits): Promise<string> {
  return new Promise((resolve) => {
    let read = 0;
    const kept: Buffer[] = [];
    const end = (): void => resolve(asText(Buffer.concat(kept).subarray(0, excerptBytes)));
    response.on('data', (chunk: Buffer) => {
      if (read < excerptBytes) kept.push(chunk.subarray(0, excerptBytes - read));
      read += chunk.length;
      if (read >= bodyBytes) end();
    });
    response.on('end', end);
    response.on('error', end);
    response.on('close', end);
  });
}

/** NUL is no text to Postgres; a character that was cut in two is left out. */
function asText(bytes: Buffer): string {
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\0', '');
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

const NAME_UNKNOWN =
  /^(?:ENOTFOUND|ENODATA|ESERVFAIL|EAI_\w+|EBADNAME|ETIMEOUT|EREFUSED|EFORMERR|ENOTIMP|EBADRESP)$/;
const TLS_FAILED = /CERT|SELF_SIGNED|^ERR_(?:TLS|SSL)|^EPROTO$|UNABLE_TO_|ALTNAME/;

function failureOf(error: unknown, deadline: AbortSignal): CallFailure {
  if (error instanceof AddressRefusedError) return 'WEBHOOK_ADDRESS_REFUSED';
  if (deadline.aborted) return 'WEBHOOK_TIMED_OUT';
  const { code = '' } = error as { code?: string };
  if (NAME_UNKNOWN.test(code)) return 'WEBHOOK_NAME_UNKNOWN';
  return TLS_FAILED.test(code) ? 'WEBHOOK_TLS_FAILED' : 'WEBHOOK_CONNECTION_FAILED';
}
