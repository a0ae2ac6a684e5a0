export * from './commands/add-note/add-note.command';
export * from './commands/change-note/change-note.command';
export * from './commands/remove-note/remove-note.command';
export { type Note, type NoteAuthor } from './note';
export * from './queries/get-note/get-note.query';
export * from './queries/list-notes/list-notes.query';
