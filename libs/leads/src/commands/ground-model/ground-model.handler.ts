import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { groundedModel } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { NO_CITY } from '@bole/taxonomy';
import { ModelRegistry, RELEASE } from '../../models/model-registry';
import { usesOf } from '../../models/model.store';
import { marketBackground } from '../../training/market-background.reader';
import { countOutcomes } from '../../training/outcomes.reader';
import { GroundModelCommand } from './ground-model.command';

/** Below so many deals what is usual is not known. */
const LEAST_DEALS = 300;
const GROWN = 1.25;

@CommandHandler(GroundModelCommand)
export class GroundModelHandler implements ICommandHandler<GroundModelCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: ModelRegistry,
  ) {}

  async execute(): Promise<{ version: string | null }> {
    const [shared] = await usesOf(this.unitOfWork, [NO_CITY], 1);
    if (shared?.by !== RELEASE) return { version: null };
    const [{ background: known }] = await this.registry.inUse(NO_CITY);
    const least = Math.max(LEAST_DEALS, GROWN * (known?.entries ?? 0));
    if ((await countOutcomes(this.unitOfWork, NO_CITY)) < least) return { version: null };
    const now = this.clock.now();
    const background = await marketBackground(this.unitOfWork, now);
    if (background.entries < least) return { version: null };
    const model = groundedModel(background);
    const [first, last] = [background.sample[0], background.sample.at(-1)];
    const span = {
      dataFrom: first === undefined ? null : new Date(first.occurredAt),
      dataTo: last === undefined ? null : new Date(last.occurredAt),
    };
    return { version: (await this.registry.takeUpGrounded(model, span)) ? model.version : null };
  }
}
