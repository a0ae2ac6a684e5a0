import { decodeRecord, encodeEvent, MAX_VALUE_BYTES, type WireRecord } from './decode';
import { projectSubmittedV1 } from './events/project-submitted.v1';
import { unknownFields } from './problems';

const record = encodeEvent(projectSubmittedV1, projectSubmittedV1.golden, {
  id: 'ev-1',
  source: '/test',
  time: '2026-01-01T00:00:00Z',
});
const good: WireRecord = {
  topic: record.topic,
  key: Buffer.from(record.key),
  value: Buffer.from(record.value),
  headers: Object.fromEntries(
    Object.entries(record.headers).map(([name, text]) => [name, Buffer.from(text)]),
  ),
};
const withProfile = (change: object): WireRecord => ({
  ...good,
  value: Buffer.from(
    JSON.stringify({
      ...projectSubmittedV1.golden,
      profile: { ...projectSubmittedV1.golden.profile, ...change },
    }),
  ),
});
const withHeader = (name: string, text?: string): WireRecord => {
  const { [name]: _gone, ...others } = good.headers;
  return { ...good, headers: text === undefined ? others : { ...others, [name]: Buffer.from(text) } };
};

const wrong: readonly (readonly [string, WireRecord, { code: string; field: string }])[] = [
  ['no type', withHeader('ce_type'), { code: 'EVENT_TYPE_MISSING', field: 'header ce_type' }],
  [
    'an unknown type',
    withHeader('ce_type', 'bole.project.exploded.v1'),
    { code: 'EVENT_TYPE_UNKNOWN', field: 'header ce_type' },
  ],
  [
    'an unknown version',
    withHeader('ce_type', 'bole.project.submitted.v9'),
    { code: 'EVENT_TYPE_UNKNOWN', field: 'header ce_type' },
  ],
  [
    'a type of another topic',
    { ...good, topic: 'inbound.investors' },
    { code: 'EVENT_TYPE_UNKNOWN', field: 'header ce_type' },
  ],
  ['no id', withHeader('ce_id'), { code: 'EVENT_ID_MISSING', field: 'header ce_id' }],
  ['no source', withHeader('ce_source'), { code: 'EVENT_SOURCE_MISSING', field: 'header ce_source' }],
  [
    'a time that cannot be',
    withHeader('ce_time', '2026-02-31'),
    { code: 'EVENT_TIME_INVALID', field: 'header ce_time' },
  ],
  ['no key', { ...good, key: null }, { code: 'RECORD_KEY_MISSING', field: 'key' }],
  ['a wrong key', { ...good, key: Buffer.from('x') }, { code: 'RECORD_KEY_WRONG', field: 'key' }],
  ['no value', { ...good, value: null }, { code: 'RECORD_VALUE_MISSING', field: 'value' }],
  [
    'invalid UTF-8',
    { ...good, value: Buffer.from([0x7b, 0xff, 0x7d]) },
    { code: 'RECORD_NOT_UTF8', field: 'value' },
  ],
  ['broken JSON', { ...good, value: Buffer.from('{"a":') }, { code: 'RECORD_NOT_JSON', field: 'value' }],
  [
    'too many bytes',
    { ...good, value: Buffer.alloc(MAX_VALUE_BYTES + 1, 32) },
    { code: 'RECORD_TOO_LARGE', field: 'value' },
  ],
  ['a missing field', withProfile({ type: undefined }), { code: 'FIELD_INVALID', field: 'profile.type' }],
  ['a wrong type', withProfile({ jobs: 'many' }), { code: 'FIELD_TYPE_INVALID', field: 'profile.jobs' }],
  [
    'negative money',
    withProfile({ capex: { min: -1, currency: 'CNY' } }),
    { code: 'FIELD_TOO_SMALL', field: 'profile.capex.min' },
  ],
  [
    'a range upside down',
    withProfile({ capex: { min: 2, max: 1, currency: 'CNY' } }),
    { code: 'FIELD_INVALID', field: 'profile.capex' },
  ],
  [
    'a date that cannot be',
    withProfile({ timing: { from: '2026-02-30' } }),
    { code: 'FIELD_INVALID', field: 'profile.timing.from' },
  ],
  ['a value off its list', withProfile({ type: 'castle' }), { code: 'FIELD_INVALID', field: 'profile.type' }],
  [
    'a text too long',
    withProfile({ park: { en: 'x'.repeat(20_001) } }),
    { code: 'FIELD_TOO_LONG', field: 'profile.park.en' },
  ],
];

describe('decodeRecord', () => {
  it('takes what is right', () => {
    expect(decodeRecord(good)).toMatchObject({ ok: true, value: { key: 'city-crm:PRJ-0042' } });
  });

  it('hands on a sound correlation id, and passes over another', () => {
    const idOf = (text: string): unknown => {
      const decoded = decodeRecord(withHeader('ce_correlationid', text));
      return decoded.ok ? decoded.value.meta.correlationId : decoded;
    };
    expect(idOf('req-7')).toBe('req-7');
    expect(idOf('two\nlines')).toBeUndefined();
    const { headers } = encodeEvent(projectSubmittedV1, projectSubmittedV1.golden, {
      ...{ id: 'ev-1', source: '/test', time: '2026-01-01T00:00:00Z', correlationId: 'req-7' },
    });
    expect(headers).toMatchObject({ ce_correlationid: 'req-7' });
  });

  it.each(wrong)('says what is wrong with %s', (_name, bad, problem) => {
    const decoded = decodeRecord(bad);
    if (decoded.ok) throw new Error('taken, though wrong');
    expect(decoded.problems[0]).toMatchObject(problem);
    expect(decoded.problems[0]?.expected).not.toBe('');
  });
});

describe('unknownFields', () => {
  it('names the members that a schema did not keep, at any depth', () => {
    const input = { a: 1, b: { c: [{ d: 1, e: 2 }] } };
    expect(unknownFields(input, { a: 1, b: { c: [{ d: 1 }] } })).toEqual([
      { code: 'FIELD_UNKNOWN', field: 'b.c.0.e', value: '2', expected: 'no such field' },
    ]);
  });
});
