import { DEFAULT_MODEL, type Model, type ProjectFacts } from '@bole/matching';
import { Acting, type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { LRUCache } from 'lru-cache';
import { tenantOfPlace } from '../on-demand/fit-only';
import { type ModelKey, type ModelUse } from './kept-model';
import { lastModelChange, usesInForce } from './model.store';
import { modelInUse, readModel } from './model-registry';

type Placed = Pick<ProjectFacts, 'place'>;

/** The models in use at one moment. */
export interface CityModels {
  /** The number of the last change before that moment. */
  readonly lastChange: number;
  /** That of the city that is acted for; for the pipeline, the one that all share. */
  readonly own: Model;
  /** Reads the models of these projects. */
  read(projects: Iterable<Placed>): Promise<void>;
  /**
   * By which a project's pairs are scored: for whoever acts for a city, by that city's; for the pipeline, by that of the
   * project's own. Throws a RangeError for one that was not read.
   */
  ofProject(project: Placed): Model;
}

/** Where the models in use are looked up. */
export interface ModelSource {
  now(): Promise<CityModels>;
}

/** One model for everybody: for what is measured offline. */
export function onlyModel(model: Model): ModelSource {
  const models = { lastChange: 0, own: model, read: () => Promise.resolve(), ofProject: () => model };
  return { now: () => Promise.resolve(models) };
}

/** A trained model takes some 10 MB with what is prepared of it. */
const MOST_MODELS = 24;
const MOST_VIEWS = 500;

/**
 * The models in use as the database holds them: asked at each use whether one has changed since, so that a change by another
 * process is seen. A model that cannot be read is an error; no other takes its place.
 */
export class ModelsInUse implements ModelSource {
  private readonly models = new LRUCache<string, Model>({ max: MOST_MODELS });
  private readonly uses = new LRUCache<string, UsesInForce>({ max: MOST_VIEWS });

  constructor(private readonly queries: Pick<UnitOfWork, 'query'>) {}

  async now(): Promise<CityModels> {
    const city = Acting.current()?.city ?? '*';
    const lastChange = await lastModelChange(this.queries);
    let uses = this.uses.get(city);
    if (uses?.lastChange !== lastChange) {
      uses = { lastChange, all: await usesInForce(this.queries) };
      this.uses.set(city, uses);
    }
    return city === '*' ? this.ofAll(uses) : this.ofOne(uses, city);
  }

  private async ofOne({ lastChange, all }: UsesInForce, city: string): Promise<CityModels> {
    const own = await this.model(modelInUse(all, city));
    return { lastChange, own, read: () => Promise.resolve(), ofProject: () => own };
  }

  private async ofAll({ lastChange, all }: UsesInForce): Promise<CityModels> {
    const known = new Map<string, Model>();
    return {
      lastChange,
      own: await this.model(modelInUse(all, NO_CITY)),
      read: async (projects) => {
        for (const { place } of projects) {
          const city = tenantOfPlace(place);
          if (!known.has(city)) known.set(city, await this.model(modelInUse(all, city)));
        }
      },
      ofProject: ({ place }) => {
        const model = known.get(tenantOfPlace(place));
        if (model === undefined) throw new RangeError(`The model of ${tenantOfPlace(place)} was not read.`);
        return model;
      },
    };
  }

  private async model(key: ModelKey | undefined): Promise<Model> {
    if (key === undefined) return DEFAULT_MODEL;
    const name = `${key.city} ${key.version}`;
    let model = this.models.get(name);
    if (model === undefined) {
      ({ model } = await readModel(this.queries, key.city, key.version));
      this.models.set(name, model);
    }
    return model;
  }
}

interface UsesInForce {
  readonly lastChange: number;
  readonly all: readonly ModelUse[];
}
