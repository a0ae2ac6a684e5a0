import { type Language, type LocalizedText } from '@bole/kernel';
import { explain, type Explanation, type Limit, type Scored } from '@bole/matching';
import { type Party } from '../lead';
import { type MatchedParty } from '../party.matcher';

export interface ExplainedMatch {
  readonly id: string;
  readonly names: LocalizedText;
  readonly rank: number;
  readonly scored: Scored;
  readonly explanation: Explanation;
  /** The generators that found this candidate. */
  readonly foundBy: readonly string[];
}

/** The ranking of one party, and how it came about. */
export interface ExplainedMatches {
  readonly asOf: string;
  readonly model: string;
  readonly candidates: number;
  readonly matches: readonly ExplainedMatch[];
  /** Candidates that a hard limit cut, and which. */
  readonly cut: readonly {
    readonly id: string;
    readonly names: LocalizedText;
    readonly limits: readonly Limit[];
  }[];
}

interface Asked {
  readonly asOf: Date;
  readonly limit: number;
  readonly language: Language;
}

/** Puts a matched party into words; its ranking may be another than the matcher's own. */
export function explainMatched(
  matched: MatchedParty,
  { asOf, limit, language }: Asked,
  ranked: readonly Scored[] = matched.ranked,
): ExplainedMatches {
  const other = matched.party.kind === 'project' ? 'investor' : 'project';
  const foundBy = new Map(matched.candidates.map((candidate) => [candidate.id, candidate.foundBy]));
  const explained = (scored: Scored, at: number): ExplainedMatch[] => {
    const investor = matched.investors.get(scored.investorId);
    const project = matched.projects.get(scored.projectId);
    if (investor === undefined || project === undefined) return [];
    const { id, names } = other === 'investor' ? investor.facts : project.facts;
    return [
      {
        id,
        names,
        rank: at + 1,
        scored,
        explanation: explain(scored, { investor, project }, language),
        foundBy: foundBy.get(id) ?? [],
      },
    ];
  };
  return {
    asOf: asOf.toISOString(),
    model: matched.model,
    candidates: matched.candidates.length,
    matches: ranked.slice(0, limit).flatMap(explained),
    cut: matched.cut.map(({ id, limits }) => ({ id, names: namesOf(matched, other, id) ?? {}, limits })),
  };
}

export function namesOf(matched: MatchedParty, kind: Party['kind'], id: string): LocalizedText | undefined {
  return (kind === 'investor' ? matched.investors.get(id) : matched.projects.get(id))?.facts.names;
}
