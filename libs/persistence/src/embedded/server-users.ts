import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf, isStillThere } from './process-identity';

/** Who uses the server: one file per user, named after its process; those of dead processes do not count. */
export class ServerUsers {
  constructor(private readonly folder: string) {}

  /** Returns the seat to give back on leaving. */
  async enter(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const seat = `${await identityOf(process.pid)}.${randomBytes(4).toString('hex')}`;
    await writeFile(join(this.folder, seat), '');
    return seat;
  }

  async leave(seat: string): Promise<void> {
    await rm(join(this.folder, seat), { force: true });
  }

  async anyLeft(): Promise<boolean> {
    let left = false;
    for (const seat of await readdir(this.folder).catch(() => [])) {
      if (await isStillThere(seat.split('.')[0] ?? '')) left = true;
      else await this.leave(seat);
    }
    return left;
  }
}
