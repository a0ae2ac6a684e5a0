/**
 * A real OpenID provider on loopback, in a process of its own as its package is an ES module. Prints its issuer when it listens.
 * Whoever signs in as `lin@suzhou.example` is that person; with `unverified:` before it, the address is not vouched for; with another
 * word before a colon, it is another account with the same address.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirectUri, clientSecret] = process.argv.slice(2);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'bole', client_secret: clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['for-tests-alone'] },
    findAccount: (_context, login) => {
      const email = login.split(':').at(-1);
      return {
        accountId: login,
        claims: () => ({
          sub: createHash('sha256').update(login).digest('hex').slice(0, 16),
          email,
          email_verified: !login.startsWith('unverified:'),
          name: `Provider's ${email.split('@')[0]}`,
        }),
      };
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
