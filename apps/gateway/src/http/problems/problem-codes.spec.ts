import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProblemCode } from './problem-code';
import { PROBLEM_CODES } from './problem-codes';

const ROOT = join(__dirname, '../../../../..');
const THROWN =
  /new (NotFound|Forbidden|Unauthenticated|Conflict|PreconditionFailed|TooManyRequests|KeyLimitReached|Unavailable)Error\(\s*'([A-Z_]+)'|new HttpProblem\(\s*(\d{3}),\s*'([A-Z_]+)'/g;
const STATUS: Readonly<Record<string, number>> = {
  NotFound: 404,
  Forbidden: 403,
  Unauthenticated: 401,
  Conflict: 409,
  PreconditionFailed: 412,
  TooManyRequests: 429,
  KeyLimitReached: 429,
  Unavailable: 503,
};

/** Every coded error that the sources throw, with the status that it comes with. */
function thrown(): { code: string; status: number; file: string }[] {
  return ['libs', 'apps/gateway'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/spec\.ts$|fixtures\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(THROWN)].map(
          ([, kind, code, status, other]) => ({
            code: code ?? other ?? '',
            status: kind === undefined ? Number(status) : (STATUS[kind] ?? 0),
            file,
          }),
        ),
      ),
  );
}

describe('PROBLEM_CODES', () => {
  it('has every code that is thrown, with its status', () => {
    const all = thrown();
    expect(all.length).toBeGreaterThan(10);
    const codes: Readonly<Record<string, ProblemCode>> = PROBLEM_CODES;
    expect(all.filter(({ code, status }) => codes[code]?.status !== status)).toEqual([]);
  });
});
