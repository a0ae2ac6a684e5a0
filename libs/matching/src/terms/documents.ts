import { type SharedInvestorProfile, type Place, type ProjectProfile } from '@bole/contracts';
import { audienceOf } from '@bole/kernel';
import { tenantOf } from '@bole/taxonomy';
import { nameTokens, tokenize } from '@bole/text';
import { type IndustryFacts, type PlaceFacts } from '../facts/facts';
import { industryFacts } from '../facts/industry-facts';
import { placeFacts, placeKeys } from '../facts/place-facts';
import { type DocumentContent, industryTerm, placeTerm } from './terms';

/** An investor as the search engine keeps it: what it says of itself and what it looks for. */
export function investorDocument(profile: SharedInvestorProfile): DocumentContent {
  const { names, summary, seeks } = profile;
  const given = (places: readonly (Place | undefined)[]) =>
    places.filter((place) => place !== undefined).map(placeFacts);
  const present = given([profile.home, ...profile.presence]);
  return {
    fields: {
      text: tokensOf([...profile.products, summary?.zh, summary?.en]),
      name: nameTokens([names.zh, names.en, ...names.aliases].filter((name) => name !== undefined)),
      codes: [
        ...industryTerms(industryFacts([...profile.industries, ...(seeks?.industries ?? [])])),
        ...placeTerms([...present, ...given(seeks?.places ?? [])]),
      ],
    },
    facets: { kind: [profile.kind], status: [profile.status], ...placeFacets(present) },
  };
}

/** A project as the search engine keeps it: what it is and what its city lacks. */
export function projectDocument(profile: ProjectProfile): DocumentContent {
  const { names, summary, chainGap, park } = profile;
  const place = placeFacts(profile.place);
  return {
    fields: {
      text: tokensOf([
        ...[...profile.products, ...(chainGap?.products ?? [])],
        ...[names.zh, names.en, summary?.zh, summary?.en, chainGap?.note?.zh, chainGap?.note?.en],
      ]),
      name: nameTokens([names.zh, names.en, park?.zh, park?.en].filter((name) => name !== undefined)),
      codes: [
        ...industryTerms(industryFacts([...profile.industries, ...(chainGap?.industries ?? [])])),
        ...placeTerms([place]),
      ],
    },
    facets: {
      type: [profile.type],
      status: [profile.status],
      audience: [audienceOf(profile.visibility, tenantOf(profile.place.division))],
      ...placeFacets([place]),
    },
  };
}

function tokensOf(texts: readonly (string | undefined)[]): readonly string[] {
  return texts.flatMap((text) => (text === undefined ? [] : tokenize(text)));
}

function industryTerms({ grains }: IndustryFacts): readonly string[] {
  return grains.map(industryTerm);
}

function placeTerms(places: readonly PlaceFacts[]): readonly string[] {
  return [...new Set(places.flatMap(placeKeys))].map(placeTerm);
}

function placeFacets(places: readonly PlaceFacts[]): Record<string, readonly string[]> {
  const values = (of: (place: PlaceFacts) => string | undefined) =>
    [...new Set(places.map(of).filter((value) => value !== undefined))].sort();
  return {
    country: values(({ country }) => country),
    cluster: values(({ cluster }) => cluster),
    province: values(({ province }) => province),
    city: values(({ city }) => city),
  };
}
