import { Controller, Inject, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  AcceptInvitationCommand,
  BeginSingleSignOnCommand,
  type CallerDescription,
  ChangePasswordCommand,
  DescribeCallerQuery,
  ListSessionsQuery,
  ListSingleSignOnQuery,
  type OfferedInvitation,
  type Principal,
  ReadInvitationQuery,
  RequestPasswordResetCommand,
  ResetPasswordCommand,
  type SessionList,
  type SignedIn,
  type SignedInAnswer,
  SignInByLinkCommand,
  SignInCommand,
  type SingleSignOnCities,
  SignOutCommand,
  SignOutEverywhereCommand,
  SwitchCityCommand,
} from '@bole/access';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SessionCookie } from '../edge/session-cookie';
import { Caller, Endpoint, Input, type InputOf } from '../endpoint';
import { AttemptCookie } from './attempt-cookie';
import { originOf } from './origin';
import { SINGLE_SIGN_ON_RETURN } from './single-sign-on-return.controller';
import * as routes from './session.endpoints';

/** Signing in and out, and what belongs to nobody but the person. */
@Controller()
export class SessionController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly cookie: SessionCookie,
    private readonly attempt: AttemptCookie,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
  ) {}

  @Endpoint(routes.signIn)
  async signIn(
    @Input() { body }: InputOf<typeof routes.signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const command = new SignInCommand(body, originOf(request), this.cookie.read(request));
    return this.opened(await this.commands.execute(command), reply);
  }

  @Endpoint(routes.signInByLink)
  async signInByLink(
    @Input() { body }: InputOf<typeof routes.signInByLink>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const command = new SignInByLinkCommand(body, originOf(request), this.cookie.read(request));
    return this.opened(await this.commands.execute(command), reply);
  }

  @Endpoint(routes.getSession)
  describe(@Caller() caller: Principal): Promise<CallerDescription> {
    return this.queries.execute(new DescribeCallerQuery(caller));
  }

  @Endpoint(routes.signOut)
  async signOut(@Caller() caller: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.commands.execute(new SignOutCommand(caller));
    this.cookie.clear(reply);
  }

  @Endpoint(routes.switchCity)
  async switchCity(
    @Caller() caller: Principal,
    @Input() { body }: InputOf<typeof routes.switchCity>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    return this.opened(await this.commands.execute(new SwitchCityCommand(caller, body)), reply);
  }

  @Endpoint(routes.listSessions)
  sessions(@Caller() caller: Principal): Promise<SessionList> {
    return this.queries.execute(new ListSessionsQuery(caller));
  }

  @Endpoint(routes.endSession)
  async endSession(
    @Caller() caller: Principal,
    @Input() { params }: InputOf<typeof routes.endSession>,
  ): Promise<void> {
    await this.commands.execute(new SignOutCommand(caller, params.id));
  }

  @Endpoint(routes.signOutEverywhere)
  async signOutEverywhere(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.commands.execute(new SignOutEverywhereCommand(caller));
    this.cookie.clear(reply);
  }

  @Endpoint(routes.changePassword)
  async changePassword(
    @Caller() caller: Principal,
    @Input() { body }: InputOf<typeof routes.changePassword>,
  ): Promise<void> {
    await this.commands.execute(new ChangePasswordCommand(caller, body));
  }

  @Endpoint(routes.requestPasswordReset)
  async requestPasswordReset(
    @Input() { body }: InputOf<typeof routes.requestPasswordReset>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.commands.execute(new RequestPasswordResetCommand(body, originOf(request)));
  }

  @Endpoint(routes.resetPassword)
  async resetPassword(
    @Input() { body }: InputOf<typeof routes.resetPassword>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.commands.execute(new ResetPasswordCommand(body, originOf(request)));
  }

  @Endpoint(routes.readInvitation)
  readInvitation(@Input() { body }: InputOf<typeof routes.readInvitation>): Promise<OfferedInvitation> {
    return this.queries.execute(new ReadInvitationQuery(body.token));
  }

  @Endpoint(routes.acceptInvitation)
  async acceptInvitation(
    @Input() { body }: InputOf<typeof routes.acceptInvitation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const command = new AcceptInvitationCommand(body, originOf(request), this.cookie.read(request));
    return this.opened(await this.commands.execute(command), reply);
  }

  @Endpoint(routes.listSingleSignOn)
  singleSignOn(): Promise<SingleSignOnCities> {
    return this.queries.execute(new ListSingleSignOnQuery());
  }

  @Endpoint(routes.beginSingleSignOn)
  async beginSingleSignOn(
    @Input() { body }: InputOf<typeof routes.beginSingleSignOn>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ url: string }> {
    const redirectUri = `${this.config.http.publicUrl}/${SINGLE_SIGN_ON_RETURN}`;
    const { url, attempt } = await this.commands.execute(new BeginSingleSignOnCommand(body, redirectUri));
    this.attempt.set(reply, attempt);
    return { url };
  }

  private opened({ token, answer }: SignedIn, reply: FastifyReply): SignedInAnswer {
    this.cookie.set(reply, token, new Date(answer.expiresAt));
    return answer;
  }
}
