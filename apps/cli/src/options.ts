import { InvalidArgumentError } from 'commander';

/** A whole number from `least` to `most`, as an option's parser. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** A day or an instant: `2012-01-01` (its first moment, UTC) or RFC 3339 with a zone. */
export function instantOption(text: string): Date {
  const wellFormed = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  const instant = new Date(text);
  if (!wellFormed || Number.isNaN(instant.getTime()) || !sameDay(text, instant))
    throw new InvalidArgumentError(
      'It is a day such as 2012-01-01, or an instant such as 2012-01-01T00:00:00Z.',
    );
  return instant;
}

/** `2012-02-30` parses, to 1 March. */
function sameDay(text: string, instant: Date): boolean {
  return text.length > 10 || instant.toISOString().startsWith(text);
}

/** A GB/T 2260 code. */
export function cityOption(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('It is a GB/T 2260 city code such as 320500.');
  return text;
}

/** A UTC offset such as +08:00. */
export function zoneOption(text: string): string {
  if (!/^[+-](?:0\d|1[0-4]):[0-5]\d$/.test(text))
    throw new InvalidArgumentError('It is a UTC offset such as +08:00.');
  return text;
}
