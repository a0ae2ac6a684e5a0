import { type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { CORRELATION_ID } from '@bole/contracts';
import { type BoleConfig } from '../config/bole-config';
import { CorrelationContext } from '../logging/correlation-context';
import { NestLog } from '../logging/process-log';
import { type ProcessScope } from '../platform.module';

export interface HttpOptions {
  /** Limits and manners of the server, besides those that every service has. */
  readonly server?: (config: BoleConfig) => FastifyServerOptions;
  /** Plugins, hooks, parsers and the like, before the port opens. */
  readonly configure?: (app: NestFastifyApplication, config: BoleConfig) => void | Promise<void>;
}

const CORRELATION_HEADER = 'x-correlation-id';

/** A container behind Fastify; `listen` opens its port. */
export async function createHttpPart(
  root: DynamicModule,
  http: HttpOptions,
  scope: ProcessScope,
): Promise<INestApplicationContext> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1_048_576,
    ...http.server?.(scope.config),
    // Requests under way are answered; connections that idle are closed at once, else they would hold up the shutdown.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  observe(adapter.getInstance<FastifyInstance>(), scope);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLog(scope.log),
    abortOnError: false,
    // Nest's parsers would take forms as well; Fastify's take JSON.
    bodyParser: false,
  });
  await http.configure?.(app, scope.config);
  return app;
}

/** Resolves with the URL; port 0 takes a free one. */
export async function listen(
  app: INestApplicationContext | undefined,
  { port, host }: BoleConfig['http'],
): Promise<string> {
  const http = app as NestFastifyApplication;
  await http.listen(port, host);
  return (await http.getUrl()).replace('[::1]', 'localhost');
}

/** Gives each request a correlation id, the caller's where it is a sound one, and logs one line when it is answered. */
function observe(fastify: FastifyInstance, { ids, log }: ProcessScope): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers[CORRELATION_HEADER];
    const correlationId = typeof given === 'string' && CORRELATION_ID.test(given) ? given : ids.next();
    void reply.header(CORRELATION_HEADER, correlationId);
    CorrelationContext.run({ correlationId }, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    // The path alone: what stands behind a question mark may be personal.
    const path = request.url.split('?')[0];
    const level = path?.startsWith('/health/') === true ? 'debug' : 'info';
    const { method, routeOptions } = request;
    const durationMs = Math.round(reply.elapsedTime);
    log[level](
      { method, path, route: routeOptions.url, status: reply.statusCode, durationMs },
      'Request answered',
    );
    done();
  });
}
