import { aPair } from '../matching.fixtures';
import { declaredIndustry } from './declared-industry.feature';

const battery = (industries: string[]) =>
  aPair({ investor: { industries }, project: { industries: ['C3841'] } });

describe('declared industry', () => {
  it('counts the levels in common, of what the investor does or looks for', () => {
    const values = [['C1411'], ['C2921', 'G54'], ['C381'], ['C3849'], ['C3841']].map((codes) =>
      declaredIndustry.value(battery(codes)),
    );
    expect(values).toEqual([1, 1, 2, 3, 4]);
    expect(declaredIndustry.value(battery(['I65']))).toBe(0);
    const sought = aPair({
      investor: { industries: ['I65'], seeks: { industries: ['C384'] } },
      project: { industries: ['C3841'] },
    });
    expect(declaredIndustry.value(sought)).toBe(3);
  });

  it('reads ISIC codes: 2720 is all of C384', () => {
    expect(declaredIndustry.value(battery(['isic4:2720']))).toBe(3);
  });

  it('is missing, not 0, where one side declares nothing', () => {
    expect(declaredIndustry.value(aPair({ project: { industries: ['C384'] } }))).toBeUndefined();
    expect(declaredIndustry.value(aPair({ investor: { industries: ['C384'] } }))).toBeUndefined();
  });

  it('says so', () => {
    const pair = battery(['C384']);
    expect(declaredIndustry.reason(pair, 3)).toEqual({
      zh: '行业一致(C384 电池制造)',
      en: expect.stringMatching(/^Same industry \(C384 /) as string,
    });
    expect(declaredIndustry.reason(battery(['I65']), 0).zh).toBe(
      '行业不同:投资商为 I65 软件和信息技术服务业,项目为 C3841 锂离子电池制造',
    );
  });
});
