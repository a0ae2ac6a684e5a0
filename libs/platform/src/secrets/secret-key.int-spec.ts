import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecretBox } from './secret-key';

const embedded = { kind: 'embedded' } as const;
const server = { kind: 'url', url: 'postgres://u:p@h/d' } as const;

describe('openSecretBox', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bole-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes one key for a house of one machine, for its owner alone, whoever starts at once', async () => {
    const dataDir = join(folder, 'data');
    const boxes = await Promise.all(
      Array.from({ length: 8 }, () => openSecretBox({ secretKeys: [], database: embedded, dataDir })),
    );
    const sealed = boxes.map((box, at) => box.seal(String(at)));
    expect(sealed.map((text) => boxes[7]?.open(text))).toEqual(boxes.map((_, at) => String(at)));
    expect(await readdir(dataDir)).toEqual(['secret.key']);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);

    const before = await readFile(join(dataDir, 'secret.key'), 'utf8');
    await openSecretBox({ secretKeys: [], database: embedded, dataDir });
    expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(before);
  });

  it('makes none where several machines would each make their own', async () => {
    await expect(openSecretBox({ secretKeys: [], database: server, dataDir: folder })).rejects.toThrow(
      /BOLE_SECRET_KEY is not given/,
    );
    expect(await readdir(folder)).toEqual([]);
    const given = await openSecretBox({
      secretKeys: [Buffer.alloc(32, 7)],
      database: server,
      dataDir: folder,
    });
    expect(given.open(given.seal('x'))).toBe('x');
  });
});
