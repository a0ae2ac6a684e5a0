import { ExportSlots } from './export-slots';

describe('exports at once', () => {
  async function* three(): AsyncGenerator<number> {
    yield* [1, 2, 3];
  }
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new Error('gone');
  }
  const begin = (slots: ExportSlots, city: string, chunks = three()) =>
    slots.hold(city, chunks)[Symbol.asyncIterator]();

  it('are two of a city, however they end', async () => {
    const slots = new ExportSlots();
    const [first, second] = [begin(slots, 'a'), begin(slots, 'a', failing())];
    expect(() => slots.check('a')).toThrow('2 exports');
    expect(() => begin(slots, 'a')).toThrow('2 exports');
    slots.check('b');

    // Left before its first chunk, failed, read to the end: each gives its place back, once.
    await first.return?.();
    await first.return?.();
    await second.next();
    await expect(second.next()).rejects.toThrow('gone');
    const seen: number[] = [];
    for await (const chunk of slots.hold('a', three())) seen.push(chunk);
    expect(seen).toEqual([1, 2, 3]);
    begin(slots, 'a');
    begin(slots, 'a');
    expect(() => slots.check('a')).toThrow('2 exports');
  });

  it('are eight in all', () => {
    const slots = new ExportSlots();
    for (let at = 0; at < 8; at++) begin(slots, `city ${at}`);
    expect(() => slots.check('another')).toThrow('8 exports');
  });

  it('take no place until somebody reads', () => {
    const slots = new ExportSlots();
    for (let at = 0; at < 9; at++) slots.hold('a', three());
    slots.check('a');
  });
});
