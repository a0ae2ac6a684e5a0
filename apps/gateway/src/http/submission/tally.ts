/** The results of a bulk submission, with how many were taken and refused. */
export function tally<Result extends { readonly accepted: boolean }>(items: readonly Result[]) {
  const accepted = items.filter((item) => item.accepted).length;
  return { accepted, refused: items.length - accepted, items };
}
