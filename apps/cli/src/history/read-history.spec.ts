import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyFiles } from './read-history';

describe('the files of a history', () => {
  it('are named one by one where they are not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bole-history-'));
    try {
      await writeFile(join(folder, 'investors.ndjson'), '');
      await expect(historyFiles(folder)).rejects.toMatchObject({
        problems: [
          {
            code: 'HISTORY_FILE_MISSING',
            field: 'folder',
            value: folder,
            expected: 'a folder with companies.ndjson',
          },
          {
            code: 'HISTORY_FILE_MISSING',
            field: 'folder',
            value: folder,
            expected: 'a folder with deals.csv',
          },
        ],
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
