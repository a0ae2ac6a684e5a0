import { type Language } from '@bole/kernel';
import currencyTable from '../data/iso4217.json';
import rateTable from '../data/reference-rates.json';
import { rowsOf } from './table';

/** A currency of ISO 4217. */
export interface Currency {
  readonly code: string;
  /** Decimal places of the minor unit: 2 for CNY, 0 for JPY. */
  readonly minorUnits: number;
  readonly zh: string;
  readonly en: string;
}

/** What one unit of a currency was worth in yuan. For comparing sizes only, never for settling an amount. */
export interface ReferenceRate {
  readonly currency: string;
  readonly cnyPerUnit: number;
  /** The period that the rate is the average of, e.g. `2024`. */
  readonly period: string;
  readonly source: string;
}

/** The currency with this code (CNY), or undefined. */
export function currency(code: string): Currency | undefined {
  return CURRENCIES.get(code);
}

/** Every currency in order of its code. */
export function allCurrencies(): readonly Currency[] {
  return [...CURRENCIES.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** The currency's name; the code itself when it is unknown. */
export function currencyName(code: string, language: Language): string {
  return CURRENCIES.get(code)?.[language] ?? code;
}

/** The amount in yuan by the fixed reference rate, for comparing sizes; undefined for a currency without one. */
export function toCny(amount: number, currencyCode: string): number | undefined {
  const rate = RATES.get(currencyCode);
  return rate === undefined ? undefined : amount * rate.cnyPerUnit;
}

/** The rate that `toCny` uses, with its period and source. */
export function referenceRate(currencyCode: string): ReferenceRate | undefined {
  return RATES.get(currencyCode);
}

/** All rates that `toCny` uses. */
export function referenceRates(): readonly ReferenceRate[] {
  return [...RATES.values()];
}

const CURRENCIES: ReadonlyMap<string, Currency> = new Map(
  rowsOf(currencyTable, 'code', 'minorUnits', 'zh', 'en').map((row) => [
    row.code,
    { ...row, minorUnits: Number(row.minorUnits) },
  ]),
);

const RATES: ReadonlyMap<string, ReferenceRate> = new Map(
  rowsOf(rateTable, 'currency', 'cnyPerUnit', 'period', 'source').map((row) => [
    row.currency,
    { ...row, cnyPerUnit: Number(row.cnyPerUnit) },
  ]),
);
