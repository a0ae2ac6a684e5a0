import { investorProfile, investorSubmittedV1, projectProfile, projectSubmittedV1 } from '@bole/contracts';
import { aDeed, aPair, aProject } from '../matching.fixtures';
import { investorDocument, projectDocument } from './documents';
import { investorQueries, projectQueries } from './queries';
import { heaviestTerms, MOST_WORDS } from './terms';

const investor = investorSubmittedV1.golden.profile;
const project = projectSubmittedV1.golden.profile;
const termsOf = (terms: readonly { term: string }[]) => terms.map(({ term }) => term);

describe('documents', () => {
  it('hold words, names and codes at every grain', () => {
    const { fields, facets } = investorDocument(investorProfile.parse(investor));
    expect(fields.codes).toEqual(
      expect.arrayContaining([
        'i:C',
        'i:C38',
        'i:C384',
        'p:CHN',
        'p:yangtze-delta',
        'p:330000',
        'p:330100',
        'p:320000',
        'p:DEU:bavaria:munich',
      ]),
    );
    expect(fields.text).toEqual(expect.arrayContaining(['隔膜', 'lfp']));
    expect(fields.name).toContain('yuanhang');
    expect(facets).toMatchObject({
      kind: ['company'],
      status: ['active'],
      country: ['CHN', 'DEU'],
      city: ['330100', 'DEU:bavaria:munich'],
    });
    const offered = projectDocument(projectProfile.parse(project));
    expect(offered.fields.codes).toEqual(
      expect.arrayContaining(['i:C384', 'i:C292', 'p:320500', 'p:yangtze-delta']),
    );
    expect(offered.facets).toMatchObject({
      type: ['new'],
      status: ['open'],
      country: ['CHN'],
      cluster: ['yangtze-delta'],
    });
  });

  it('have no blanks in their tokens', () => {
    const place = { country: 'USA', region: 'CA', city: 'Palo  Alto' };
    const { fields } = projectDocument(projectProfile.parse({ ...project, place }));
    expect(fields.codes).toContain('p:USA:ca:palo_alto');
    for (const token of Object.values(fields).flat()) expect(token).not.toMatch(/\s/);
  });
});

describe('queries', () => {
  it('ask for what the project needs, the missing link first', () => {
    const { lexical, codes } = projectQueries(aProject(project));
    expect(lexical[0]).toEqual({ field: 'text', term: '隔膜', weight: 1.8 });
    expect(termsOf(codes)).toEqual(expect.arrayContaining(['i:C384', 'i:C292', 'p:320500', 'p:320000']));
  });

  it('ask for what the investor declares and for what its deeds reveal, the more of it the heavier', () => {
    const game = (id: string, place: string) =>
      aProject({ products: ['games'], industries: ['I6572'], place: { country: 'USA', region: place } }, id);
    const deeds = [
      aDeed('a', 10, game('prj_1', 'CA')),
      aDeed('b', 10, game('prj_2', 'CA')),
      aDeed('c', 10, aProject({ products: ['biotech'] }, 'prj_3')),
    ];
    const { lexical, codes } = investorQueries(aPair({ deeds }).investor);
    const weightOf = (wanted: string) =>
      [...lexical, ...codes].find(({ term }) => term === wanted)?.weight ?? 0;
    expect(weightOf('game')).toBeGreaterThan(weightOf('biotech'));
    expect(weightOf('biotech')).toBeGreaterThan(0);
    expect(weightOf('i:I6572')).toBeGreaterThan(weightOf('i:I65'));
    expect(weightOf('p:USA:ca')).toBeGreaterThan(weightOf('p:320500'));
  });

  it('are empty where nothing is known', () => {
    expect(investorQueries(aPair({}).investor)).toEqual({ lexical: [], codes: [] });
  });

  it('keep the heaviest terms, equal ones in the order of their terms', () => {
    const many = Array.from(
      { length: 100 },
      (_, at) => ({ field: 'text', term: `t${String(99 - at).padStart(2, '0')}`, weight: 1 }) as const,
    );
    const kept = heaviestTerms([...many, { field: 'text', term: 't99', weight: 1 }], MOST_WORDS);
    expect(kept).toHaveLength(MOST_WORDS);
    expect(kept[0]).toEqual({ field: 'text', term: 't99', weight: 2 });
    expect(termsOf(kept).slice(1)).toEqual(
      termsOf([...kept.slice(1)].reverse())
        .reverse()
        .sort(),
    );
    expect(kept.at(-1)?.term).toBe('t30');
  });
});
