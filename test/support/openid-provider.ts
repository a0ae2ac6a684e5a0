import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface OpenIdProvider {
  readonly issuer: string;
  /** Signs in at the provider as a browser would, from `url` on; resolves to where the provider sends it back. */
  signIn(url: string, login: string): Promise<URL>;
  stop(): Promise<void>;
}

/** Starts oidc-provider with one client, `bole`. */
export async function startOpenIdProvider(
  redirectUri: string,
  clientSecret: string,
): Promise<OpenIdProvider> {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'openid-provider-process.mjs'), redirectUri, clientSecret],
    {
      env: { PATH: process.env['PATH'] ?? '' },
    },
  );
  const issuer = await firstLine(child);
  return {
    issuer,
    signIn: (url, login) => signIn(url, login, redirectUri),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [text, errors] = ['', ''];
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = /^(http:.*)\n/m.exec(text)?.[1];
      if (line !== undefined) resolve(line);
    });
    child.once('exit', () => reject(new Error(`The provider ended: ${errors}`)));
  });
}

const MOST_STEPS = 20;

/** Follows redirects and fills in the provider's own forms, of sign-in and of consent. */
async function signIn(url: string, login: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: string; form?: URLSearchParams } = { url };
  for (let step = 0; step < MOST_STEPS; step++) {
    if (next.url.startsWith(redirectUri)) return new URL(next.url);
    const answer = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form === undefined ? {} : { method: 'POST', body: next.form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    const page = await answer.text();
    if (location !== null) {
      next = { url: new URL(location, next.url).href };
      continue;
    }
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined)
      throw new Error(`The provider answered ${answer.status}: ${page.slice(0, 500)}`);
    const isSignIn = page.includes('name="login"');
    next = {
      url: new URL(action.replaceAll('&amp;', '&'), next.url).href,
      form: new URLSearchParams(isSignIn ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' }),
    };
  }
  throw new Error('The provider asks for ever');
}
