import { type MarkAuthor } from '../marks/lead-mark';

/** Most that a city may give to exploration: one place in five. */
export const MOST_EXPLORATION = 0.2;

/** How a city has its leads ranked, besides by its model. */
export interface Ranking {
  readonly city: string;
  /** The chance with which a place of a project's list, below the first three, goes to somebody who ranks below its end. */
  readonly exploration: number;
  /** Null: nobody has set anything yet. */
  readonly by: MarkAuthor | null;
  readonly at: string | null;
  /** Grows with every change; 0: there was none yet. */
  readonly revision: number;
}
