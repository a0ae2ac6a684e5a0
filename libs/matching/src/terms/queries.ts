import { type IndustryFacts, type PlaceFacts, type ProjectFacts } from '../facts/facts';
import { industryLevel } from '../facts/industry-facts';
import { placeKeys } from '../facts/place-facts';
import { type PreparedInvestor, type Shares } from '../prepare/prepared';
import { keyOf } from '../prepare/keys';
import { shareOf } from '../prepare/shares';
import {
  heaviestTerms,
  industryTerm,
  MOST_CODES,
  MOST_WORDS,
  type PartyQueries,
  placeTerm,
  type WeightedTerm,
} from './terms';

/** To find investors that declare what this project is about, and projects like it. */
export function projectQueries(facts: ProjectFacts): PartyQueries {
  return {
    lexical: heaviestTerms(
      [
        ...words(facts.keywords, WEIGHT.keyword),
        ...words(facts.chainGap?.keywords ?? [], WEIGHT.gapKeyword),
        ...words(facts.textTokens, WEIGHT.text),
      ],
      MOST_WORDS,
    ),
    codes: heaviestTerms(
      [
        ...industries(facts.industries, 1),
        ...industries(facts.chainGap?.industries ?? { codes: [], grains: [] }, 1),
        ...places([facts.place], 1),
      ],
      MOST_CODES,
    ),
  };
}

/** To find projects: from what the investor declares and from what its deeds reveal, each theme by its share. */
export function investorQueries({ facts, revealed }: PreparedInvestor): PartyQueries {
  const sought =
    facts.seeks.places.length > 0
      ? facts.seeks.places
      : [facts.home, ...facts.presence].filter((place) => place !== undefined);
  return {
    lexical: heaviestTerms(
      [
        ...words(facts.keywords, WEIGHT.keyword),
        ...words(facts.textTokens, WEIGHT.text),
        ...shared(revealed?.keywords, (term, share) => ({
          field: 'text',
          term,
          weight: WEIGHT.revealed * share,
        })),
      ],
      MOST_WORDS,
    ),
    codes: heaviestTerms(
      [
        ...industries(facts.industries, 1),
        ...industries(facts.seeks.industries, 1),
        ...places(sought, 1),
        ...shared(revealed?.industries, (code, share) => industryWord(code, WEIGHT.revealed * share)),
        ...shared(revealed?.places, (key, share) =>
          placeWord(key, COUNTRY.test(key) ? 0 : WEIGHT.revealed * share),
        ),
      ],
      MOST_CODES,
    ),
  };
}

/** Of terms against one another; BM25 itself weighs rare ones up. */
const WEIGHT = {
  /** A product that is named. */
  keyword: 1,
  /** What the local chain lacks is what the city looks for most. */
  gapKeyword: 1.5,
  /** A word of a summary or a name. */
  text: 0.3,
  /** Times the share of past deals: a theme of half of the deals weighs as much as a declared one. */
  revealed: 2,
} as const;

/**
 * Section, division, group, class: the finer, the more it says. A section says next to nothing of whom to ask, and half
 * of all documents bear the larger ones: it is not asked for.
 */
const GRAIN_WEIGHTS = [0, 0.5, 1, 1];

function words(tokens: readonly string[], weight: number): WeightedTerm[] {
  return tokens.map((term) => ({ field: 'text', term, weight }));
}

function industries({ grains }: IndustryFacts, weight: number): WeightedTerm[] {
  return grains.map((code) => industryWord(code, weight));
}

function industryWord(code: string, weight: number): WeightedTerm {
  return {
    field: 'codes',
    term: industryTerm(code),
    weight: weight * (GRAIN_WEIGHTS[industryLevel(code) - 1] ?? 0),
  };
}

function places(all: readonly PlaceFacts[], weight: number): WeightedTerm[] {
  return [...new Set(all.flatMap((place) => tellingKeys(placeKeys(place))))].map((key) =>
    placeWord(key, weight),
  );
}

/** A country alone is asked for only where nothing finer is known: half of all documents may bear it. */
function tellingKeys(keys: readonly string[]): readonly string[] {
  const finer = keys.filter((key) => !COUNTRY.test(key));
  return finer.length > 0 ? finer : keys;
}

const COUNTRY = /^[A-Z]{3}$/;

/** A place alone makes no lead: it only decides among those whose industry is near. */
function placeWord(key: string, weight: number): WeightedTerm {
  return { field: 'codes', term: placeTerm(key), weight: weight * 0.3 };
}

function shared(
  shares: Shares | undefined,
  termOf: (key: string, share: number) => WeightedTerm,
): WeightedTerm[] {
  return shares === undefined
    ? []
    : [...shares.byKey.keys()].map((key) => termOf(key, shareOf(shares, keyOf(key))));
}
