import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import { type Principal } from '@bole/access';
import { PreconditionFailedError } from '@bole/kernel';
import { type AnswerOf, type AnyEndpoint, API_PREFIX, usualStatus } from './endpoint';
import { Exchanges, tagsOf } from './exchange';

export const ENDPOINT_METADATA = 'bole:endpoint';
export const PAGE_METADATA = 'bole:page';

type HandlerOf<Declared> = (...args: never[]) => Promise<AnswerOf<Declared>> | AnswerOf<Declared>;

/** Answers what `declaration` declares, at /api/v1/<path>. The types hold the method to the declared answers. */
export function Endpoint<Declared extends AnyEndpoint>(declaration: Declared) {
  const decorate = applyDecorators(
    RequestMapping({ path: `/${API_PREFIX}/${declaration.path}`, method: RequestMethod[declaration.method] }),
    HttpCode(usualStatus(declaration.answers) ?? 200),
    SetMetadata(ENDPOINT_METADATA, declaration),
  );
  return <Method extends HandlerOf<Declared>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => void decorate(target, key, descriptor);
}

/** A controller of pages (the docs, the console): outside of the API, open to anyone. */
export const Page = (): ClassDecorator => SetMetadata(PAGE_METADATA, true);

/** The declaration that a handler answers, if it answers one. */
export function endpointOf(handler: object): AnyEndpoint | undefined {
  return Reflect.getMetadata(ENDPOINT_METADATA, handler) as AnyEndpoint | undefined;
}

/** `{ params, query, body }`, validated. */
export const Input = createParamDecorator(() => Exchanges.current().input);

/** Who asks. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { caller, endpoint } = Exchanges.current();
  if (caller !== undefined) return caller;
  throw new Error(`${context.getHandler().name}: an endpoint for ${endpoint.access} has no caller`);
});

/**
 * The revision that the request expects, from If-Match; undefined when it names none, or `*`. A handler that changes
 * something passes it into its transaction and compares there.
 */
export const IfMatch = createParamDecorator((): number | undefined => {
  const given = Exchanges.current().request.headers['if-match']?.trim();
  if (given === undefined || given === '*') return undefined;
  const [tag, ...others] = tagsOf(given);
  const revision = /^"(\d{1,15})"$/.exec(tag ?? '')?.[1];
  if (revision !== undefined && others.length === 0) return Number(revision);
  throw new PreconditionFailedError('REVISION_MOVED_ON', `${given} is no revision of this thing.`);
});
