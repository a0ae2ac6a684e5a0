import { Controller, Get, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FinishSingleSignOnCommand } from '@bole/access';
import { UnauthenticatedError } from '@bole/kernel';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SessionCookie } from '../edge/session-cookie';
import { Page } from '../endpoint';
import { AttemptCookie } from './attempt-cookie';
import { originOf } from './origin';

/** As it is registered with the providers. */
export const SINGLE_SIGN_ON_RETURN = 'sign-in/return';

/** Where a city's provider sends people back to. A browser comes here: whatever goes wrong, a page says so. */
@Page()
@Controller(SINGLE_SIGN_ON_RETURN)
export class SingleSignOnReturnController {
  constructor(
    private readonly commands: CommandBus,
    private readonly session: SessionCookie,
    private readonly attempt: AttemptCookie,
  ) {}

  @Get()
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const attempt = this.attempt.read(request) ?? '';
    const [, query = ''] = request.url.split('?');
    this.attempt.clear(reply);
    try {
      const { signedIn, returnTo } = await this.commands.execute(
        new FinishSingleSignOnCommand(attempt, query, originOf(request), this.session.read(request)),
      );
      this.session.set(reply, signedIn.token, new Date(signedIn.answer.expiresAt));
      void reply.redirect(returnTo, 303);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      void reply.redirect(`/sign-in?problem=${error.code}`, 303);
    }
  }
}
