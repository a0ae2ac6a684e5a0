import { type DynamicModule, type Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants';
import { type AnyEndpoint, type ControllerClass, endpointsOfControllers } from '../endpoint';

/** The endpoints of a module and of all that it imports, read from the decorators: nothing is started. */
export function endpointsOfModule(root: Type): AnyEndpoint[] {
  const controllers = new Set<ControllerClass>();
  const seen = new Set<unknown>();
  const visit = (module: unknown): void => {
    if (seen.has(module) || module === undefined || module === null) return;
    seen.add(module);
    if (isDynamic(module)) {
      module.controllers?.forEach((controller) => controllers.add(controller));
      module.imports?.forEach(visit);
      visit(module.module);
    } else if (typeof module === 'function') {
      metadata(MODULE_METADATA.CONTROLLERS, module).forEach((controller) =>
        controllers.add(controller as ControllerClass),
      );
      metadata(MODULE_METADATA.IMPORTS, module).forEach(visit);
    }
  };
  visit(root);
  return endpointsOfControllers([...controllers]);
}

function isDynamic(module: unknown): module is DynamicModule {
  return typeof module === 'object' && module !== null && 'module' in module;
}

function metadata(key: string, module: object): readonly unknown[] {
  return (Reflect.getMetadata(key, module) as readonly unknown[] | undefined) ?? [];
}
