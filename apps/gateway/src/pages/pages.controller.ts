import { join } from 'node:path';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { type Language } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PAGE_POLICY } from '../http/edge/content-policy';
import { SessionCookie } from '../http/edge/session-cookie';
import { Page } from '../http/endpoint';
import { invitationPage } from './invitation.page';
import { PageFiles } from './page-files';
import { PageLanguage } from './page-language';
import { forgotPasswordPage, resetPasswordPage } from './password.pages';
import { signInPage } from './sign-in.page';
import { startPage } from './start.page';

const FILES = [
  'pages.css',
  'frame.js',
  'sign-in.js',
  'invitation.js',
  'forgot-password.js',
  'reset-password.js',
  'start.js',
];

/**
 * The pages that people need before there is a console. They hold nothing of anybody: what a page shows its script asks the API for,
 * and a link's secret stands behind `#`, which no GET sends.
 */
@Page()
@Controller()
export class PagesController {
  private readonly files = new PageFiles(
    Object.fromEntries(FILES.map((name) => [name, join(__dirname, 'assets')])),
  );

  constructor(
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    private readonly session: SessionCookie,
    private readonly language: PageLanguage,
  ) {}

  @Get()
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (this.session.read(request) === undefined) return void reply.redirect('/sign-in', 303);
    this.send(request, reply, startPage);
  }

  @Get('sign-in')
  signIn(
    @Query('problem') problem: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const code = typeof problem === 'string' ? problem : undefined;
    this.send(request, reply, (language) => signInPage(language, code));
  }

  @Get('invitation')
  invitation(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send(request, reply, invitationPage);
  }

  @Get('forgot-password')
  forgotPassword(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const sendsMails = this.config.smtp !== undefined;
    this.send(request, reply, (language) => forgotPasswordPage(language, sendsMails));
  }

  @Get('reset-password')
  resetPassword(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.send(request, reply, resetPasswordPage);
  }

  @Get('pages/:file')
  file(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.files.send(file, request, reply);
  }

  private send(request: FastifyRequest, reply: FastifyReply, page: (language: Language) => string): void {
    const html = page(this.language.of(request, reply));
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
      vary: 'Accept-Language, Cookie',
    });
    void reply.type('text/html; charset=utf-8').send(html);
  }
}
