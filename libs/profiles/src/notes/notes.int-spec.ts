import { countedIds, fixedClock } from '@bole/kernel';
import { Acting, type ActingScope } from '@bole/persistence';
import { Client } from 'pg';
import { workAs, type Worker } from '../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { AddNoteCommand, type NewNote } from './commands/add-note/add-note.command';
import { AddNoteHandler } from './commands/add-note/add-note.handler';
import { ChangeNoteCommand } from './commands/change-note/change-note.command';
import { ChangeNoteHandler } from './commands/change-note/change-note.handler';
import { type Note, type NoteAuthor } from './note';
import { ListNotesQuery } from './queries/list-notes/list-notes.query';
import { ListNotesHandler } from './queries/list-notes/list-notes.handler';

const SUZHOU: ActingScope = { city: '320500', neighbours: [] };
const WUXI: ActingScope = { city: '320200', neighbours: [] };
const EXPERT: ActingScope = { ...SUZHOU, projects: ['prj_shown'] };
const lin: NoteAuthor = { kind: 'person', id: 'lin', name: 'Lin', role: 'officer' };
const wu: NoteAuthor = { kind: 'person', id: 'wu', name: 'Wu', role: 'officer' };
const chief: NoteAuthor = { kind: 'person', id: 'chief', name: 'Chief', role: 'administrator' };
const expert: NoteAuthor = { kind: 'person', id: 'expert', name: 'Expert', role: 'adviser' };

describe('notes', () => {
  let database: TestDatabase;
  let gateway: Worker;

  beforeAll(async () => {
    database = await freshDatabase();
    gateway = await workAs(database.connection, 'bole_gateway');
    const owner = new Client({ ...database.connection });
    await owner.connect();
    for (const statement of ROWS) await owner.query(statement);
    await owner.end();
  });
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  const ids = countedIds('n');
  let minute = 0;
  const write = (scope: ActingScope, by: NoteAuthor, note: Partial<NewNote>): Promise<Note> => {
    const clock = fixedClock(new Date(Date.parse('2026-03-01T00:00:00Z') + minute++ * 60_000));
    const handler = new AddNoteHandler(gateway.unitOfWork, clock, ids);
    const whole = { text: 'x', tags: [], pinned: false, forAdvisers: false, ...note };
    return Acting.run(scope, () => handler.execute(new AddNoteCommand(scope.city, by, whole)));
  };
  const list = (scope: ActingScope, limit = 50, cursor?: string) =>
    Acting.run(scope, () =>
      new ListNotesHandler(gateway.unitOfWork).execute(new ListNotesQuery({ limit, cursor })),
    );
  const texts = async (scope: ActingScope) => (await list(scope)).items.map(({ text }) => text);
  const change = (scope: ActingScope, by: NoteAuthor, { id, revision }: Note, text: string) =>
    Acting.run(scope, () =>
      new ChangeNoteHandler(gateway.unitOfWork, fixedClock('2026-04-01T00:00:00Z')).execute(
        new ChangeNoteCommand(by, id, revision, { text }),
      ),
    );

  it('are their city’s alone, and an expert’s where its project is shown', async () => {
    await write(SUZHOU, lin, { investorId: 'inv_1', text: 'of the investor' });
    const inner = await write(SUZHOU, lin, { projectId: 'prj_shown', text: 'for ourselves' });
    await write(SUZHOU, lin, { projectId: 'prj_shown', text: 'for experts', forAdvisers: true });
    await write(SUZHOU, lin, { projectId: 'prj_other', text: 'of another project', forAdvisers: true });
    const said = await write(EXPERT, expert, {
      projectId: 'prj_shown',
      investorId: 'inv_1',
      text: 'the expert',
    });
    await write(WUXI, { ...wu, id: 'x' }, { investorId: 'inv_1', text: 'of Wuxi' });
    expect(await texts(SUZHOU)).toEqual([
      ...['the expert', 'of another project', 'for experts', 'for ourselves', 'of the investor'],
    ]);
    expect(await texts(EXPERT)).toEqual(['the expert', 'for experts']);
    expect(await texts(WUXI)).toEqual(['of Wuxi']);

    await expect(write(EXPERT, expert, { projectId: 'prj_other' })).rejects.toThrow('There is no project');
    await expect(write(EXPERT, expert, { investorId: 'inv_1' })).rejects.toThrow('shown to you');
    await expect(change(EXPERT, expert, inner, 'mine')).rejects.toThrow('There is no note');
    expect((await change(EXPERT, expert, said, 'the expert, again')).forAdvisers).toBe(true);
  });

  it('are changed by who wrote them, or by an administrator, and only as they were read', async () => {
    const note = await write(SUZHOU, lin, { investorId: 'inv_1', text: 'first' });
    await expect(change(SUZHOU, wu, note, 'no')).rejects.toThrow('whoever wrote it');
    expect((await change(SUZHOU, lin, note, 'second')).revision).toBe(2);
    await expect(change(SUZHOU, lin, note, 'late')).rejects.toThrow('at revision 2');
    expect((await change(SUZHOU, chief, { ...note, revision: 2 }, 'third')).text).toBe('third');
  });

  it('are listed page by page, pinned ones first, whatever comes meanwhile', async () => {
    await write(SUZHOU, lin, { investorId: 'inv_1', text: 'pinned', pinned: true });
    const all = await texts(SUZHOU);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list(SUZHOU, 2, cursor);
      seen.push(...page.items.map(({ text }) => text));
      cursor = page.next;
      await write(SUZHOU, lin, { investorId: 'inv_1', text: 'meanwhile' });
    }
    expect(all[0]).toBe('pinned');
    expect(seen).toEqual(all);
  });
});

const ROWS = [
  `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou'), ('320200', '无锡', 'Wuxi')`,
  `insert into intake.investor (id, revision, source, source_id, version, content_hash, profile, updated_at)
   values ('inv_1', 1, 's', '1', 1, '', '{}', now())`,
  ...['prj_shown', 'prj_other'].map(
    (id) => `
    insert into intake.project (id, revision, source, source_id, version, content_hash, profile, updated_at, city, audience)
    values ('${id}', 1, 's', '1', 1, '', '{}', now(), '320500', 'city:320500')`,
  ),
];
