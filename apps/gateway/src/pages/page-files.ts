import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { NotFoundError } from '@bole/kernel';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { answerConditionally } from '../http/edge/conditional';
import { PAGE_POLICY } from '../http/edge/content-policy';

interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly tag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

/** The files that pages load, all from this machine: those that are named, and no others. */
export class PageFiles {
  private readonly read = new Map<string, PageFile>();

  /** `folders`: where each named file lies. */
  constructor(private readonly folders: Readonly<Record<string, string>>) {}

  /** Throws NotFoundError. */
  send(name: string, request: FastifyRequest, reply: FastifyReply): void {
    const { bytes, type, tag } = this.find(name);
    // Asked for again each time, and then mostly answered with 304: a page never meets the script of another release.
    void reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': PAGE_POLICY, etag: tag });
    void reply.type(type).send(answerConditionally(request, reply, bytes));
  }

  private find(name: string): PageFile {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const folder = Object.hasOwn(this.folders, name) ? this.folders[name] : undefined;
    const type = TYPES[extname(name)];
    if (folder === undefined || type === undefined)
      throw new NotFoundError('ROUTE_NOT_FOUND', 'There is no such file.');
    const bytes = readFileSync(join(folder, name));
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
    const file = { bytes, type, tag };
    this.read.set(name, file);
    return file;
  }
}
