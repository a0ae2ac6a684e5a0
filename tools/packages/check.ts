/** `npm test` asks here what the package lock brings in; says each fault on a line, and exits with 1 where there is one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackageLock, packageFaults } from './package-faults';

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '..', '..', file), 'utf8'));

const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
const faults = packageFaults(read('package-lock.json') as PackageLock, allowScripts);
for (const fault of faults) console.error(`✗ ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
