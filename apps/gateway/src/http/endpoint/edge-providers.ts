import { type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { SameOrigin } from '../edge/same-origin';
import { SessionCookie } from '../edge/session-cookie';
import { ProblemFilter } from '../problem.filter';
import { AccessGuard } from './access.guard';
import { EndpointInterceptor } from './endpoint.interceptor';
import { ExpiredAnswers } from './idempotency/expired-answers';
import { IdempotencyStore } from './idempotency/idempotency.store';
import { IdempotentAnswers } from './idempotency/idempotent-answers';
import { RouteTable } from './route-table';

/** What makes declared endpoints work. The module that takes them provides AUTHENTICATOR and AUDIT as well. */
export const EDGE_PROVIDERS: Provider[] = [
  RouteTable,
  SameOrigin,
  SessionCookie,
  IdempotencyStore,
  IdempotentAnswers,
  ExpiredAnswers,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_INTERCEPTOR, useClass: EndpointInterceptor },
];
