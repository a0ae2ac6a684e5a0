import { Logger } from '@nestjs/common';
import { CorrelationContext } from './correlation-context';
import { NestLog, createProcessLog } from './process-log';

describe('the process log', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createProcessLog({ logLevel: 'info' }, 'ingest', {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  beforeEach(() => lines.splice(0));

  it('writes one JSON object a line, with the correlation of the work under way', async () => {
    await CorrelationContext.run({ correlationId: 'c1', eventId: 'e1' }, async () => {
      await Promise.resolve();
      log.info({ records: 3 }, 'Applied');
    });
    log.debug('not at this level');
    expect(lines).toEqual([
      expect.objectContaining({
        ...{
          level: 'info',
          msg: 'Applied',
          process: 'ingest',
          records: 3,
          correlationId: 'c1',
          eventId: 'e1',
        },
      }),
    ]);
  });

  it('takes what Nest logs: fields, errors, stacks and the name of the logger', () => {
    Logger.overrideLogger(new NestLog(log));
    const logger = new Logger('Outbox');
    logger.log('Carried', { events: 2 });
    logger.error('Lost', new Error('no broker'));
    logger.warn(new Error('alone'));
    Logger.overrideLogger(false);
    expect(lines[0]).toMatchObject({ level: 'info', msg: 'Carried', events: 2, context: 'Outbox' });
    expect(lines[1]).toMatchObject({
      level: 'error',
      msg: 'Lost',
      err: { message: 'no broker' },
      context: 'Outbox',
    });
    expect(lines[2]).toMatchObject({ level: 'warn', msg: 'alone', err: { message: 'alone' } });
  });

  it('keeps the parameters of a failed query out of the log', () => {
    const error = Object.assign(new Error('duplicate key'), {
      parameters: ['li.lei@example.com'],
      detail: 'Key (email)=(li.lei@example.com) already exists.',
      where: 'unnamed portal parameter $1 = li.lei@example.com',
      code: '23505',
    });
    log.error({ err: error }, 'Failed');
    expect(lines[0]).toMatchObject({ err: { message: 'duplicate key', code: '23505' } });
    expect(JSON.stringify(lines)).not.toContain('li.lei');
  });

  it('keeps secrets out of the log, in whatever they stand', () => {
    const secret = 's3cret-s3cret';
    const key = `bole_7hq2mz4c_${secret}`;
    log.info({
      authorization: secret,
      headers: { cookie: secret, 'set-cookie': [secret], accept: 'text/csv' },
    });
    log.info({ req: { headers: { 'x-csrf-token': secret, authorization: secret } }, password: secret });
    log.info({ body: { settings: { sign: { secret, token: secret } } } }, 'deep');
    log.error(
      { err: new Error(`Refused ${key}`) },
      `The key ${key} at https://user:${secret}@host.example/path`,
    );
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines[0]).toMatchObject({ authorization: '[secret]', headers: { accept: 'text/csv' } });
    expect(lines[3]).toMatchObject({
      msg: 'The key bole_[secret] at https://user:[secret]@host.example/path',
    });
  });
});
