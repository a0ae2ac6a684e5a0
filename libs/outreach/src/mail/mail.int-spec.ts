import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { fixedClock, InvalidInputError } from '@bole/kernel';
import { Acting, type ActingScope, ALL_CITIES } from '@bole/persistence';
import { type ParsedMail, simpleParser } from 'mailparser';
import { Client } from 'pg';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type OutgoingMail, readConfig } from '@bole/platform';
import { type Worker, workAs } from '../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { MailQueue } from './mail-queue';
import { MailSending } from './mail-sending';
import { GetMailHandler } from './queries/get-mail/get-mail.handler';
import { GetMailQuery } from './queries/get-mail/get-mail.query';
import { ListMailsHandler } from './queries/list-mails/list-mails.handler';
import { ListMailsQuery } from './queries/list-mails/list-mails.query';
import { SmtpSender } from './smtp-sender';
import { MailOutboxStore } from './store/mail-outbox.store';

const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };
const FROM = { name: '伯乐 Bole', address: 'bole@bole.example' };
const silent = { info: () => undefined, warn: () => undefined };

const letter = (key: string, change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  city: '320500',
  key,
  to: { address: 'lin@suzhou.example', name: '林,"小" <示例>' },
  subject:
    '邀请您加入伯乐 · You are invited to Bole, an invitation with a subject that is longer than a line',
  text: '您好,\n\nhttps://bole.example/invitation#token\n.\nA line that begins with a dot.',
  html: '<p>您好</p>',
  headers: { 'List-Unsubscribe': '<https://bole.example/u>' },
  ...change,
});

/** A real SMTP server; what it says to RCPT and DATA is up to the test. */
class Post {
  readonly mails: ParsedMail[] = [];
  readonly signedIn: string[] = [];
  private readonly server: SMTPServer;

