import { transportOptions } from './smtp-sender';

const from = { name: '', address: 'bole@bole.example' };
const options = (url: string, password?: string) => transportOptions({ url, password, from });

describe('transportOptions', () => {
  it('sends no password over a network in clear', () => {
    expect(options('smtp://u:p@mail.example.org')).toMatchObject({
      requireTLS: true,
      secure: false,
      port: 587,
    });
    expect(options('smtps://u:p@mail.example.org')).toMatchObject({
      requireTLS: false,
      secure: true,
      port: 465,
    });
    expect(options('smtp://u:p@[::1]:2525')).toMatchObject({ requireTLS: false, host: '::1', port: 2525 });
    expect(options('smtp://127.0.0.1.example.org')).toMatchObject({ requireTLS: false });
    expect(options('smtp://u:p@127.0.0.1.example.org')).toMatchObject({ requireTLS: true });
  });

  it('takes the password from its own setting, or out of the URL as it was encoded there', () => {
    expect(options('smtps://u%40x:p%2F@mail.example.org')).toMatchObject({
      auth: { user: 'u@x', pass: 'p/' },
    });
    expect(options('smtps://u@mail.example.org', 'from a file')).toMatchObject({
      auth: { pass: 'from a file' },
    });
    expect(options('smtp://mailpit:1025')).not.toHaveProperty('auth');
  });
});
