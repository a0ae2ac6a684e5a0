import { dirname, join } from 'node:path';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { answerConditionally } from '../edge/conditional';
import { PAGE_POLICY } from '../edge/content-policy';
import { Page } from '../endpoint';
import { PageFiles } from '../../pages/page-files';
import { docsPage, problemsPage } from './docs-page';

const OURS = join(__dirname, 'assets');
const SWAGGER = dirname(require.resolve('swagger-ui-dist/package.json'));

/** The docs: /docs with every operation to read and to try, /docs/problems with every code. */
@Page()
@Controller('docs')
export class DocsController {
  private readonly pages: Readonly<Record<'docs' | 'problems', string>>;
  private readonly files = new PageFiles({
    'docs.js': OURS,
    'docs.css': OURS,
    'swagger-ui-bundle.js': SWAGGER,
    'swagger-ui.css': SWAGGER,
    'favicon-32x32.png': SWAGGER,
  });

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
    this.files.send(file, request, reply);
  }

  private send(name: 'docs' | 'problems', request: FastifyRequest, reply: FastifyReply): void {
    void reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': PAGE_POLICY });
    void reply.type('text/html; charset=utf-8').send(answerConditionally(request, reply, this.pages[name]));
  }
}