  constructor(rules: Partial<SMTPServerOptions> = {}) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username = '' }, _session, done) => {
        this.signedIn.push(username);
        done(null, { user: username });
      },
      onData: (stream, _session, done) => {
        void simpleParser(stream).then((mail) => {
          this.mails.push(mail);
          done();
        }, done);
      },
      ...rules,
    });
  }

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server.server, 'listening');
    return `127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function refusal(code: number): Error {
  return Object.assign(new Error(`said ${code}`), { responseCode: code });
}

describe('the mail outbox', () => {
  let database: TestDatabase;
  let gateway: Worker;
  let courier: Worker;
  const posts: Post[] = [];
  const outbox = new MailOutboxStore(fixedClock('2026-11-21T01:30:00Z'));

  beforeEach(async () => {
    database = await freshDatabase();
    const owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(
      `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou'), ('320200', '无锡', 'Wuxi') on conflict do nothing`,
    );
    await owner.end();
    gateway = await workAs(database.connection, 'bole_gateway');
    courier = await workAs(database.connection, 'bole_service');
  });

  afterEach(async () => {
    await Promise.all(posts.splice(0).map((post) => post.close()));
    await gateway.close();
    await courier.close();
    await database.drop();
  });

  const put = (mail: OutgoingMail, scope = SUZHOU): Promise<string> =>
    Acting.run(scope, () => gateway.unitOfWork.run((transaction) => outbox.put(transaction, mail)));
  const get = (id: string, scope = SUZHOU, settings = {}) =>
    Acting.run(scope, () =>
      new GetMailHandler(gateway.unitOfWork, readConfig(settings)).execute(new GetMailQuery(scope.city, id)),
    );
  const queue = (): MailQueue => new MailQueue(courier.unitOfWork, 'bole.example');
  const asCourier = <R>(work: () => R): R => Acting.run(ALL_CITIES, work);
  const sql = (text: string, values: unknown[] = []) =>
    asCourier(() => courier.unitOfWork.query<Record<string, unknown>>(text, values));
  const dueNow = () => sql(`update outreach.mail set next_attempt_at = now() where state = 'queued'`);
  const lapse = () =>
    sql(`update outreach.mail set lease_until = now() - interval '1 second' where state = 'sending'`);

  async function sending(post: Post, credentials = ''): Promise<MailSending> {
    posts.push(post);
    const sender = new SmtpSender({
      url: `smtp://${credentials}${await post.open()}`,
      password: undefined,
      from: FROM,
    });
    return new MailSending(queue(), sender, () => 0.5, silent);
  }

  it('delivers what was committed, as it was written, once', async () => {
    const post = new Post();
    const round = await sending(post, 'bole:p%40ss@');
    const id = await put(letter('invitation:1'));
    expect(await put(letter('invitation:1', { subject: 'Again' }))).toBe(id);
    await expect(
      Acting.run(SUZHOU, () =>
        gateway.unitOfWork.run(async (transaction) => {
          await outbox.put(transaction, letter('invitation:2'));
          throw new Error('rolled back');
        }),
      ),
    ).rejects.toThrow('rolled back');

    expect(await round.round()).toBe(1);
    expect(await round.round()).toBe(0);
    expect(post.signedIn).toEqual(['bole']);
    const [mail] = post.mails;
    expect(post.mails).toHaveLength(1);
    expect(mail?.subject).toBe(letter('').subject);
    expect(mail?.from?.value).toEqual([FROM]);
    expect(mail?.to).toMatchObject({ value: [{ address: 'lin@suzhou.example', name: '林,"小" <示例>' }] });
    expect(mail?.text?.trim()).toBe(letter('').text);
    expect(mail?.html).toContain('<p>您好</p>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.messageId).toBe(`<${id}@bole.example>`);
    expect(mail?.date).toEqual(new Date('2026-11-21T01:30:00Z'));
    expect(await get(id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      messageId: mail?.messageId,
      lastError: null,
    });
  });

  it('tries again after a 451 and without a connection, and not after a 550; a sign-in that is refused is the operator’s', async () => {
    let answer: number | undefined = 451;
    const post = new Post({
      onRcptTo: (_address, _session, done) => done(answer === undefined ? null : refusal(answer)),
    });
    const round = await sending(post);
    const id = await put(letter('a'));
    await round.round();
    expect(await get(id)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: expect.stringContaining('451') as string,
    });
    expect(await round.round()).toBe(0);
    const [{ pause } = {}] = await sql(
      `select extract(epoch from next_attempt_at - clock_timestamp())::float8 as pause from outreach.mail`,
    );
    expect(pause).toBeGreaterThan(50);
    expect(pause).toBeLessThan(61);

    answer = undefined;
    await dueNow();
    await round.round();
    expect(await get(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(post.mails.map(({ messageId }) => messageId)).toEqual([`<${id}@bole.example>`]);

    answer = 550;
    const refused = await put(letter('b'));
    await round.round();
    expect(await get(refused)).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('550') as string,
    });

    const strict = new Post({ onAuth: (_auth, _session, done) => done(refusal(535)) });
    const signingIn = await sending(strict, 'bole:wrong@');
    const unlucky = await put(letter('c'));
    await signingIn.round();
    expect(await get(unlucky)).toMatchObject({
      state: 'queued',
      lastError: expect.stringContaining('EAUTH') as string,
    });

    await strict.close();
    await dueNow();
    await signingIn.round();
    expect(await get(unlucky)).toMatchObject({
      state: 'queued',
      attempts: 2,
      lastError: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('gives up after thirty attempts', async () => {
    const round = await sending(new Post({ onRcptTo: (_address, _session, done) => done(refusal(450)) }));
    const id = await put(letter('a'));
    await sql(`update outreach.mail set attempts = 29`);
    await round.round();
    expect(await get(id)).toMatchObject({ state: 'failed', attempts: 30 });
  });

  it('repeats a mail at most once, under the same Message-ID, after a crash between sending and saying so', async () => {
    const post = new Post();
    const round = await sending(post);
    const id = await put(letter('a'));
    const sender = new SmtpSender({
      url: `smtp://${await sameAddress(post)}`,
      password: undefined,
      from: FROM,
    });
    const crash = async () => {
      const [mail] = await asCourier(() => queue().claim(5));
      if (mail === undefined) throw new Error('nothing was claimed');
      expect(await sender.send(mail)).toEqual({ kind: 'sent' });
      await lapse();
      return mail;
    };

    const first = await crash();
    await round.round();
    expect(post.mails.map(({ messageId }) => messageId)).toEqual([first.messageId, first.messageId]);
    expect(await get(id)).toMatchObject({ state: 'sent', attempts: 2 });
    // The first sender was not dead but slow: its word no longer counts.
    expect(await asCourier(() => queue().failed(first, 'late'))).toBe(false);
    expect(await get(id)).toMatchObject({ state: 'sent' });

    const twice = await put(letter('b'));
    await crash();
    await crash();
    expect(await round.round()).toBe(0);
    expect(post.mails).toHaveLength(4);
    expect(await get(twice)).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('MAIL_UNCERTAIN') as string,
    });
  });

  it('hands each mail to one sender, however many look', async () => {
    for (let at = 0; at < 12; at++) await put(letter(`m${at}`));
    const claims = await Promise.all(Array.from({ length: 6 }, () => asCourier(() => queue().claim(5))));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await asCourier(() => queue().claim(12));
    expect(ids.length + rest.length).toBe(12);
  });

  it('shows a mail to its own city alone, page by page, and refuses what would inject headers', async () => {
    const ids: string[] = [];
    for (const key of ['a', 'b', 'c']) ids.push(await put(letter(key)));
    await put(letter('w', { city: '320200' }), WUXI);
    const list = (scope: ActingScope, cursor?: string) =>
      Acting.run(scope, () =>
        new ListMailsHandler(gateway.unitOfWork).execute(
          // No city: what the database shows is all that there is.
          new ListMailsQuery(undefined, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
        ),
      );
    const first = await list(SUZHOU);
    const second = await list(SUZHOU, first.next ?? '');
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(second.next).toBeNull();
    expect(first.items[0]).not.toHaveProperty('text');
    expect((await list(WUXI)).items.map(({ key }) => key)).toEqual(['w']);
    await expect(list(SUZHOU, 'x')).rejects.toBeInstanceOf(InvalidInputError);
    await expect(get(ids[0] ?? '', WUXI)).rejects.toMatchObject({ code: 'MAIL_NOT_FOUND' });
    await expect(get(ids[0] ?? '')).resolves.toMatchObject({ text: letter('').text });

    await expect(put(letter('d', { subject: 'x\r\nBcc: y@example.org' }))).rejects.toMatchObject({
      problems: [{ code: 'MAIL_LINE_BREAK', field: 'subject' }],
    });
    await expect(put(letter('e', { city: '320200' }), SUZHOU)).rejects.toThrow(/row-level security/);
  });

  it('keeps the secrets of links from who reads a mail, but for an invitation that somebody has to hand on', async () => {
    const link = 'https://bole.example/reset-password#token=hGq2-s_3cret';
    const words = { text: `您好：\n${link}\n再见`, html: `<a href="${link}">重设</a>` };
    const reset = await put(letter('reset', { ...words, secretLinks: 'always' }));
    const invitation = await put(letter('invitation', { ...words, secretLinks: 'when-sent' }));
    const masked = {
      text: '您好：\nhttps://bole.example/reset-password#token=…\n再见',
      html: '<a href="https://bole.example/reset-password#token=…">重设</a>',
    };
    const sendsMails = { BOLE_SMTP_URL: 'smtp://127.0.0.1:25', BOLE_MAIL_FROM: 'bole@bole.example' };
    expect(await get(reset)).toMatchObject(masked);
    expect(await get(invitation, SUZHOU, sendsMails)).toMatchObject(masked);
    expect(await get(invitation)).toMatchObject(words);

    const post = new Post();
    await (await sending(post)).round();
    expect(post.mails.map(({ text }) => text?.includes(link))).toEqual([true, true]);
  });
});

function sameAddress(post: Post): Promise<string> {
  const { server } = (post as unknown as { server: SMTPServer }).server;
  return Promise.resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`);
}
