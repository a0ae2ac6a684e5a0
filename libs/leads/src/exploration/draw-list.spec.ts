import { drawList, type Draw } from './draw-list';

const ranked = Array.from({ length: 60 }, (_, place) => `i-${String(place).padStart(2, '0')}`);
const PLACES = 20;
const draw = (seed: string | number, given: Partial<Draw<string>> = {}) =>
  drawList({
    ...{ ranked, places: PLACES, share: 0.1, seed: ['prj_1', seed, 'model-1', 0.1] },
    ...{ idOf: (id: string) => id, certain: () => false, ...given },
  });
const DRAWS = 2_000;
/** How often each stood on the list, over many days. */
const oftenness = (given: Partial<Draw<string>>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (let day = 0; day < DRAWS; day++)
    for (const id of draw(day, given).items) counts.set(id, (counts.get(id) ?? 0) + 1 / DRAWS);
  return counts;
};

describe('the draw of a list', () => {
  it('is the ranking where nothing is to be explored, or there is nobody to draw', () => {
    for (const given of [{ share: 0 }, { ranked: ranked.slice(0, PLACES) }, { places: 3 }]) {
      const { items, chances } = draw('day', given);
      expect(items).toEqual(ranked.slice(0, given.places ?? PLACES));
      expect(chances.size).toBe(0);
    }
  });

  it('keeps its length, the order of the ranking, the first three and whoever is certain, and repeats itself', () => {
    const pinned = new Set(['i-07', 'i-41']);
    const certain = (id: string) => pinned.has(id);
    for (let day = 0; day < 200; day++) {
      const { items, chances } = draw(day, { share: 0.2, certain });
      expect(items).toHaveLength(PLACES);
      expect([...items].sort()).toEqual(items);
      expect(items.slice(0, 3)).toEqual(ranked.slice(0, 3));
      expect(items).toContain('i-07');
      // One that is certain and ranks below is the caller's to add.
      expect(items).not.toContain('i-41');
      for (const [id, { explored, probability }] of chances) {
        expect(items).toContain(id);
        expect(explored).toBe(id >= 'i-20');
        expect(probability).toBeCloseTo(explored ? (16 * 0.2) / 39 : 0.8, 12);
      }
      expect(draw(day, { share: 0.2, certain })).toEqual({ items, chances });
    }
    expect(new Set(Array.from({ length: 50 }, (_, day) => draw(day).items.join())).size).toBeGreaterThan(25);
  });

  it.each([
    ['many', 60],
    ['fewer than may be drawn', 21],
    ['two', 22],
  ])('shows everybody as often as it says, when there are %s below the end', (_name, length) => {
    const given = { ranked: ranked.slice(0, length), share: 0.2 };
    const counts = oftenness(given);
    const said = new Map<string, number>();
    for (let day = 0; day < DRAWS; day++)
      for (const [id, { probability }] of draw(day, given).chances) said.set(id, probability);
    expect(said.size).toBe(length - 3);
    for (const [id, probability] of said) {
      // Four standard errors.
      const slack = 4 * Math.sqrt((probability * (1 - probability)) / DRAWS);
      expect(Math.abs((counts.get(id) ?? 0) - probability)).toBeLessThan(slack);
    }
    // On average as many stand on the list as it has places.
    const certain = 3;
    const sum = [...said.values()].reduce((total, each) => total + each, certain);
    expect(sum).toBeCloseTo(PLACES, 10);
  });
});
