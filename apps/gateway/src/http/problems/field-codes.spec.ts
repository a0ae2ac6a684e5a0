import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD_CODES } from './field-codes';
import { PROBLEM_CODES } from './problem-codes';

const ROOT = join(__dirname, '../../../../..');

/** Where the errors come from that the gateway answers, or that a submission is rejected with. */
const FOLDERS = [
  'apps/gateway/src',
  ...['access', 'contracts', 'insight', 'kernel', 'leads', 'outreach', 'profiles', 'signals', 'taxonomy'].map(
    (lib) => `libs/${lib}/src`,
  ),
];

/** What of it no request reaches. */
const BEYOND = [
  // The command line's: files of records, and the first people and cities.
  'libs/profiles/src/import/',
  'libs/access/src/bootstrap/',
  // A model that is kept: training and releases make them, nobody sends one.
  'libs/leads/src/models/model-document.ts',
  // Mails that Bole writes, of texts that have been checked.
  'libs/outreach/src/mail/mail-rules.ts',
  // Why a call of a webhook failed, or no more are made.
  'libs/outreach/src/webhooks/webhook-request.ts',
  'libs/outreach/src/webhooks/webhook.schema.ts',
  'libs/outreach/src/webhooks/delivering/',
  'libs/outreach/src/outreach-tidying.ts',
];

/** What the openid-client calls an error of its own. */
const OF_OTHERS = new Set(['OAUTH_TIMEOUT']);

const CODE = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;
/** An object with a code and what would be right: a problem of a field. */
const OF_A_FIELD = /\bcode: '([A-Z][A-Z0-9_]+)'[^{};]*\bexpected\b/g;

function found(pattern: RegExp): { code: string; file: string }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/spec\.ts$|fixtures\.ts$/.test(file))
      .map((file) => `${folder}/${file}`)
      .filter((file) => !BEYOND.some((path) => file.startsWith(path)))
      .flatMap((file) =>
        [...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)].map(([, code = '']) => ({
          code,
          file,
        })),
      ),
  );
}

describe('the codes of the API', () => {
  it('are all listed, whatever way they come', () => {
    const all = found(CODE).filter(({ code }) => !OF_OTHERS.has(code));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ code }) => !(code in FIELD_CODES) && !(code in PROBLEM_CODES))).toEqual([]);
  });

  it('are listed as those of fields where they name a field', () => {
    const all = found(OF_A_FIELD);
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ code }) => !(code in FIELD_CODES))).toEqual([]);
  });

  it('are all used', () => {
    const used = new Set(found(CODE).map(({ code }) => code));
    expect(Object.keys(FIELD_CODES).filter((code) => !used.has(code))).toEqual([]);
  });
});
