import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { endpointsOfModule } from '../../apps/gateway/src/http/openapi/module-endpoints';
import { openApiDocument } from '../../apps/gateway/src/http/openapi/openapi-document';

const ROOT = join(__dirname, '../..');
export const OPENAPI = 'docs/openapi.json';
/** The contract as it was last released: what clients were built on. */
export const RELEASED = 'docs/openapi.released.json';
export const CLIENT_SCHEMA = 'libs/api-client/src/schema.ts';

/** The text of docs/openapi.json, from the gateway's declarations; no engine is started. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(endpointsOfModule(GatewayModule)), null, 2)}\n`;
}

const HEADER = `// Generated from ${OPENAPI} by \`npm run docs\` (openapi-typescript). Never edit it.\n`;

/** The text of the client's types, from the committed document. */
export function clientSchemaText(): string {
  const types = execFileSync(
    process.execPath,
    [
      'node_modules/openapi-typescript/bin/cli.js',
      OPENAPI,
      ...['--root-types', '--root-types-no-schema-prefix', '--root-types-keep-casing'],
      ...['--default-non-nullable', 'false'],
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1_048_576, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return HEADER + types;
}

export function committed(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Where two JSON documents differ, as JSON pointers; at most `most` of them. */
export function differences(a: unknown, b: unknown, most = 20, at = ''): string[] {
  if (a === b) return [];
  if (!isContainer(a) || !isContainer(b)) return [at === '' ? '/' : at];
  const found: string[] = [];
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    found.push(
      ...differences(a[name], b[name], most, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
    if (found.length >= most) return found.slice(0, most);
  }
  return found;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
