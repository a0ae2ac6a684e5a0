import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, CqrsModule, type Query, QueryBus } from '@nestjs/cqrs';
import {
  AccessBootstrapModule,
  AccessModule,
  Authenticator,
  CreateOneTimeLinkCommand,
  EnsureCityCommand,
  EnsurePersonCommand,
  type Principal,
  type Role,
  SignInByLinkCommand,
} from '@bole/access';
import { type Clock, randomIds } from '@bole/kernel';
import {
  Acting,
  ALL_CITIES,
  createDataSource,
  type PostgresConnection,
  UNIT_OF_WORK,
  type UnitOfWork,
} from '@bole/persistence';
import { BOLE_CONFIG, CLOCK, IDS, MAIL_OUTBOX, type MailOutbox, readConfig } from '@bole/platform';
import { type DataSource } from 'typeorm';
import { workAs, type Worker } from './acting';
import { freshDatabase } from './database';

/** A clock that a test puts forward. */
export class TestClock implements Clock {
  private at = Date.parse('2026-03-02T08:00:00Z');
  now(): Date {
    return new Date(this.at);
  }
  forward(by: { readonly minutes?: number; readonly hours?: number; readonly days?: number }): void {
    this.at += (((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0)) * 60_000;
  }
}

export interface WrittenMail {
  readonly city: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** One gateway's access: its commands and queries, run as whoever asks. */
export interface AccessGateway {
  readonly authenticator: Authenticator;
  readonly unitOfWork: UnitOfWork;
  /** In nobody's name, as on an endpoint for anyone. */
  run<Result>(command: Command<Result>): Promise<Result>;
  /** In the name of `by`. */
  runAs<Result>(by: Principal, command: Command<Result>): Promise<Result>;
  ask<Result>(by: Principal, query: Query<Result>): Promise<Result>;
  askAsAnyone<Result>(query: Query<Result>): Promise<Result>;
}

/** Access on a real database under the real roles: gateways, the operator's command line, and the owner to look behind. */
export class AccessHouse {
  readonly clock = new TestClock();
  private readonly containers: INestApplicationContext[] = [];
  private readonly workers: Worker[] = [];

  private constructor(
    private readonly connection: PostgresConnection,
    readonly owner: DataSource,
    private readonly dropDatabase: () => Promise<void>,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<AccessHouse> {
    const database = await freshDatabase();
    const owner = await createDataSource(database.connection, { poolSize: 2 }).initialize();
    return new AccessHouse(database.connection, owner, () => database.drop(), environment);
  }

  async gateway(): Promise<AccessGateway> {
    const worker = await workAs(this.connection, 'bole_gateway');
    const container = await this.start(worker, AccessModule.withMails(TestMailModule));
    const [commands, queries] = [container.get(CommandBus), container.get(QueryBus)];
    return {
      unitOfWork: worker.unitOfWork,
      authenticator: container.get(Authenticator, { strict: false }),
      run: (command) => commands.execute(command),
      runAs: (by, command) => Acting.run(by.scope, () => commands.execute(command)),
      ask: (by, query) => Acting.run(by.scope, () => queries.execute(query)),
      askAsAnyone: (query) => queries.execute(query),
    };
  }

  /** The command line, whose role works for all cities. */
  async operator(): Promise<<Result>(command: Command<Result>) => Promise<Result>> {
    const worker = await workAs(this.connection, 'bole_service', ALL_CITIES);
    const container = await this.start(worker, AccessBootstrapModule);
    const commands = container.get(CommandBus);
    return (command) => commands.execute(command);
  }

  mails(): Promise<WrittenMail[]> {
    return this.owner.query(
      `select city, to_address as "to", subject, text from outreach.mail order by created_at, id`,
    );
  }

  async close(): Promise<void> {
    for (const container of this.containers) await container.close();
    for (const worker of this.workers) await worker.close();
    await this.owner.destroy();
    await this.dropDatabase();
  }

  private async start(
    worker: Worker,
    module: typeof AccessBootstrapModule | ReturnType<typeof AccessModule.withMails>,
  ): Promise<INestApplicationContext> {
    this.workers.push(worker);
    const given = [
      { provide: UNIT_OF_WORK, useValue: worker.unitOfWork },
      { provide: CLOCK, useValue: this.clock },
      { provide: IDS, useValue: randomIds },
      { provide: BOLE_CONFIG, useValue: readConfig(this.environment) },
    ];
    const platform = {
      module: class TestPlatform {},
      global: true,
      providers: given,
      exports: given.map(({ provide }) => provide),
    };
    const root = { module: class TestRoot {}, imports: [platform, CqrsModule, module] };
    const container = await NestFactory.createApplicationContext(root, {
      logger: false,
      abortOnError: false,
    });
    await container.init();
    this.containers.push(container);
    return container;
  }
}

/** Makes a person with these roles and signs it in, by a one-time link, for the first of the cities. */
export async function signedIn(
  operator: Awaited<ReturnType<AccessHouse['operator']>>,
  gateway: AccessGateway,
  email: string,
  ...memberships: readonly { readonly city: string; readonly role: Role }[]
): Promise<{ readonly principal: Principal; readonly token: string }> {
  for (const { city } of memberships) await operator(new EnsureCityCommand(city));
  await operator(
    new EnsurePersonCommand({ email, name: `Person ${email.split('@')[0]}`, memberships: [...memberships] }),
  );
  const link = await operator(new CreateOneTimeLinkCommand(email, memberships[0]?.city));
  const { token } = await gateway.run(new SignInByLinkCommand({ token: link.token }, {}));
  return { token, principal: await principalOf(gateway, token) };
}

export async function principalOf(gateway: AccessGateway, token: string): Promise<Principal> {
  const principal = await gateway.authenticator.bySession(token, { ip: '192.0.2.1' });
  if (principal === undefined) throw new Error('There is no such session');
  return principal;
}

/** Writes mails into the real outbox; what libs/outreach checks besides is not needed here. */
const TEST_MAILS: MailOutbox = {
  async put(transaction, { city, key, to, subject, text }) {
    const id = randomIds.next();
    await transaction.query(
      `insert into outreach.mail (id, city, key, to_address, subject, text, headers, created_at)
       values ($1, $2, $3, $4, $5, $6, '{}', now())`,
      [id, city, key, to.address, subject, text],
    );
    return id;
  },
};

@Module({ providers: [{ provide: MAIL_OUTBOX, useValue: TEST_MAILS }], exports: [MAIL_OUTBOX] })
class TestMailModule {}
