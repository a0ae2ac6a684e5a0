import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import { NotFoundError } from '@bole/kernel';
import {
  allCountries,
  allCurrencies,
  allIndustries,
  ancestors,
  childDivisions,
  childIndustries,
  cityOf,
  division,
  divisionAncestors,
  findDivisions,
  findIndustries,
  industry,
  industryName,
  isWithinDivision,
  provinces,
  referenceRate,
} from '@bole/taxonomy';
import { ListClustersQuery } from '../../queries/list-clusters/list-clusters.query';
import { type AnswerOf, Caller, Endpoint, Input, type InputOf } from '../endpoint';
import {
  getIndustry,
  listClusters,
  listCountries,
  listCurrencies,
  listDivisions,
  listIndustries,
} from './reference.endpoints';

@Controller()
export class ReferenceController {
  constructor(private readonly queries: QueryBus) {}

  @Endpoint(listIndustries)
  industries(@Input() { query }: InputOf<typeof listIndustries>): AnswerOf<typeof listIndustries> {
    const { q, parent } = query;
    const codes =
      q === undefined
        ? parent === undefined
          ? SECTIONS
          : childIndustries(parent)
        : findIndustries(q).filter((code) => parent === undefined || ancestors(code).includes(parent));
    return { items: named(codes) };
  }

  @Endpoint(getIndustry)
  industry(@Input() { params }: InputOf<typeof getIndustry>): AnswerOf<typeof getIndustry> {
    const [own] = named([params.code]);
    if (own === undefined)
      throw new NotFoundError('INDUSTRY_NOT_FOUND', `GB/T 4754-2017 has no industry ${params.code}.`);
    return {
      ...own,
      parent: named(ancestors(own.code).slice(0, -1)).at(-1) ?? null,
      children: named(childIndustries(own.code)),
      isic: (industry(own.code)?.isic ?? []).map((code) => ({
        code,
        en: industryName(`isic4:${code}`, 'en'),
      })),
    };
  }

  @Endpoint(listDivisions)
  divisions(@Input() { query }: InputOf<typeof listDivisions>): AnswerOf<typeof listDivisions> {
    const { q, parent } = query;
    const codes =
      q === undefined
        ? parent === undefined
          ? provinces()
          : childDivisions(parent)
        : findDivisions(q).filter((code) => parent === undefined || isWithinDivision(code, parent));
    const items = codes.flatMap((code) => {
      const found = division(code);
      if (found === undefined) return [];
      return [{ ...found, parent: divisionAncestors(code).at(-2) ?? null, city: cityOf(code) ?? null }];
    });
    return { items };
  }

  @Endpoint(listClusters)
  async clusters(@Caller() { city }: Principal): Promise<AnswerOf<typeof listClusters>> {
    const { tenants, reference } = await this.queries.execute(new ListClustersQuery());
    return {
      items: [
        ...tenants.map(({ cities, ...cluster }) => ({
          ...cluster,
          kind: 'sharing' as const,
          members: cities,
          mine: cities.includes(city),
        })),
        ...reference.map(({ id, name, members }) => ({
          id,
          zh: name.zh ?? id,
          en: name.en ?? id,
          kind: 'reference' as const,
          members,
          mine: members.some((member) => isWithinDivision(city, member)),
        })),
      ],
    };
  }

  @Endpoint(listCurrencies)
  currencies(): AnswerOf<typeof listCurrencies> {
    return { items: CURRENCIES };
  }

  @Endpoint(listCountries)
  countries(): AnswerOf<typeof listCountries> {
    return { items: allCountries() };
  }
}

const SECTIONS = allIndustries()
  .filter(({ level }) => level === 'section')
  .map(({ code }) => code);

const CURRENCIES = allCurrencies().map(({ code, zh, en, minorUnits }) => {
  const { currency: _same, ...rate } = referenceRate(code) ?? { currency: code, cnyPerUnit: undefined };
  return { code, zh, en, minorUnits, rate: rate.cnyPerUnit === undefined ? null : rate };
});

function named(codes: readonly string[]) {
  return codes.flatMap((each) => {
    const found = industry(each);
    if (found === undefined) return [];
    const { code, level, zh, en } = found;
    return [{ code, level, zh, en }];
  });
}
