import { type Clock, ConflictError, NotFoundError } from '@bole/kernel';
import { DEFAULT_MODEL, type Model } from '@bole/matching';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import {
  type KeptModel,
  type ModelKey,
  type ModelOrigin,
  type ModelRecord,
  type ModelUse,
} from './kept-model';
import { checkedModel, checksumOf } from './model-document';
import { addModel, addUse, findModel, holdModelsAlone, modelsOf, usesInForce, usesOf } from './model.store';

/** A person's id, `schedule`, `command line` or `release`; and why, in a sentence. */
export interface ModelChange {
  readonly by: string;
  readonly why: string;
}

const MOST_LISTED = 200;
const MOST_USES = 500;

/**
 * The models that are kept, and which of them each city uses. Of the cities, `000000` stands for all that have chosen none of
 * their own. A change of use is taken up by the matcher, which computes the leads concerned anew (`TakeUpModelsHandler`).
 */
export class ModelRegistry {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a model for good. Keeping the same one again changes nothing; another of the same city and version is a ConflictError.
   * Throws an InvalidInputError for a model that is wrong.
   */
  async keep(city: string, model: Model, origin: ModelOrigin): Promise<ModelRecord> {
    return this.unitOfWork.run((transaction) => this.keepIn(transaction, city, model, origin));
  }

  /** Those that the city may use: its own and the shared ones, the newest first. */
  list(city: string): Promise<ModelRecord[]> {
    return modelsOf(this.unitOfWork, [city, NO_CITY], MOST_LISTED);
  }

  /** Throws NotFoundError for a version that the city has not, and an error for one that is not what was kept. */
  find(city: string, version: string): Promise<KeptModel> {
    return readModel(this.unitOfWork, city, version);
  }

  /** The model that the city uses, its own or the shared one; null: it was not kept yet. */
  async inUse(city: string): Promise<readonly [Model, ModelRecord | null]> {
    const key = modelInUse(await usesInForce(this.unitOfWork), city);
    if (key === undefined) return [DEFAULT_MODEL, null];
    const { model, ...record } = await readModel(this.unitOfWork, key.city, key.version);
    return [model, record];
  }

  /** The city's changes and those of all, the newest first. */
  history(city: string): Promise<ModelUse[]> {
    return usesOf(this.unitOfWork, [city, NO_CITY], MOST_USES);
  }

  /** From now on the city uses this model. Throws NotFoundError for an unknown version, ConflictError for the one in use. */
  promote(city: string, version: string, { by, why }: ModelChange): Promise<ModelUse> {
    return this.change(city, async (transaction, before) => {
      if (before?.model?.version === version)
        throw new ConflictError('MODEL_IN_USE', `The model ${version} is in use already.`);
      const found = await readModel(transaction, city, version);
      return {
        city,
        model: { city: found.city, version },
        since: this.clock.now(),
        by,
        why,
        rolledBack: null,
      };
    });
  }

  /**
   * Back to what the city used before its last change that was not undone, once more each time; at last to the model that all
   * share. Throws ConflictError when there is nothing to go back to.
   */
  rollback(city: string, { by, why }: ModelChange): Promise<ModelUse> {
    return this.change(city, async (transaction) => {
      const [last, before] = standing(await usesOf(transaction, [city], MOST_USES));
      if (last === undefined || (before === undefined && city === NO_CITY))
        throw new ConflictError('MODEL_NONE_BEFORE', 'There is no model before the one in use.');
      const model = before?.model ?? null;
      // A document that is not what was kept must not come back into use.
      if (model !== null) await readModel(transaction, city, model.version);
      return { city, model, since: this.clock.now(), by, why, rolledBack: last.seq };
    });
  }

