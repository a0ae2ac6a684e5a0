import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, type Ids } from '@bole/kernel';
import { type Challenge } from '@bole/matching';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { ModelRegistry } from '../../models/model-registry';
import { countOutcomes, readOutcomes } from '../../training/outcomes.reader';
import { type Trainer, TRAINING_SETTINGS, type TrainingSettings } from '../../training/trainer';
import { beginRun, endRun, leaveRun } from '../../training/training-run.store';
import { type TrainedModel, TrainModelCommand } from './train-model.command';

/** What does the arithmetic. */
export const TRAINER = Symbol('Trainer');
export const SETTINGS = Symbol('TrainingSettings');

@CommandHandler(TrainModelCommand)
export class TrainModelHandler implements ICommandHandler<TrainModelCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly registry: ModelRegistry,
    @Inject(TRAINER) private readonly trainer: Trainer,
    @Inject(SETTINGS) private readonly settings: TrainingSettings = TRAINING_SETTINGS,
  ) {}

  async execute(command: TrainModelCommand): Promise<TrainedModel> {
    const { city, by, dryRun, signal } = command;
    const id = this.ids.next();
    const begun = await this.unitOfWork.run((transaction) =>
      beginRun(transaction, { id, city, by, now: this.clock.now() }),
    );
    if (!begun)
      throw new ConflictError('TRAINING_UNDER_WAY', 'Another training is under way; only one at a time.');
    try {
      const trained = await this.train(command);
      const { challenge, promoted } = trained;
      await endRun(this.unitOfWork, id, {
        ...{ outcome: outcomeOf(challenge), promoted, error: null, now: this.clock.now() },
        version: challenge.kind === 'compared' && !dryRun ? challenge.challenger.version : null,
        figures: { ...figuresOf(challenge), champion: trained.champion, dryRun },
      });
      return trained;
    } catch (error) {
      if (signal.aborted) await leaveRun(this.unitOfWork, id);
      else {
        const message = error instanceof Error ? error.message : String(error);
        const failed = {
          outcome: 'failed',
          version: null,
          promoted: false,
          figures: {},
          error: message,
        } as const;
        await endRun(this.unitOfWork, id, { ...failed, now: this.clock.now() });
      }
      throw error;
    }
  }

  private async train({ city, by, dryRun, signal }: TrainModelCommand): Promise<TrainedModel> {
    const now = this.clock.now();
    const [champion] = await this.registry.inUse(city);
    const challenge = await this.challenge(city, champion, now, signal);
    const done = { city, champion: champion.version, challenge };
    if (challenge.kind === 'too-little' || dryRun) return { ...done, promoted: false };
    const { challenger, from, to, better } = challenge;
    await this.registry.keep(city, challenger, {
      ...{ trainedAt: now, dataFrom: from, dataTo: to },
      figures: { ...figuresOf(challenge), champion: champion.version },
      decision: better ? 'better' : 'not-better',
    });
    if (!better || challenger.version === champion.version) return { ...done, promoted: false };
    const why = `Better than ${champion.version} on outcomes from ${day(to)} to ${day(now)}.`;
    await this.registry.promote(city, challenger.version, { by, why });
    return { ...done, promoted: true };
  }

  private async challenge(
    city: string,
    champion: TrainedChampion,
    now: Date,
    signal: AbortSignal,
  ): Promise<Challenge> {
    const outcomes = await countOutcomes(this.unitOfWork, city);
    if (outcomes < this.settings.leastOutcomes)
      return { kind: 'too-little', outcomes: { learned: outcomes, later: 0 } };
    const input = {
      outcomes: await readOutcomes(this.unitOfWork, city, now),
      ...{ champion, now, settings: this.settings },
    };
    return this.trainer(input, signal);
  }
}

type TrainedChampion = Awaited<ReturnType<ModelRegistry['inUse']>>[0];

function outcomeOf(challenge: Challenge): 'better' | 'not-better' | 'too-little' {
  if (challenge.kind === 'too-little') return 'too-little';
  return challenge.better ? 'better' : 'not-better';
}

/** What is kept of a challenge besides its model: outcomes, weights, and the comparison. */
function figuresOf(challenge: Challenge): Record<string, unknown> {
  if (challenge.kind === 'too-little') return { outcomes: challenge.outcomes };
  const { outcomes, weights, comparison } = challenge;
  return { outcomes, weights, comparison };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
