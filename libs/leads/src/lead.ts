import { derivedId } from '@bole/kernel';
import { type Contribution, type Scored } from '@bole/matching';

/** A match 匹配: one project and one investor, with what the machine computed of them. */
export interface Match {
  readonly leadId: string;
  readonly projectId: string;
  readonly investorId: string;
  readonly score: number;
  readonly parts: Scored['parts'];
  /** Those that are not 0. */
  readonly contributions: readonly Contribution[];
  readonly model: string;
  /** What changed the score when it last changed, most first. */
  readonly moved: readonly { readonly feature: string; readonly points: number }[];
}

/** The party whose list is ranked: a project ranks investors, an investor ranks projects. */
export interface Party {
  readonly kind: 'project' | 'investor';
  readonly id: string;
}

export function otherKind(kind: Party['kind']): Party['kind'] {
  return kind === 'project' ? 'investor' : 'project';
}

/** The lead's id follows from its two parties, so every computation of it bears the same. */
export function leadId(projectId: string, investorId: string): string {
  return derivedId('lead', projectId, investorId);
}
