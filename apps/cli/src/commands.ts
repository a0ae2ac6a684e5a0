import { addCitiesCommand } from './commands/cities.command';
import { addEvaluateCommand } from './commands/evaluate.command';
import { addImportCommand } from './commands/import.command';
import { addMailsCommand } from './commands/mails.command';
import { addMatchCommand } from './commands/match.command';
import { addModelsCommand } from './commands/models.command';
import { addPeopleCommand } from './commands/people.command';
import { addRebuildCommand } from './commands/rebuild.command';
import { addReindexCommand } from './commands/reindex.command';
import { addRejectedCommand } from './commands/rejected.command';
import { addRematchCommand } from './commands/rematch.command';
import { addReplayCommand } from './commands/replay.command';
import { addTrainCommand } from './commands/train.command';
import { type AddCommand } from './command-line';

/** Every command; a new one is its file and a line here. */
export const COMMANDS: readonly AddCommand[] = [
  addImportCommand,
  addReplayCommand,
  addMatchCommand,
  addEvaluateCommand,
  addRejectedCommand,
  addRematchCommand,
  addReindexCommand,
  addRebuildCommand,
  addTrainCommand,
  addModelsCommand,
  addCitiesCommand,
  addPeopleCommand,
  addMailsCommand,
];
