import { aPair, daysAgo } from '../matching.fixtures';
import { backers } from './backers.feature';

const holds = (investorId: string) => [{ investorId, projectId: 'prj_9', since: daysAgo(200) }];

describe('backers', () => {
  it('counts the others; nobody else is missing', () => {
    const pair = aPair({ backers: [...holds('inv_a'), ...holds('inv_x'), ...holds('inv_y')] });
    expect(backers.value(pair)).toBe(2);
    expect(backers.reason(pair, 2).en).toBe('The project has 2 other investors');
    expect(backers.value(aPair({ backers: holds('inv_a') }))).toBeUndefined();
    expect(backers.value(aPair({}))).toBeUndefined();
  });
});
