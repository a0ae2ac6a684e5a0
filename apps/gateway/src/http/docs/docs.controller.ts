import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { NotFoundError } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { answerConditionally } from '../edge/conditional';
import { PAGE_POLICY } from '../edge/content-policy';
import { Page } from '../endpoint';
import { docsPage, problemsPage } from './docs-page';

/** Files that the page loads, all from this machine. */
const ASSETS: Readonly<Record<string, readonly [folder: 'ours' | 'swagger', type: string]>> = {
  'docs.js': ['ours', 'text/javascript'],
  'docs.css': ['ours', 'text/css'],
  'swagger-ui-bundle.js': ['swagger', 'text/javascript'],
  'swagger-ui.css': ['swagger', 'text/css'],
  'favicon-32x32.png': ['swagger', 'image/png'],
};

/** The docs: /docs with every operation to read and to try, /docs/problems with every code. */
@Page()
@Controller('docs')
export class DocsController {
  private readonly pages: Readonly<Record<'docs' | 'problems', string>>;
  private readonly assets = new Map<
    string,
    { readonly bytes: Buffer; readonly type: string; readonly tag: string }
  >();

  constructor(@Inject(BOLE_CONFIG) { http }: BoleConfig) {
    this.pages = { docs: docsPage(http.publicUrl), problems: problemsPage() };
  }

  @Get()
  docs(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send('docs', request, reply);
  }

  @Get('problems')
  problems(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send('problems', request, reply);
  }

  @Get('assets/:file')
  asset(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const { bytes, type, tag } = this.read(file);
    void reply.headers({
      'cache-control': 'public, max-age=3600',
      'content-security-policy': PAGE_POLICY,
      etag: tag,
    });
    void reply.type(type).send(answerConditionally(request, reply, bytes));
  }

  private send(name: 'docs' | 'problems', request: FastifyRequest, reply: FastifyReply): void {
    void reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': PAGE_POLICY });
    void reply.type('text/html; charset=utf-8').send(answerConditionally(request, reply, this.pages[name]));
  }

  private read(file: string) {
    const known = this.assets.get(file);
    if (known !== undefined) return known;
    const declared = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (declared === undefined) throw new NotFoundError('ROUTE_NOT_FOUND', 'There is no such file.');
    const [folder, type] = declared;
    const bytes = readFileSync(join(folder === 'ours' ? join(__dirname, 'assets') : SWAGGER, file));
    const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
    const asset = { bytes, type: type.startsWith('text/') ? `${type}; charset=utf-8` : type, tag };
    this.assets.set(file, asset);
    return asset;
  }
}

const SWAGGER = dirname(require.resolve('swagger-ui-dist/package.json'));
