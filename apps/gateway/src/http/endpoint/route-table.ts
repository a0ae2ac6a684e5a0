import { METHOD_METADATA } from '@nestjs/common/constants';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type AnyEndpoint, API_PREFIX } from './endpoint';
import { endpointOf, PAGE_METADATA } from './endpoint.decorator';

interface Route {
  readonly endpoint: AnyEndpoint;
  readonly pattern: RegExp;
}

/** Every endpoint of this process. Nothing boots while a route has no declaration. */
@Injectable()
export class RouteTable implements OnModuleInit {
  private found: readonly Route[] | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    void this.routes;
  }

  /** Found when first asked for: the server asks at each route that Nest makes, which is before any module's init. */
  private get routes(): readonly Route[] {
    return (this.found ??= this.find());
  }

  private find(): readonly Route[] {
    const controllers = [...this.modules.values()].flatMap((module) =>
      [...module.controllers.values()].map(({ metatype }) => metatype as ControllerClass),
    );
    return endpointsOfControllers([...new Set(controllers)]).map((endpoint) => ({
      endpoint,
      pattern: new RegExp(
        `^/${API_PREFIX}/${endpoint.path.replaceAll('.', '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`,
      ),
    }));
  }

  get endpoints(): readonly AnyEndpoint[] {
    return this.routes.map(({ endpoint }) => endpoint);
  }

  /** The largest body of a route, where its endpoint has one of its own. */
  bodyBytesOf(method: string, url: string): number | undefined {
    const endpoint = this.endpoints.find(
      (one) => one.method === method && url === `/${API_PREFIX}/${one.path}`,
    );
    return endpoint?.bodyBytes;
  }

  /** The methods that a path of the API answers; none when there is no such path. */
  methodsOf(path: string): string[] {
    const methods = this.routes
      .filter(({ pattern }) => pattern.test(path))
      .map(({ endpoint }) => endpoint.method);
    return methods.includes('GET')
      ? ['GET', 'HEAD', ...methods.filter((method) => method !== 'GET')]
      : methods;
  }
}

export interface ControllerClass {
  readonly name: string;
  readonly prototype: object;
}

/** The declarations of the routes of some controllers, in order of path. Throws when a route has none, or one of another. */
export function endpointsOfControllers(controllers: readonly ControllerClass[]): AnyEndpoint[] {
  const faults: string[] = [];
  const endpoints = controllers.filter(isOfTheApi).flatMap(({ name, prototype }) =>
    new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
      const handler = (prototype as Record<string, object>)[method] as object;
      if (!Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
      const endpoint = endpointOf(handler);
      if (endpoint === undefined) faults.push(`${name}.${method} answers a route without @Endpoint`);
      return endpoint ?? [];
    }),
  );
  for (const [what, nameOf] of Object.entries(UNIQUE))
    for (const twice of duplicates(endpoints.map(nameOf)))
      faults.push(`two endpoints have the ${what} ${twice}`);
  if (faults.length > 0) throw new Error(`The routes are wrong: ${faults.join('; ')}.`);
  return endpoints.sort((a, b) => compare(UNIQUE.route(a), UNIQUE.route(b)));
}

const UNIQUE = {
  id: ({ id }: AnyEndpoint) => id,
  route: ({ method, path }: AnyEndpoint) => `${path.replace(/:[A-Za-z]+/g, ':')} ${method}`,
};

/** All but the pages and /health, which whoever runs the process asks. */
function isOfTheApi(controller: ControllerClass): boolean {
  return controller.name !== 'HealthController' && !Reflect.hasMetadata(PAGE_METADATA, controller);
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
