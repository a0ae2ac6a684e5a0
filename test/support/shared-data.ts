import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real data lies beside the checkout, or where BOLE_SHARED_DATA says; it is not part of the project. */
export function sharedData(name: string): string | undefined {
  const folder = join(
    process.env['BOLE_SHARED_DATA'] ?? resolve(__dirname, '..', '..', '..', 'shared', 'data'),
    name,
  );
  return existsSync(folder) ? folder : undefined;
}

/** `describe`, or a skipped one that says what is missing. */
export function describeWith(name: string): { folder: string; describe: jest.Describe } {
  const folder = sharedData(name);
  if (folder !== undefined) return { folder, describe };
  const skipped = ((title: string, tests: () => void) =>
    describe.skip(
      `${title} (skipped: the data set ${name} is not in ../shared/data)`,
      tests,
    )) as jest.Describe;
  return { folder: '', describe: skipped };
}
