import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { endpoint } from './endpoint';
import { Endpoint, Page } from './endpoint.decorator';
import { endpointsOfControllers } from './route-table';

const shape = {
  method: 'GET',
  tag: 'leads',
  access: 'leads:read',
  summary: 'x',
  answers: { 200: { description: 'x' } },
} as const;
const one = endpoint({ ...shape, id: 'one', path: 'things/:id', params: z.object({ id: z.string() }) });
const two = endpoint({ ...shape, id: 'two', path: 'things/:name', params: z.object({ name: z.string() }) });

@Controller()
class Declared {
  @Endpoint(one)
  one(): void {}
}
@Controller()
class Bare {
  @Get('bare')
  bare(): void {}
}
@Controller()
class SamePath {
  @Endpoint(two)
  two(): void {}
}
@Page()
@Controller()
class Pages {
  @Get('page')
  page(): void {}
}

describe('the table of routes', () => {
  it('has what is declared, and lets pages be', () => {
    expect(endpointsOfControllers([Declared, Pages])).toEqual([one]);
  });

  it('refuses a route without a declaration, and two of one id or path', () => {
    expect(() => endpointsOfControllers([Declared, Bare])).toThrow(
      'Bare.bare answers a route without @Endpoint',
    );
    expect(() => endpointsOfControllers([Declared, SamePath])).toThrow('the route things/: GET');
    expect(() => endpointsOfControllers([Declared, Declared])).toThrow('the id one');
  });
});

/** What the types would refuse as well. */
const declare = endpoint as (declaration: object) => unknown;

describe('endpoint', () => {
  it.each([
    [{ path: '/things' }, 'slash'],
    [{ path: 'things/:id' }, 'has id in its path, but params none'],
    [{ path: 'things', params: z.object({ id: z.string() }) }, 'has nothing in its path, but params id'],
    [{ path: 'things', body: z.object({}) }, 'is a GET with a body'],
    [{ path: 'things', answers: { 404: { description: 'x' } } }, 'no answer of status 2xx'],
    [{ path: 'things', access: 'anyone', idempotent: true }, 'cannot keep its answer'],
    [
      { path: 'things', access: 'anyone', audit: { action: 'x', object: () => ({ kind: '', id: '' }) } },
      'audit',
    ],
  ] as const)('refuses %j', (change, fault) => {
    expect(() => declare({ ...shape, id: 'wrong', ...change })).toThrow(fault);
  });
});
