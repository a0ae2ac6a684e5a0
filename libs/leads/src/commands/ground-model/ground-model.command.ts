import { Command } from '@nestjs/cqrs';

/**
 * Tells the release's model what is usual in the market, once there are enough public deals, and again whenever there are a quarter
 * more of them. `version`: the model that all cities share from now on; null where nothing changed.
 */
export class GroundModelCommand extends Command<{ version: string | null }> {}
