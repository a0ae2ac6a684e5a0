import { z } from 'zod';
import { endpoint } from '../endpoint';

export const getOpenApi = endpoint({
  id: 'getOpenApi',
  method: 'GET',
  path: 'openapi.json',
  tag: 'reference',
  access: 'anyone',
  summary: 'This contract, as OpenAPI 3.1',
  answers: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
  cache: 'public, max-age=300',
});
