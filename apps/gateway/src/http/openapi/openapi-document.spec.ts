import 'reflect-metadata';
import { z } from 'zod';
import { GatewayModule } from '../../gateway.module';
import { type AnyEndpoint, endpoint } from '../endpoint';
import { endpointsOfModule } from './module-endpoints';
import { openApiDocument } from './openapi-document';
import { collectSchemas, type Json } from './schemas';
import { problemStatuses } from './statuses';

const endpoints = endpointsOfModule(GatewayModule).map((one) => [one.id, one] as const);
const documented = openApiDocument(endpoints.map(([, one]) => one)) as {
  paths: Record<string, Record<string, Operation>>;
};

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { $ref?: string; name?: string; in?: string; example?: unknown }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The example that the docs page offers for a body. */
function bodyExample({ body, example }: AnyEndpoint): unknown {
  return example?.body ?? (body?.meta()?.['examples'] as unknown[] | undefined)?.[0];
}

describe.each(endpoints)('the operation %s', (_id, one) => {
  it('has an example for all that it needs, and takes it', () => {
    const path = `/api/v1/${one.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    const parameters = documented.paths[path]?.[one.method.toLowerCase()]?.parameters ?? [];
    const given = (where: string): unknown =>
      Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === where && parameter.example !== undefined)
          .map(({ name, example }) => [name, example]),
      );
    expect(one.params?.safeParse(given('path')).error?.issues ?? []).toEqual([]);
    expect(one.query?.safeParse(given('query')).error?.issues ?? []).toEqual([]);
    if (one.body !== undefined) expect(one.body.safeParse(bodyExample(one)).error?.issues ?? []).toEqual([]);
  });

  it('names the problems that it may answer', () => {
    for (const status of one.problems ?? []) expect(status).toBeGreaterThanOrEqual(400);
    const statuses = problemStatuses(one);
    expect(one.access === 'anyone' || statuses.includes(401)).toBe(true);
    expect(one.path.includes(':') && !statuses.includes(404) ? one.id : undefined).toBeUndefined();
  });
});

describe('a submission', () => {
  it('takes Prefer and tells what it grants of it, and no other operation does', () => {
    const operations = Object.values(documented.paths).flatMap((path) => Object.values(path));
    const [prefers, grants] = ['#/components/parameters/Prefer', '#/components/headers/Preference-Applied'];
    const taking = operations.filter(({ parameters }) => parameters.some(({ $ref }) => $ref === prefers));
    expect(taking.map(({ operationId }) => operationId).sort()).toEqual([
      'submitInvestor',
      'submitProject',
      'submitSignal',
    ]);
    const granting = operations.filter((one) => JSON.stringify(one.responses).includes(grants));
    expect(granting).toEqual(taking);
    for (const { responses } of taking)
      for (const status of ['200', '202'])
        expect(responses[status]).toMatchObject({ headers: { 'Preference-Applied': { $ref: grants } } });
  });
});

describe('collectSchemas', () => {
  it('tells what is sent from what is answered, and closes what is sent', () => {
    const inner = z.object({ a: z.string().default('x') }).meta({ id: 'Inner' });
    const outer = z.object({ inner, n: z.number().int() }).meta({ id: 'Outer' });
    const same = z.enum(['a', 'b']).meta({ id: 'Same' });
    const { components, requests, answers } = collectSchemas(
      { in: z.object({ outer, same }) },
      { out: z.object({ outer, same }) },
    );
    expect(Object.keys(components)).toEqual(['Inner', 'InnerInput', 'Outer', 'OuterInput', 'Same']);
    expect(components['InnerInput']).toMatchObject({ additionalProperties: false });
    expect(components['Inner']).not.toHaveProperty('additionalProperties');
    expect(components['Inner']).toMatchObject({ required: ['a'] });
    const outerOf = (schema: Json | undefined) => (schema?.['properties'] as Record<string, Json>)['outer'];
    expect(outerOf(requests['in'])).toEqual({ $ref: '#/components/schemas/OuterInput' });
    expect(outerOf(answers['out'])).toEqual({ $ref: '#/components/schemas/Outer' });
  });
});

describe('problemStatuses', () => {
  it('follows from the declaration', () => {
    const shape = {
      id: 'x',
      path: 'x',
      tag: 'leads',
      summary: '',
      answers: { 200: { description: '' } },
    } as const;
    expect(problemStatuses(endpoint({ ...shape, method: 'GET', access: 'anyone' }))).toEqual([
      400, 414, 422, 431, 500,
    ]);
    expect(
      problemStatuses(
        endpoint({
          ...shape,
          method: 'POST',
          access: 'leads:read',
          body: z.object({}),
          idempotent: true,
          ifMatch: 'required',
          problems: [404],
        }),
      ),
    ).toEqual([400, 401, 403, 404, 409, 412, 413, 414, 415, 422, 428, 429, 431, 500]);
  });
});
