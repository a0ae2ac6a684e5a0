import { aDeed, aPair, aProject } from '../matching.fixtures';
import { revealedIndustry } from './revealed-industry.feature';

const past = (...codes: string[]) =>
  codes.map((code, at) => aDeed(`sig_${at}`, 30, aProject({ industries: [code] }, `prj_${at}`)));
const valueOf = (...codes: string[]) =>
  revealedIndustry.value(aPair({ project: { industries: ['C3841'] }, deeds: past(...codes) }));

describe('revealed industry', () => {
  it('grows with the nearness and with the number of past deals', () => {
    const values = [
      valueOf('I651'),
      valueOf('C1411'),
      valueOf('C3811'),
      valueOf('C3849'),
      valueOf('C3841'),
      valueOf('C3841', 'C3841'),
    ];
    expect(values[0]).toBe(0);
    for (let at = 1; at < values.length; at += 1) expect(values[at]).toBeGreaterThan(values[at - 1] ?? 1);
  });

  it('is missing, not 0, without a deed in a known industry', () => {
    expect(valueOf()).toBeUndefined();
    expect(
      revealedIndustry.value(
        aPair({ project: { industries: ['C3841'] }, deeds: [aDeed('s', 1, 'prj_unknown')] }),
      ),
    ).toBeUndefined();
  });

  it('counts a project once, however many steps it took', () => {
    const one = aProject({ industries: ['C3841'] }, 'prj_1');
    const deeds = [aDeed('s1', 400, one), aDeed('s2', 30, one, { kind: 'start' })];
    const pair = aPair({ project: { industries: ['C3841'] }, deeds });
    expect(revealedIndustry.value(pair)).toBe(valueOf('C3841'));
    expect(revealedIndustry.evidence(pair)).toEqual(['s2']);
  });

  it('says so', () => {
    const pair = aPair({ project: { industries: ['C384'] }, deeds: past('C3841', 'C3849', 'I65') });
    expect(revealedIndustry.reason(pair, 0.5).zh).toBe('投过 2 个同行业项目(C384 电池制造),共投 3 个');
    expect(revealedIndustry.reason(pair, 0.5).en).toMatch(
      /^2 of 3 past projects in the same industry \(C384 /,
    );
  });
});
