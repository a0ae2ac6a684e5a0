import { type RankingMethod } from './ranking-method';

/** Investors by the number of projects they hold; projects by their investors or, where they have none, by the deeds in their main industry. */
export const popularityMethod: RankingMethod = {
  name: 'popularity',
  fit({ past, investors, projects }) {
    const held = Float64Array.from(investors, ({ revealed }) => revealed?.counts.all ?? 0);
    const inIndustry = new Map<string, number>();
    for (const { revealed } of investors)
      for (const [code, { projects: count }] of revealed?.industries.byKey ?? [])
        inIndustry.set(code, (inIndustry.get(code) ?? 0) + count);
    const total = past.length + 1;
    const popularity = projects.map(({ backers, industriesFineFirst }) => {
      const industry = industriesFineFirst[0];
      return backers.length + (industry === undefined ? 0 : (inIndustry.get(industry) ?? 0) / total);
    });
    return {
      investorsFor: () => held,
      projectsFor: (_investor, pool) => Float64Array.from(pool, (project) => popularity[project] ?? 0),
    };
  },
};
