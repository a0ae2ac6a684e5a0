import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ChangeRoleCommand,
  GetMemberQuery,
  type Invitation,
  type InvitationList,
  InvitePersonCommand,
  ListInvitationsQuery,
  ListPeopleQuery,
  type Member,
  type MemberList,
  type Principal,
  RemoveMemberCommand,
  RevokeInvitationCommand,
} from '@bole/access';
import { Caller, Endpoint, IfMatch, Input, type InputOf, setRevision } from '../endpoint';
import * as routes from './people.endpoints';

/** The people of the caller's city, and whom it has invited. */
@Controller()
export class PeopleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(routes.listPeople)
  list(
    @Input() { query }: InputOf<typeof routes.listPeople>,
    @Caller() caller: Principal,
  ): Promise<MemberList> {
    return this.queries.execute(new ListPeopleQuery(caller, query));
  }

  @Endpoint(routes.getPerson)
  async get(
    @Input() { params }: InputOf<typeof routes.getPerson>,
    @Caller() caller: Principal,
  ): Promise<Member> {
    return revised(await this.queries.execute(new GetMemberQuery(caller, params.id)));
  }

  @Endpoint(routes.changeRole)
  async changeRole(
    @Input() { params, body }: InputOf<typeof routes.changeRole>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<Member> {
    return revised(await this.commands.execute(new ChangeRoleCommand(caller, params.id, body, revision)));
  }

  @Endpoint(routes.removePerson)
  remove(
    @Input() { params }: InputOf<typeof routes.removePerson>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<void> {
    return this.commands.execute(new RemoveMemberCommand(caller, params.id, revision));
  }

  @Endpoint(routes.invitePerson)
  invite(
    @Input() { body }: InputOf<typeof routes.invitePerson>,
    @Caller() caller: Principal,
  ): Promise<Invitation> {
    return this.commands.execute(new InvitePersonCommand(caller, body));
  }

  @Endpoint(routes.listInvitations)
  invitations(
    @Input() { query }: InputOf<typeof routes.listInvitations>,
    @Caller() caller: Principal,
  ): Promise<InvitationList> {
    return this.queries.execute(new ListInvitationsQuery(caller, query));
  }

  @Endpoint(routes.revokeInvitation)
  revokeInvitation(
    @Input() { params }: InputOf<typeof routes.revokeInvitation>,
    @Caller() caller: Principal,
  ): Promise<void> {
    return this.commands.execute(new RevokeInvitationCommand(caller, params.id));
  }
}

function revised(member: Member): Member {
  setRevision(member.revision);
  return member;
}
