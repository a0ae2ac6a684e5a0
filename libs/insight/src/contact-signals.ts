import { DEED_KINDS, ONLINE_SIGNALS, SIGNAL_KINDS, type SignalKind } from '@bole/contracts';

/** By which way a contact came about: 线上 or 线下. */
export const MEDIA = ['online', 'offline'] as const;
export type Medium = (typeof MEDIA)[number];

export function mediumOf(kind: SignalKind): Medium {
  return (ONLINE_SIGNALS as readonly string[]).includes(kind) ? 'online' : 'offline';
}

/** The kinds of signals that are a contact: all but outcomes, and meetings that nobody came to. */
export const CONTACT_KINDS: readonly SignalKind[] = SIGNAL_KINDS.filter(
  (kind) => kind !== 'meeting-missed' && !(DEED_KINDS as readonly string[]).includes(kind),
);

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** SQL over a row of intake.signal: its medium. */
export const mediumSql = (signal: string): string =>
  `case when ${signal}.kind in (${quoted(ONLINE_SIGNALS)}) then 'online' else 'offline' end`;

/** SQL over a row of intake.signal: its channel, as the signal names it, or the kind of signal where it names none. */
export const channelSql = (signal: string): string => `coalesce(${signal}.channel, ${signal}.kind)`;

/** SQL over a row of intake.signal: whether it is a contact. */
export const isContactSql = (signal: string): string => `${signal}.kind in (${quoted(CONTACT_KINDS)})`;
