import { type InvestorProfile, type Place, type ProjectProfile } from '@bole/contracts';
import { type Problem, shown } from '@bole/kernel';
import {
  checkLei,
  checkUscc,
  isCountry,
  isCurrency,
  isDivision,
  isIndustryCode,
  tenantOf,
} from '@bole/taxonomy';

/** What is wrong with an investor beyond its shape: codes that do not exist, check digits that do not fit. */
export function investorProblems(profile: InvestorProfile): Problem[] {
  const { seeks } = profile;
  return [
    ...registrationProblems(profile),
    ...placeProblems(profile.home, 'home'),
    ...profile.presence.flatMap((place, at) => placeProblems(place, `presence.${at}`)),
    ...industryProblems(profile.industries, 'industries'),
    ...industryProblems(seeks?.industries, 'seeks.industries'),
    ...(seeks?.places ?? []).flatMap((place, at) => placeProblems(place, `seeks.places.${at}`)),
    ...currencyProblems(seeks?.capex?.currency, 'seeks.capex.currency'),
    ...profile.contacts.flatMap((contact, at) =>
      timeZoneProblems(contact.timeZone, `contacts.${at}.timeZone`),
    ),
  ];
}

/** What is wrong with a city project beyond its shape. */
export function projectProblems(profile: ProjectProfile): Problem[] {
  const { limits } = profile;
  return [
    ...placeProblems(profile.place, 'place'),
    ...industryProblems(profile.industries, 'industries'),
    ...industryProblems(profile.chainGap?.industries, 'chainGap.industries'),
    ...industryProblems(limits?.excludedIndustries, 'limits.excludedIndustries'),
    ...currencyProblems(profile.capex?.currency, 'capex.currency'),
    ...currencyProblems(limits?.minCapex?.currency, 'limits.minCapex.currency'),
  ];
}

/** A city speaks only of its own projects. `tenant` is the city that submits; absent: a feed of the whole platform. */
export function foreignPlace({ place }: ProjectProfile, tenant: string | undefined): Problem[] {
  if (tenant === undefined || tenantOf(place.division) === tenant) return [];
  return [
    {
      code: 'PROJECT_CITY_FOREIGN',
      field: 'profile.place.division',
      value: place.division ?? 'nothing',
      expected: `a place in the city ${tenant} that submits the project`,
    },
  ];
}

/** A problem of a profile, as its path is in what was submitted. */
export function inProfile(problem: Problem): Problem {
  return { ...problem, field: `profile.${problem.field}` };
}

function registrationProblems({ registration }: InvestorProfile): Problem[] {
  if (registration === undefined) return [];
  const checked = registration.scheme === 'uscc' ? checkUscc(registration.id) : checkLei(registration.id);
  return checked.ok
    ? []
    : [
        {
          code: checked.code,
          field: 'registration.id',
          value: shown(registration.id),
          expected: checked.expected,
        },
      ];
}

function placeProblems(place: Place | undefined, field: string): Problem[] {
  if (place === undefined) return [];
  const { country, division } = place;
  if (!isCountry(country))
    return [
      {
        code: 'COUNTRY_UNKNOWN',
        field: `${field}.country`,
        value: country,
        expected: 'an ISO 3166-1 alpha-3 code such as CHN',
      },
    ];
  if (division === undefined) return [];
  if (country !== 'CHN')
    return [
      {
        code: 'DIVISION_ABROAD',
        field: `${field}.division`,
        value: division,
        expected: 'no division code outside CHN; use region and city',
      },
    ];
  if (!isDivision(division))
    return [
      {
        code: 'DIVISION_UNKNOWN',
        field: `${field}.division`,
        value: division,
        expected: 'a GB/T 2260 code such as 320500',
      },
    ];
  return [];
}

function industryProblems(codes: readonly string[] | undefined, field: string): Problem[] {
  return (codes ?? []).flatMap((code, at) =>
    isIndustryCode(code)
      ? []
      : [
          {
            code: 'INDUSTRY_UNKNOWN',
            field: `${field}.${at}`,
            value: shown(code),
            expected: 'a GB/T 4754-2017 code such as C3841, or isic4:2720',
          },
        ],
  );
}

function currencyProblems(currency: string | undefined, field: string): Problem[] {
  if (currency === undefined || isCurrency(currency)) return [];
  return [{ code: 'CURRENCY_UNKNOWN', field, value: currency, expected: 'an ISO 4217 code such as CNY' }];
}

export function timeZoneProblems(timeZone: string | undefined, field: string): Problem[] {
  if (timeZone === undefined) return [];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [
      {
        code: 'TIME_ZONE_UNKNOWN',
        field,
        value: shown(timeZone),
        expected: 'an IANA time zone such as Asia/Shanghai',
      },
    ];
  }
}
