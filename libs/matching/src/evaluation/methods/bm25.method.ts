import { placeKeys } from '../../facts/place-facts';
import { type ProjectFacts } from '../../facts/facts';
import { type RankingMethod } from './ranking-method';

/** Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with their usual constants. */
const K1 = 1.2;
const B = 0.75;

/**
 * BM25 of an investor's past projects, as one document, for the words, industries and places of a project. For an investor the
 * same sums order the projects.
 */
export const bm25Method: RankingMethod = {
  name: 'bm25',
  fit({ past, investors, projects, facts }) {
    const documents = new Map(investors.map((investor) => [investor.facts.id, new Map<string, number>()]));
    for (const { investorId, projectId } of firstDeeds(past)) {
      const document = documents.get(investorId);
      const project = facts.get(projectId);
      if (document === undefined || project === undefined) continue;
      for (const term of termsOf(project)) document.set(term, (document.get(term) ?? 0) + 1);
    }
    const places = investors.map(({ facts: { id } }) => documents.get(id) ?? new Map<string, number>());
    const lengths = places.map((document) => sumOf(document.values()));
    const meanLength = sumOf(lengths) / Math.max(1, lengths.length);
    const postings = new Map<string, [place: number, weight: number][]>();
    places.forEach((document, place) => {
      for (const [term, count] of document) {
        const norm = K1 * (1 - B + (B * (lengths[place] ?? 0)) / meanLength);
        const posting: [number, number] = [place, (count * (K1 + 1)) / (count + norm)];
        const list = postings.get(term);
        if (list === undefined) postings.set(term, [posting]);
        else list.push(posting);
      }
    });
    const rows = projects.map((project) => {
      const row = new Float64Array(investors.length);
      for (const term of termsOf(project.facts)) {
        const list = postings.get(term) ?? [];
        const idf = Math.log(1 + (investors.length - list.length + 0.5) / (list.length + 0.5));
        for (const [place, weight] of list) row[place] = (row[place] ?? 0) + idf * weight;
      }
      return row;
    });
    return {
      investorsFor: (project) => rows[project] ?? new Float64Array(investors.length),
      projectsFor: (investor, pool) => Float64Array.from(pool, (project) => rows[project]?.[investor] ?? 0),
    };
  },
};

function termsOf(facts: ProjectFacts): Set<string> {
  return new Set([
    ...facts.keywords.map((word) => `w:${word}`),
    ...facts.industries.grains.map((code) => `i:${code}`),
    ...placeKeys(facts.place).map((key) => `p:${key}`),
  ]);
}

function firstDeeds<Pair extends { readonly investorId: string; readonly projectId: string }>(
  deeds: readonly Pair[],
): Pair[] {
  const seen = new Set<string>();
  return deeds.filter(({ investorId, projectId }) => {
    const key = `${investorId} ${projectId}`;
    return !seen.has(key) && seen.add(key);
  });
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
