import { fileError } from '../import-problem';
import { type XlsxArchive } from './xlsx-archive';

/** A rectangle of merged cells; rows from 1, columns from 0, all inclusive. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  /** As the sheet writes it, e.g. `A2:A5`. */
  readonly name: string;
}

/**
 * The merged cells of a sheet. They are listed behind its rows, yet say which of the rows' cells count, so the part is
 * searched for them beforehand, as bytes: parsing it all a second time would double the time.
 */
export async function mergedRanges(archive: XlsxArchive, sheetPart: string): Promise<MergedRange[]> {
  const ranges: MergedRange[] = [];
  let carried = '';
  for await (const bytes of archive.bytes(sheetPart)) {
    const text = carried + bytes.toString('latin1');
    for (const match of text.matchAll(MERGE)) ranges.push(range(match));
    if (ranges.length > MOST_RANGES)
      throw fileError('FILE_TOO_MANY_MERGES', `${ranges.length} merged ranges`, `at most ${MOST_RANGES}`);
    const last = text.lastIndexOf('<');
    carried = last !== -1 && text.length - last < LONGEST_TAG ? text.slice(last) : '';
  }
  return ranges.sort((a, b) => a.top - b.top);
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"[^>]*>/g;
const LONGEST_TAG = 200;
const MOST_RANGES = 50_000;

function range(match: RegExpExecArray): MergedRange {
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return {
    top: Number(top),
    left: columnAt(left),
    bottom: Number(bottom),
    right: columnAt(right),
    name: `${left}${top}:${right}${bottom}`,
  };
}

/** The place of a column by its letters: A → 0. */
export function columnAt(letters: string): number {
  let at = 0;
  for (const letter of letters) at = at * 26 + letter.charCodeAt(0) - 64;
  return at - 1;
}

/** Tells which ranges a row touches; rows must be asked for in growing order. */
export class MergedRows {
  private open: MergedRange[] = [];
  private next = 0;

  constructor(private readonly ranges: readonly MergedRange[]) {}

  at(row: number): readonly MergedRange[] {
    this.open = this.open.filter((range) => range.bottom >= row);
    for (
      let range = this.ranges[this.next];
      range !== undefined && range.top <= row;
      range = this.ranges[this.next]
    ) {
      if (range.bottom >= row) this.open.push(range);
      this.next += 1;
    }
    return this.open;
  }
}
