import { interleave } from './generator';
import { ranked } from './ranked';

describe('interleave', () => {
  const lists = [
    { name: 'bm25', ids: ['a', 'b', 'c', 'd'] },
    { name: 'past-deals', ids: ['x', 'b'] },
  ];

  it('takes from all generators in turn, and says who found whom', () => {
    expect(interleave(lists, 4)).toEqual([
      { id: 'a', foundBy: ['bm25'] },
      { id: 'x', foundBy: ['past-deals'] },
      { id: 'b', foundBy: ['bm25', 'past-deals'] },
      { id: 'c', foundBy: ['bm25'] },
    ]);
  });

  it('lets a list that stands in turn for its first alone fill what room is left', () => {
    const [text, deals] = lists.map((list, at) => (at === 0 ? { ...list, inTurn: 1 } : list));
    if (text === undefined || deals === undefined) throw new Error('no lists');
    const ids = (limit: number) => interleave([text, deals], limit).map(({ id }) => id);
    expect(ids(3)).toEqual(['a', 'x', 'b']);
    expect(ids(100)).toEqual(['a', 'x', 'b', 'c', 'd']);
    expect(interleave([{ ...text, inTurn: 0 }, deals], 2).map(({ id }) => id)).toEqual(['x', 'b']);
  });

  it('gives everybody where there is room, each once', () => {
    expect(interleave(lists, 100).map(({ id }) => id)).toEqual(['a', 'x', 'b', 'c', 'd']);
    expect(interleave([], 10)).toEqual([]);
  });
});

describe('ranked', () => {
  it('adds up votes, most first, ties by id', () => {
    const votes = [['c', 1], ['b', 2], ['a', 1], ['c', 0.5]] as const; // prettier-ignore
    expect(ranked(votes, 10)).toEqual(['b', 'c', 'a']);
    expect(ranked([['z', 1], ['y', 1]], 1)).toEqual(['y']); // prettier-ignore
  });
});
