import { testUnitOfWork, type TestUnitOfWork } from '../../../../test/support/unit-of-work';
import {
  claimTasks,
  finishTasks,
  giveBack,
  markAll,
  markTasks,
  type MatchTask,
  remaining,
  stillHeld,
  TasksLost,
} from './task.store';

describe('tasks of the matcher', () => {
  let test: TestUnitOfWork;
  let claims = 0;

  beforeEach(async () => {
    test = await testUnitOfWork('matcher');
  });

  afterEach(() => test.close());

  const mark = (ids: readonly string[], changed = true) =>
    markTasks(test.unitOfWork, 'project', ids, { quietMs: 0, changed });
  const claim = (live = true) =>
    claimTasks(test.unitOfWork, 'project', { limit: 10, live, claim: `claim-${++claims}` });
  const finish = (tasks: readonly MatchTask[]) =>
    test.unitOfWork.run(async (transaction) => {
      const held = await stillHeld(transaction, tasks);
      await finishTasks(transaction, held);
      return held.map((task) => task.id);
    });
  const ids = (tasks: readonly MatchTask[]) => tasks.map((task) => task.id).sort();

  it('are one a party, however many changes, and are taken by one process at a time', async () => {
    await mark(['p1', 'p2']);
    await mark(['p1', 'p1']);
    expect(ids(await claim())).toEqual(['p1', 'p2']);
    expect(await claim()).toEqual([]);
  });

  it('come again when their party changed while they were worked on', async () => {
    await mark(['p1', 'p2']);
    const tasks = await claim();
    await mark(['p1']);
    expect(await finish(tasks)).toEqual(['p1', 'p2']);
    expect(ids(await claim())).toEqual(['p1']);
  });

  it('are no longer ours when another has taken them since', async () => {
    await mark(['p1']);
    const slow = await claim();
    await test.unitOfWork.query(`update matching.task set claimed_until = now() - interval '1 second'`);
    const other = await claim();
    expect(ids(other)).toEqual(['p1']);
    expect(await finish(slow)).toEqual([]);
    const late = test.unitOfWork.run((transaction) => finishTasks(transaction, slow));
    await expect(late).rejects.toThrow(TasksLost);
    await giveBack(test.unitOfWork, slow, 0);
    expect(await claim()).toEqual([]);
    expect(await finish(other)).toEqual(['p1']);
  });

  it('of a job are for every party, as of its instant, and are done with live matching off; a change takes one out', async () => {
    const asOf = new Date('2012-01-01T00:00:00Z');
    await test.unitOfWork.query(
      `insert into matching.party (kind, id) values ('project', 'p1'), ('project', 'p2')`,
    );
    expect(await test.unitOfWork.run((transaction) => markAll(transaction, 'job', asOf))).toBe(2);
    await mark(['p2']);
    expect(await claim(false)).toMatchObject([{ id: 'p1', asOf }]);
    expect(await remaining(test.unitOfWork, 'job')).toBe(1);
    expect(await claim(true)).toMatchObject([{ id: 'p2', asOf: null }]);
  });
});
