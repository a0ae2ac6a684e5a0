import { aDeed, anInvestor, aProject, AS_OF } from '../matching.fixtures';
import { prepareInvestor } from '../prepare/prepare-investor';
import { prepareProject } from '../prepare/prepare-project';
import { pairLimits } from './pair-limits';

describe('pairLimits', () => {
  const project = aProject();
  const prepared = prepareProject({ facts: project, deeds: [], holdings: [] }, AS_OF);
  const investorWith = (daysAgo: number) => {
    const deed = aDeed('sig_1', daysAgo, project);
    return prepareInvestor({ facts: anInvestor(), deeds: [deed], touches: [] }, AS_OF);
  };

  it('cuts a pair that has signed already, and says so in both languages', () => {
    const [limit] = pairLimits(investorWith(30), prepared);
    expect(limit).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(limit?.text.zh).toContain('签约');
    expect(limit?.text.en).toContain('signed');
  });

  it('does not know of a signature that comes later', () => {
    expect(pairLimits(investorWith(-1), prepared)).toEqual([]);
  });
});
