import { STATUS_CODES } from 'node:http';
import { type Socket } from 'node:net';
import helmet from '@fastify/helmet';
import cookie from '@fastify/cookie';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type BoleConfig, ConfigError, type HttpOptions } from '@bole/platform';
import { type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify';
import { API_PREFIX } from '../endpoint/endpoint';
import { RouteTable } from '../endpoint/route-table';
import { HttpProblem, methodNotAllowed } from '../endpoint/http-problem';
import { toProblem } from '../problems/to-problem';
import { preferredLanguage } from '../request-language';
import { answerConditionally } from './conditional';
import { API_POLICY } from './content-policy';

/** Those that some address takes, or that Fastify answers well where none does. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const MAX_URL_CHARACTERS = 8_192;
/** The whole request must have come within this time. */
const REQUEST_LIMIT_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_CONNECTIONS = 5_000;

/** How the gateway meets the network. */
export const GATEWAY_HTTP: HttpOptions = { server: serverOptions, configure: configureEdge };

function serverOptions({ http }: BoleConfig): FastifyServerOptions {
  return {
    requestTimeout: REQUEST_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: http.trustedProxies.length === 0 ? false : [...http.trustedProxies],
    // Longer ones are told so by validation, not by a route that is not found.
    routerOptions: { maxParamLength: MAX_URL_CHARACTERS },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: answerBrokenRequest,
  };
}

async function configureEdge(app: NestFastifyApplication, { http }: BoleConfig): Promise<void> {
  refuseOpenHttp(http);
  const fastify = app.getHttpAdapter().getInstance();
  app.getHttpServer().maxConnections = MAX_CONNECTIONS;
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: API_POLICY,
    },
    strictTransportSecurity: http.publicUrl.startsWith('https:') && {
      maxAge: 31_536_000,
      includeSubDomains: true,
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });

  // Bytes, not values: nobody's JSON is parsed before it is known who sends it.
  fastify.removeAllContentTypeParsers();
  for (const type of ['application/json', 'application/x-ndjson'])
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  fastify.addHook('onRequest', async ({ url, method }) => {
    if (url.length > MAX_URL_CHARACTERS)
      throw new HttpProblem(414, 'URL_TOO_LONG', `An address has at most ${MAX_URL_CHARACTERS} characters.`);
    // Fastify would look for a body of QUERY and the like, and say that it is malformed.
    const taken = METHODS.has(method) ? [] : app.get(RouteTable).methodsOf(url.split('?')[0] ?? '');
    if (taken.length > 0) throw methodNotAllowed(taken);
  });
  fastify.addHook('onRoute', (route) => {
    // Asked at each route, as Nest makes them: after the modules, and with them the table, are there.
    const bytes = app.get(RouteTable).bodyBytesOf(String(route.method), route.url);
    if (bytes !== undefined) route.bodyLimit = bytes;
  });
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith(`/${API_PREFIX}`)) return payload;
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    void reply.header('vary', 'Accept-Language');
    return answerConditionally(request, reply, payload);
  });
}

/** Sign-ins and keys do not cross a network in the open unless somebody said so. */
function refuseOpenHttp({ host, publicUrl, insecure }: BoleConfig['http']): void {
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (loopback || insecure || publicUrl.startsWith('https:')) return;
  throw new ConfigError(
    `The configuration is wrong: BOLE_HOST is "${host}", beyond loopback, while BOLE_PUBLIC_URL is ${publicUrl}; ` +
      'expected an https URL, or BOLE_INSECURE_HTTP=on.',
  );
}

/** For what Fastify finds wrong before there is a route, such as an address that does not decode. */
function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?')[0] ?? '';
  const { problem, headers } = toProblem(error, path, preferredLanguage(request));
  void reply
    .status(problem.status)
    .headers({ ...headers, ...BARE_HEADERS })
    .type('application/problem+json')
    .send(problem);
}

/** Of answers that are given before there is a route, and with it the hooks that write these. */
const BARE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** For what is no HTTP, or does not end: there is neither request nor reply, only a socket. */
function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = BROKEN[error.code ?? ''] ?? 400;
  const body = JSON.stringify(toProblem(new HttpStatus(status), '', 'en').problem);
  const headers = {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...BARE_HEADERS,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

const BROKEN: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

class HttpStatus extends Error {
  constructor(readonly statusCode: number) {
    super();
  }
}