  /**
   * Keeps the model that this release brings and lets all cities use it that have chosen none, unless a trained one is shared.
   * Does nothing when that was done.
   */
  async takeUpRelease(): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await holdModelsAlone(transaction);
      const [shared] = await usesOf(transaction, [NO_CITY], 1);
      const { version } = DEFAULT_MODEL;
      const known = await findModel(transaction, [NO_CITY], version);
      await this.keepIn(transaction, NO_CITY, DEFAULT_MODEL, RELEASED);
      const used = shared?.model && (await findModel(transaction, [NO_CITY], shared.model.version));
      if (used && (known !== undefined || used.decision !== 'release')) return;
      await addUse(transaction, {
        city: NO_CITY,
        model: { city: NO_CITY, version },
        since: this.clock.now(),
        by: RELEASE,
        why: 'This release brings it.',
        rolledBack: null,
      });
    });
  }

  /**
   * Lets all cities that have chosen none use the release's model as told what is usual in the market. False where somebody
   * has chosen what they share, or does so meanwhile: that stands.
   */
  async takeUpGrounded(model: Model, span: Pick<ModelOrigin, 'dataFrom' | 'dataTo'>): Promise<boolean> {
    return this.unitOfWork.run(async (transaction) => {
      await holdModelsAlone(transaction);
      const [shared] = await usesOf(transaction, [NO_CITY], 1);
      if (shared?.by !== RELEASE || shared.model?.version === model.version) return false;
      await this.keepIn(transaction, NO_CITY, model, { ...RELEASED, ...span });
      await addUse(transaction, {
        city: NO_CITY,
        model: { city: NO_CITY, version: model.version },
        since: this.clock.now(),
        by: RELEASE,
        why: `It knows what is usual in ${model.background?.entries ?? 0} deals.`,
        rolledBack: null,
      });
      return true;
    });
  }

  private async keepIn(
    transaction: Transaction,
    city: string,
    model: Model,
    origin: ModelOrigin,
  ): Promise<ModelRecord> {
    checkedModel(JSON.parse(JSON.stringify(model)));
    const checksum = checksumOf(model);
    const record = { ...origin, city, version: model.version, checksum, keptAt: this.clock.now() };
    if (await addModel(transaction, { ...record, model })) return record;
    const { document: _, ...there } = await found(transaction, city, model.version);
    if (there.checksum === checksum) return there;
    throw new ConflictError('MODEL_VERSION_TAKEN', `Another model has the version ${model.version}.`);
  }

  private change(
    city: string,
    decide: (transaction: Transaction, before: ModelUse | undefined) => Promise<Omit<ModelUse, 'seq'>>,
  ): Promise<ModelUse> {
    return this.unitOfWork.run(async (transaction) => {
      await holdModelsAlone(transaction);
      const [before] = await usesOf(transaction, [city], 1);
      return addUse(transaction, await decide(transaction, before));
    });
  }
}

/** Who brings the models that nobody chose. */
export const RELEASE = 'release';

const RELEASED: ModelOrigin = {
  trainedAt: null,
  dataFrom: null,
  dataTo: null,
  figures: {},
  decision: 'release',
};

/** The uses that no rollback undid, the newest first; rollbacks themselves stand for what they went back to. */
function standing(uses: readonly ModelUse[]): ModelUse[] {
  const undone = new Set(uses.map(({ rolledBack }) => rolledBack));
  return uses.filter(({ seq, rolledBack }) => rolledBack === null && !undone.has(seq));
}

/** What the city uses by these uses in force; undefined before a release has been taken up. */
export function modelInUse(inForce: readonly ModelUse[], city: string): ModelKey | undefined {
  const of = (user: string) => inForce.find((use) => use.city === user)?.model ?? undefined;
  return of(city) ?? of(NO_CITY);
}

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

/** Reads a model as it was kept. Throws NotFoundError, or an Error that names what is wrong with the document. */
export async function readModel(queries: Queries, city: string, version: string): Promise<KeptModel> {
  const { document, ...record } = await found(queries, city, version);
  const model = checkedModel(document);
  const checksum = checksumOf(model);
  if (checksum !== record.checksum)
    throw new Error(
      `The model ${version} of ${record.city} has the checksum ${checksum}; ${record.checksum} was kept.`,
    );
  return { ...record, model };
}

async function found(queries: Queries, city: string, version: string) {
  const model = await findModel(queries, [...new Set([city, NO_CITY])], version);
  if (model === undefined) throw new NotFoundError('MODEL_NOT_FOUND', `There is no model ${version}.`);
  return model;
}
