/**
 * The line on which a quote opens that is not rightly closed, searching from the start of `fromLine` (1 is the first line);
 * undefined where all are closed. A quote opens a cell at its very start and closes it before a delimiter or a line's end.
 */
export async function openQuote(
  text: AsyncIterable<string>,
  delimiter: string,
  fromLine: number,
): Promise<number | undefined> {
  let line = 1;
  let openedOn: number | undefined;
  let state: 'cell start' | 'bare' | 'quoted' | 'quote seen' = 'cell start';
  for await (const piece of text) {
    for (const character of piece) {
      const newline = character === '\n';
      if (line >= fromLine) {
        const ends = newline || character === '\r' || character === delimiter;
        if (state === 'quoted') {
          if (character === '"') state = 'quote seen';
        } else if (state === 'quote seen') {
          if (character === '"') state = 'quoted';
          else if (ends) state = 'cell start';
          else return openedOn;
        } else if (ends) state = 'cell start';
        else if (character === '"' && state === 'cell start') {
          state = 'quoted';
          openedOn = line;
        } else state = 'bare';
      }
      if (newline) line += 1;
    }
  }
  return state === 'quoted' ? openedOn : undefined;
}
