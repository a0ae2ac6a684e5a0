/**
 * A bare Nest route on Fastify, in a process of its own: it sends the statements that the real handler sends, over pools of the
 * same size under the same roles and row-level security, and answers what the real one answered. No sign-in, no validation, no
 * limits, no audit, no matching: what is left of a request when all that Bole does is taken away.
 *
 *     node -r test/support/register-typescript.cjs bench/support/bare-route.ts FILE
 */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { All, Controller, HttpCode, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type ActingScope,
  asRole,
  type PostgresConnection,
  SCOPE_SETTINGS,
  scopeSettings,
} from '@bole/persistence';
import { Pool, type QueryConfig } from 'pg';
import { type CapturedPool, type CapturedQuery, type Wave } from './captured-queries';

export interface BareRoute {
  readonly connection: PostgresConnection;
  readonly scope: ActingScope;
  readonly waves: readonly Wave[];
  readonly answer: unknown;
}

const file = process.argv[2] ?? '';
const { connection, scope, waves, answer } = JSON.parse(readFileSync(file, 'utf8')) as BareRoute;
const pools = new Map<string, Pool>();

@Controller()
class BareController {
  @All('bare')
  @HttpCode(200)
  async get(): Promise<unknown> {
    for (const wave of waves)
      await Promise.all(wave.map((query) => poolOf(query.pool).query(statementOf(query))));
    return answer;
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

function statementOf({ name, sql, parameters }: CapturedQuery): QueryConfig {
  return { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) };
}

/** A pool as the real one was opened: Bole's own have 10 connections, those of the search 8. */
function poolOf({ user, application, options }: CapturedPool): Pool {
  const key = `${user} ${application}`;
  const kept = pools.get(key);
  if (kept !== undefined) return kept;
  const role = user === 'bole_gateway' || user === 'bole_service' ? asRole(connection, user) : connection;
  const settings = SCOPE_SETTINGS.map((name, at) => `set_config('${name}', $${at + 1}, false)`).join(', ');
  const pool = new Pool({
    ...role,
    application_name: 'bare',
    max: application === 'bole-search' ? 8 : 10,
    ...(options === undefined ? {} : { options }),
    verify: (client, done) =>
      void client.query(`select ${settings}`, [...scopeSettings(scope)]).then(() => done(), done),
  });
  pools.set(key, pool);
  return pool;
}

async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`${JSON.stringify({ msg: 'Bole is ready', url: await app.getUrl() })}\n`);
}

void main();
