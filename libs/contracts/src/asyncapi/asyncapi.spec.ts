import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asyncApiSchema from '@asyncapi/specs/schemas/3.0.0-without-$id.json';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { type EventType } from '../event-type';
import { EVENTS } from '../registry';
import { asyncApiDocument, payloadSchema } from './asyncapi-document';
import { asyncApiPage } from './asyncapi-page';

const docs = (name: string) => readFileSync(join(__dirname, '../../../../docs', name), 'utf8');
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/);

describe('docs/asyncapi', () => {
  it('is what the contracts give (npm run docs)', () => {
    expect(docs('asyncapi.json')).toBe(`${JSON.stringify(asyncApiDocument(), null, 2)}\n`);
    expect(docs('asyncapi.md')).toBe(asyncApiPage());
  });

  it('follows the schema of AsyncAPI 3.0', () => {
    const valid = ajv.validate(asyncApiSchema, JSON.parse(docs('asyncapi.json')));
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });
});

describe.each(EVENTS.map((event) => [event.type, event as unknown as EventType] as const))(
  'the JSON Schema of %s',
  (_type, event) => {
    const validate = ajv.compile(payloadSchema(event));

    it('takes the golden example', () => {
      validate(event.golden);
      expect(validate.errors ?? []).toEqual([]);
    });

    it('misses every required member', () => {
      const members = payloadSchema(event).required ?? [];
      expect(members.length).toBeGreaterThan(0);
      for (const member of members) {
        const { [member]: _gone, ...rest } = event.golden as Record<string, unknown>;
        expect(validate(rest)).toBe(false);
      }
    });
  },
);
