import { aDeed, aPair, aProject } from '../matching.fixtures';
import { revealedPlace } from './revealed-place.feature';

const past = (...divisions: string[]) =>
  divisions.map((division, at) =>
    aDeed(`sig_${at}`, 30, aProject({ place: { country: 'CHN', division } }, `prj_${at}`)),
  );
const valueOf = (...divisions: string[]) => revealedPlace.value(aPair({ deeds: past(...divisions) })) ?? NaN;

describe('revealed place', () => {
  it('grows with the nearness of past deals', () => {
    const values = [valueOf('110000'), valueOf('330100'), valueOf('320100'), valueOf('320583')];
    expect([...values].sort((a, b) => a - b)).toEqual(values);
    expect(new Set(values).size).toBe(4);
  });

  it('is 0 for deals elsewhere and missing without deals', () => {
    const abroad = aProject({ place: { country: 'DEU' } }, 'prj_d');
    expect(revealedPlace.value(aPair({ deeds: [aDeed('s', 9, abroad)] }))).toBe(0);
    expect(revealedPlace.value(aPair({}))).toBeUndefined();
  });

  it('says so, with its evidence', () => {
    const pair = aPair({ deeds: past('330100', '310000', '340100', '110000') });
    expect(revealedPlace.reason(pair, 0.3)).toEqual({
      zh: '在长三角投过 3 个项目',
      en: 'Has invested in 3 projects in Yangtze River Delta',
    });
    expect(revealedPlace.evidence(pair)).toEqual(['sig_2', 'sig_1', 'sig_0']);
  });
});
