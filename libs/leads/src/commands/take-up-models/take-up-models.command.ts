import { Command } from '@nestjs/cqrs';

/** Marks for matching whatever concerns a city whose model has changed since this was last done. */
export class TakeUpModelsCommand extends Command<{ parties: number }> {}
