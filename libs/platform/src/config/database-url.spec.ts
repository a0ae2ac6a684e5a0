import { ConfigError } from './bole-config';
import { readDatabaseUrl } from './database-url';

describe('readDatabaseUrl', () => {
  it('reads every part, escaped characters and TLS', () => {
    expect(readDatabaseUrl('postgres://b%40le:p%3Aw%2F@[::1]:6543/b%C3%B6le?sslmode=verify-full')).toEqual({
      host: '::1',
      port: 6543,
      user: 'b@le',
      password: 'p:w/',
      database: 'böle',
      ssl: { rejectUnauthorized: true },
    });
    expect(readDatabaseUrl('postgresql://u@db/bole')).toEqual({
      ...{ host: 'db', port: 5432, user: 'u', password: '', database: 'bole' },
    });
  });

  it.each([
    ['postgres://u:secret@db', 'names no database'],
    ['postgres://db/bole', 'names no user'],
    ['postgres://u:secret@db/bole?sslmode=maybe', 'sslmode "maybe"'],
    ['postgres://u:secret@db/bole?pool=3', 'unknown part "pool"'],
  ])('names what is wrong with %s, and not the password', (url, what) => {
    expect(() => readDatabaseUrl(url)).toThrow(ConfigError);
    expect(() => readDatabaseUrl(url)).toThrow(what);
    expect(() => readDatabaseUrl(url)).not.toThrow('secret');
  });
});
