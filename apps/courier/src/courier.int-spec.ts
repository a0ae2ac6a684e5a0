import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import { encodeEvent, projectRecordedV1 } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { CreateWebhookCommand, type OutreachCaller, WebhooksModule } from '@bole/outreach';
import { Acting, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  createProcessLog,
  EnginesModule,
  MAIL_OUTBOX,
  type MailOutbox,
  ON_REQUEST,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { Receiver } from '../../../test/support/webhook-receiver';
import { CourierModule } from './courier.module';

const LIN: OutreachCaller = { city: '320500', id: 'per_lin', name: '林 (示例)' };

/** The gateway's side, without HTTP. */
@Module({ imports: [CqrsModule, EnginesModule.forService('gateway', ON_REQUEST), WebhooksModule] })
class Desk {}

describe('the courier', () => {
  let database: TestDatabase;
  let running: RunningProcess | undefined;
  const receiver = new Receiver();
  const mails: string[] = [];
  const post = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      stream.resume().on('end', () => {
        mails.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    const owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(
      `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou') on conflict do nothing`,
    );
    await owner.end();
    await receiver.open();
    post.listen(0, '127.0.0.1');
    await once(post.server, 'listening');

    const { user, password, host, port, database: name } = database.connection;
    const config = readConfig({
      BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${name}`,
      BOLE_LOG_LEVEL: 'error',
      BOLE_SECRET_KEY: Buffer.alloc(32, 't').toString('base64'),
      BOLE_WEBHOOKS_ALLOW_PRIVATE: `127.0.0.1:${receiver.port}`,
      BOLE_SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`,
      BOLE_MAIL_FROM: 'Bole <bole@bole.example>',
    });
    running = await startProcess({
      name: 'test',
      parts: [
        { name: 'courier', module: CourierModule },
        { name: 'gateway', module: Desk },
      ],
      config,
      onFailure: (error) => {
        throw error;
      },
      given: { log: createProcessLog(config, 'test', process.stderr) },
    });
  });

  afterAll(async () => {
    await running?.close();
    await receiver.close();
    await new Promise<void>((resolve) => post.close(() => resolve()));
    await database.drop();
  });

  it('carries a mail, a recorded project and a change of leads out of the house', async () => {
    if (running === undefined) throw new Error('It did not start');
    const [desk, courier] = [running.part('gateway'), running.part('courier')];
    const unitOfWork = desk.get<UnitOfWork>(UNIT_OF_WORK, { strict: false });
    const inSuzhou = <R>(work: () => R): R => Acting.run({ city: '320500', neighbours: [] }, work);
    const url = `http://127.0.0.1:${receiver.port}/`;
    const webhook = { url, events: ['leads.changed' as const, 'project.changed' as const] };
    await inSuzhou(() =>
      desk.get(CommandBus, { strict: false }).execute(new CreateWebhookCommand(LIN, webhook)),
    );

    const outbox = courier.get<MailOutbox>(MAIL_OUTBOX, { strict: false });
    const to = { address: 'lin@suzhou.example' };
    await inSuzhou(() =>
      unitOfWork.run((transaction) =>
        outbox.put(transaction, { city: '320500', key: 'a', to, subject: 'Good day', text: 'Good day.' }),
      ),
    );
    const profile = { ...projectRecordedV1.golden.profile, place: { country: 'CHN', division: '320583' } };
    const meta = { id: 'ev-1', source: '/test', time: new Date().toISOString() };
    await courier
      .get<EventLog>(EVENT_LOG, { strict: false })
      .publish([encodeEvent(projectRecordedV1, { ...projectRecordedV1.golden, profile }, meta)]);
    const owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(
      `insert into matching.lead_change (city, project_id, changes) values ('320500', 'prj_1', '[{"leadId":"lead_1"}]')`,
    );
    await owner.end();

    await until(() => mails.length > 0 && receiver.received.length > 1);
    expect(mails).toEqual(['lin@suzhou.example']);
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: unknown });
    expect(told.sort((a, b) => a.type.localeCompare(b.type))).toMatchObject([
      { type: 'leads.changed', data: { projectId: 'prj_1', changes: [{ leadId: 'lead_1' }] } },
      { type: 'project.changed', data: { projectId: projectRecordedV1.golden.id } },
    ]);
  });
});

async function until(condition: () => boolean, limitMs = 30_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`It did not come about within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
