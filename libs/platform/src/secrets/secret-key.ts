import { type FactoryProvider } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOLE_CONFIG, type BoleConfig, ConfigError } from '../config/bole-config';
import { SecretBox } from './secret-box';

type Where = Pick<BoleConfig, 'secretKeys' | 'database' | 'dataDir'>;

const KEY_FILE = 'secret.key';

/** For the modules of services that keep secrets: without a key they do not start. */
export const secretBoxProvider: FactoryProvider<SecretBox> = {
  provide: SecretBox,
  useFactory: (config: BoleConfig) => openSecretBox(config),
  inject: [BOLE_CONFIG],
};

/**
 * The secret box of this house. Its keys are those of BOLE_SECRET_KEY; with the embedded database, where everything lies in
 * one folder of one machine, a key is made at the first start and kept in that folder, readable by its owner alone.
 * Throws a ConfigError when there is none.
 */
export async function openSecretBox({ secretKeys, database, dataDir }: Where): Promise<SecretBox> {
  if (secretKeys.length > 0) return new SecretBox(secretKeys);
  if (database.kind === 'url')
    throw new ConfigError(
      'The configuration is wrong: BOLE_SECRET_KEY is not given; expected 32 random bytes in base64, the same for all ' +
        'processes, in BOLE_SECRET_KEY or in the file that BOLE_SECRET_KEY_FILE names (openssl rand -base64 32).',
    );
  await mkdir(dataDir, { recursive: true });
  const text = await keptOrMade(join(dataDir, KEY_FILE));
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new ConfigError(`The configuration is wrong: ${KEY_FILE} in BOLE_DATA_DIR is no key.`);
  return new SecretBox([key]);
}

/** The file appears whole or not at all, so that another process that starts now never reads half a key. */
async function keptOrMade(path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  try {
    await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}
