import { type Person } from '@bole/platform';

/**
 * What to look for in texts that `intake.copies_carrying` has folded: lower case, without blanks and -+(). Names stand
 * there as text, as bytes beyond ASCII in octal, or escaped in JSON. Too much may be found by these, nothing is missed.
 */
export function foldedNeedles({ emails, phones, names }: Person): string[] {
  return [...emails, ...phones, ...names]
    .flatMap((text) => [text, octal(text), octal(jsonEscaped(text))])
    .map((text) => text.toLowerCase().replace(/[ ()+-]/g, ''))
    .filter((text, at, all) => text !== '' && all.indexOf(text) === at);
}

/** As Postgres writes bytes by `encode(…, 'escape')`. */
function octal(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte === 0x5c
        ? '\\\\'
        : byte < 0x80
          ? String.fromCharCode(byte)
          : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('');
}

/** As JSON may write texts beyond ASCII. */
export function jsonEscaped(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
