import { aDeed, aPair, aProject } from '../matching.fixtures';
import { revealedKeywords } from './revealed-keywords.feature';

const past = (...tags: string[]) =>
  tags.map((tag, at) => aDeed(`sig_${at}`, 30 + at, aProject({ products: [tag] }, `prj_${at}`)));

describe('revealed keywords', () => {
  it('grows with the share of past deals about the same, and doubts a single one', () => {
    const valueOf = (...tags: string[]) =>
      revealedKeywords.value(aPair({ project: { products: ['games'] }, deeds: past(...tags) })) ?? NaN;
    expect(valueOf('games', 'games')).toBeGreaterThan(valueOf('games'));
    expect(valueOf('games')).toBeGreaterThan(valueOf('games', 'biotech'));
    expect(valueOf('biotech')).toBe(0);
    expect(valueOf()).toBeNaN();
  });

  it('says so, with the deals behind the heaviest word', () => {
    const pair = aPair({ project: { products: ['games', 'video'] }, deeds: past('games', 'video', 'games') });
    expect(revealedKeywords.reason(pair, 0.5)).toEqual({
      zh: '过往投资涉及games、video',
      en: 'Past deals are about games, video',
    });
    expect(revealedKeywords.evidence(pair)).toEqual(['sig_0', 'sig_2']);
  });
});
