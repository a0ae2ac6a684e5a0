/** A link's secret stands behind `#token=`: browsers send that to nobody, see `links` of libs/access. */
const SECRET = /#token=[^\s"'<>]+/g;

/** A mail's text with its links, but without what makes them work. */
export function withoutLinkSecrets(text: string): string {
  return text.replace(SECRET, '#token=…');
}
