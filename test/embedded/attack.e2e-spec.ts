import 'reflect-metadata';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { endpointsOfModule } from '../../apps/gateway/src/http/openapi/module-endpoints';
import { describeAssignment } from '../access/attacks/assignment.suite';
import { type AttackStage } from '../access/attacks/attack';
import { describeExistence } from '../access/attacks/existence.suite';
import { describeHeaders } from '../access/attacks/headers.suite';
import { describeHttp } from '../access/attacks/http.suite';
import { describeInjection } from '../access/attacks/injection.suite';
import { describeResources } from '../access/attacks/resources.suite';
import { describeSessions } from '../access/attacks/session.suite';
import { stage } from '../access/inhabitants';

const ids = endpointsOfModule(GatewayModule).map(({ id }) => id);

/** The list of docs/security.md, tried on one house. */
describe('the attack pass', () => {
  let made: AttackStage;
  const lines: string[] = [];
  const get = (): AttackStage => made;

  beforeAll(async () => {
    jest.spyOn(process.stderr, 'write').mockImplementation((chunk: string | Uint8Array) => {
      lines.push(
        ...String(chunk)
          .split('\n')
          .filter((line) => line !== ''),
      );
      return true;
    });
    const staged = await stage({ BOLE_LOG_LEVEL: 'debug' });
    const app = staged.house.running.part('gateway') as NestFastifyApplication;
    made = { ...staged, logLines: () => lines, server: () => app.getHttpServer() };
  });
  afterAll(async () => {
    await made?.close();
    jest.restoreAllMocks();
  });

  // Before those that change what there is.
  describe('existence', () => describeExistence(get));
  describe('headers', () => describeHeaders(get));
  describe('sessions', () => describeSessions(get));
  describe('HTTP', () => describeHttp(get));
  describe('resources', () => describeResources(get, ids));
  describe('mass assignment', () => describeAssignment(get, ids));
  describe('injection', () => describeInjection(get, ids));

  it('has left no secret and no address of a person in the log', () => {
    const { askers, code } = made.cities.own;
    const log = lines.join('\n');
    const secrets = [
      ...Object.values(askers.people).flatMap(({ headers }) => [headers['cookie'], headers['x-csrf-token']]),
      askers.key.headers['authorization'],
    ].map((header) => (header ?? '').replace(/^(bole=|Bearer )/, ''));
    expect(secrets.filter((secret) => secret === '' || log.includes(secret))).toEqual([]);
    expect(log).not.toMatch(/bole_[a-z0-9]{8}_[\w-]{20}/);
    expect(log).not.toContain('not the right pass phrase');
    expect(log).not.toContain(`only-${code}-contact@`);
    expect(log.match(/[\w.+-]+@[\w-]+\.example/g)).toBeNull();
    expect(lines.length).toBeGreaterThan(1_000);
  });
});
