import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditTrail } from './audit/audit-trail';
import { ListAuditHandler } from './audit/queries/list-audit/list-audit.handler';
import { VerifyAuditHandler } from './audit/queries/verify-audit/verify-audit.handler';
import { CreateOneTimeLinkHandler } from './bootstrap/commands/create-one-time-link/create-one-time-link.handler';
import { DisablePersonHandler } from './bootstrap/commands/disable-person/disable-person.handler';
import { EnsureCityHandler } from './bootstrap/commands/ensure-city/ensure-city.handler';
import { EnsureClusterHandler } from './bootstrap/commands/ensure-cluster/ensure-cluster.handler';
import { EnsurePersonHandler } from './bootstrap/commands/ensure-person/ensure-person.handler';
import { DescribeCityHandler } from './cities/queries/describe-city/describe-city.handler';
import { KeyAuthenticator } from './keys/authenticator/key.authenticator';
import { CreateKeyHandler } from './keys/commands/create-key/create-key.handler';
import { RevokeKeyHandler } from './keys/commands/revoke-key/revoke-key.handler';
import { RotateKeyHandler } from './keys/commands/rotate-key/rotate-key.handler';
import { KeyMeter } from './keys/meter/key.meter';
import { GetKeyHandler } from './keys/queries/get-key/get-key.handler';
import { ListKeysHandler } from './keys/queries/list-keys/list-keys.handler';
import { AcceptInvitationHandler } from './people/commands/accept-invitation/accept-invitation.handler';
import { ChangePasswordHandler } from './people/commands/change-password/change-password.handler';
import { ChangeRoleHandler } from './people/commands/change-role/change-role.handler';
import { InvitePersonHandler } from './people/commands/invite-person/invite-person.handler';
import { RemoveMemberHandler } from './people/commands/remove-member/remove-member.handler';
import { RequestPasswordResetHandler } from './people/commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordHandler } from './people/commands/reset-password/reset-password.handler';
import { RevokeInvitationHandler } from './people/commands/revoke-invitation/revoke-invitation.handler';
import { PasswordHasher } from './people/password/password-hasher';
import { GetMemberHandler } from './people/queries/get-member/get-member.handler';
import { ListInvitationsHandler } from './people/queries/list-invitations/list-invitations.handler';
import { ListPeopleHandler } from './people/queries/list-people/list-people.handler';
import { ReadInvitationHandler } from './people/queries/read-invitation/read-invitation.handler';
import { ShareProjectHandler } from './sharing/commands/share-project/share-project.handler';
import { UnshareProjectHandler } from './sharing/commands/unshare-project/unshare-project.handler';
import { ListAdvisersHandler } from './sharing/queries/list-advisers/list-advisers.handler';
import { ListSharesHandler } from './sharing/queries/list-shares/list-shares.handler';
import { AttemptLimiter } from './sign-in/attempts/attempt.limiter';
import { Authenticator } from './sign-in/authenticator/authenticator';
import { PrincipalCache } from './sign-in/authenticator/principal.cache';
import { SessionAuthenticator } from './sign-in/authenticator/session.authenticator';
import { SignInByLinkHandler } from './sign-in/commands/sign-in-by-link/sign-in-by-link.handler';
import { SignInHandler } from './sign-in/commands/sign-in/sign-in.handler';
import { SignOutEverywhereHandler } from './sign-in/commands/sign-out-everywhere/sign-out-everywhere.handler';
import { SignOutHandler } from './sign-in/commands/sign-out/sign-out.handler';
import { SwitchCityHandler } from './sign-in/commands/switch-city/switch-city.handler';
import { DescribeCallerHandler } from './sign-in/queries/describe-caller/describe-caller.handler';
import { ListSessionsHandler } from './sign-in/queries/list-sessions/list-sessions.handler';
import { SessionOpener } from './sign-in/session/session.opener';
import { BeginSingleSignOnHandler } from './single-sign-on/commands/begin-single-sign-on/begin-single-sign-on.handler';
import { FinishSingleSignOnHandler } from './single-sign-on/commands/finish-single-sign-on/finish-single-sign-on.handler';
import { RemoveSingleSignOnHandler } from './single-sign-on/commands/remove-single-sign-on/remove-single-sign-on.handler';
import { SetSingleSignOnHandler } from './single-sign-on/commands/set-single-sign-on/set-single-sign-on.handler';
import { OpenIdClient } from './single-sign-on/openid.client';
import { PersonLinker } from './single-sign-on/person.linker';
import { GetSingleSignOnHandler } from './single-sign-on/queries/get-single-sign-on/get-single-sign-on.handler';
import { ListSingleSignOnHandler } from './single-sign-on/queries/list-single-sign-on/list-single-sign-on.handler';
import { PrincipalStanding } from './standing/principal-standing';

const PEOPLE = [
  InvitePersonHandler,
  RevokeInvitationHandler,
  AcceptInvitationHandler,
  RequestPasswordResetHandler,
  ResetPasswordHandler,
  ChangePasswordHandler,
  ChangeRoleHandler,
  RemoveMemberHandler,
  ListPeopleHandler,
  GetMemberHandler,
  ListInvitationsHandler,
  ReadInvitationHandler,
  ShareProjectHandler,
  UnshareProjectHandler,
  ListAdvisersHandler,
  ListSharesHandler,
  DescribeCityHandler,
];

const SIGN_IN = [
  SignInHandler,
  SignInByLinkHandler,
  SignOutHandler,
  SignOutEverywhereHandler,
  SwitchCityHandler,
  ListSessionsHandler,
  DescribeCallerHandler,
  SetSingleSignOnHandler,
  RemoveSingleSignOnHandler,
  GetSingleSignOnHandler,
  ListSingleSignOnHandler,
  BeginSingleSignOnHandler,
  FinishSingleSignOnHandler,
];

const KEYS_AND_AUDIT = [
  CreateKeyHandler,
  RotateKeyHandler,
  RevokeKeyHandler,
  ListKeysHandler,
  GetKeyHandler,
  ListAuditHandler,
  VerifyAuditHandler,
];

/** The audit, for every service that leaves entries in it. */
@Module({ providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}

/** What is known of who asks; one in a process, so that a change is seen at once. */
@Module({ providers: [PrincipalCache], exports: [PrincipalCache] })
class PrincipalCacheModule {}

/** People, sign-in, keys and audit: for the gateway, whose role in the database is `bole_gateway`. */
@Module({
  imports: [CqrsModule, AuditModule, PrincipalCacheModule],
  providers: [
    ...PEOPLE,
    ...SIGN_IN,
    ...KEYS_AND_AUDIT,
    Authenticator,
    SessionAuthenticator,
    KeyAuthenticator,
    KeyMeter,
    AttemptLimiter,
    PasswordHasher,
    SessionOpener,
    OpenIdClient,
    PersonLinker,
    PrincipalStanding,
  ],
  exports: [Authenticator, PrincipalStanding, AuditModule],
})
export class AccessModule {
  /** `mailModule` exports the `MAIL_OUTBOX` that invitations and resets are written to. */
  static withMails(mailModule: Type): DynamicModule {
    return { module: AccessModule, imports: [mailModule] };
  }
}

/** What the operator does: cities, clusters, first people, links to sign in. For services that work for all cities. */
@Module({
  imports: [CqrsModule, AuditModule, PrincipalCacheModule],
  providers: [
    EnsureCityHandler,
    EnsureClusterHandler,
    EnsurePersonHandler,
    DisablePersonHandler,
    CreateOneTimeLinkHandler,
  ],
})
export class AccessBootstrapModule {}
