import { Controller, Inject } from '@nestjs/common';
import { type Principal } from '@bole/access';
import { Acting, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { z } from 'zod';
import {
  AuditNote,
  Caller,
  Endpoint,
  endpoint,
  IfMatch,
  Input,
  type InputOf,
  requireMatch,
  setRevision,
  StreamedAnswer,
} from '.';

const echo = endpoint({
  id: 'echo',
  method: 'POST',
  path: 'things/:id/echoes',
  tag: 'leads',
  access: 'leads:read',
  summary: 'Says what it was told',
  params: z.object({ id: z.string().max(20) }),
  query: z.object({
    limit: z.number().int().min(1).max(9).default(3),
    kind: z.array(z.enum(['a', 'b'])).optional(),
  }),
  body: z.object({
    name: z.string().max(50),
    more: z.object({ n: z.number() }).optional(),
    any: z.unknown().optional(),
  }),
  answers: {
    200: {
      description: 'It.',
      schema: z.object({ id: z.string(), limit: z.number(), name: z.string(), city: z.string() }),
    },
  },
});

const counted = endpoint({
  id: 'count',
  method: 'POST',
  path: 'counts',
  tag: 'leads',
  access: 'notes:write',
  summary: 'Counts its calls',
  body: z.object({ fail: z.boolean().optional() }),
  answers: { 201: { description: 'Counted.', schema: z.object({ count: z.number() }) } },
  idempotent: true,
  audit: {
    action: 'count.made',
    object: (_input, answer) => ({ kind: 'count', id: JSON.stringify(answer) }),
  },
});

const read = endpoint({
  id: 'read',
  method: 'GET',
  path: 'things/:id',
  tag: 'leads',
  access: 'signed-in',
  summary: 'Reads a thing',
  params: z.object({ id: z.string() }),
  answers: { 200: { description: 'It.', schema: z.object({ id: z.string(), scope: z.string() }) } },
});

const change = endpoint({
  id: 'change',
  method: 'PUT',
  path: 'things/:id',
  tag: 'leads',
  access: 'anyone',
  summary: 'Changes a thing',
  params: z.object({ id: z.string() }),
  answers: { 204: { description: 'Done.' } },
  ifMatch: 'required',
});

const stream = endpoint({
  id: 'stream',
  method: 'GET',
  path: 'stream',
  tag: 'leads',
  access: 'leads:read',
  summary: 'Says in whose scope each line is written',
  answers: { 200: { description: 'Lines.', types: ['text/csv'] } },
});

export const CITY = '000000';

/** Endpoints that show what the framework does for all of them. */
@Controller()
export class ThingsController {
  count = 0;
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  @Endpoint(echo)
  echo(@Input() { params, query, body }: InputOf<typeof echo>, @Caller() caller: Principal) {
    return { id: params.id, limit: query.limit, name: body.name, city: caller.city };
  }

  @Endpoint(counted)
  async counted(@Input() { body }: InputOf<typeof counted>): Promise<{ count: number }> {
    const count = ++this.count;
    AuditNote.set({ before: count - 1, after: count });
    if (body.fail === true) throw new Error('as it was told');
    return { count };
  }

  @Endpoint(read)
  async read(@Input() { params }: InputOf<typeof read>): Promise<{ id: string; scope: string }> {
    if (params.id === 'revised') setRevision(7);
    const [row] = await this.unitOfWork.query<{ city: string }>('select access.acting_city() as city');
    return { id: params.id, scope: row?.city ?? '' };
  }

  @Endpoint(change)
  change(@IfMatch() revision: number | undefined): void {
    requireMatch(7);
    if (revision !== undefined && revision !== 7) throw new Error('requireMatch let it through');
  }

  @Endpoint(stream)
  stream(): StreamedAnswer {
    async function* lines() {
      for (let line = 0; line < 3; line++) {
        await Promise.resolve();
        yield `${Acting.current()?.city}\n`;
      }
    }
    return new StreamedAnswer(lines(), { type: 'text/csv; charset=utf-8', fileName: '线索.csv' });
  }
}
