/** One feature's values, each as the number of a bin. Bin 0 is "missing"; the others are in order of value. */
export interface BinnedColumn {
  readonly bins: Uint8Array;
  /** By bin, 0 included; the mean of its values, NaN for bin 0 and where a bin is empty. */
  readonly centers: Float64Array;
  /** By bin: how many rows. */
  readonly sizes: Uint32Array;
  /** The largest value of each bin but 0, rising. */
  readonly edges: readonly number[];
}

export const MISSING_BIN = 0;

/** Into at most `most` bins (up to 255) of about equal numbers of rows; equal values never part. */
export function binned(column: Float64Array, most: number): BinnedColumn {
  const edges = upperEdges(column, most);
  const count = edges.length + 1;
  const bins = new Uint8Array(column.length);
  const sums = new Float64Array(count);
  const sizes = new Uint32Array(count);
  column.forEach((value, row) => {
    const bin = Number.isNaN(value) ? MISSING_BIN : 1 + firstAtLeast(edges, value);
    bins[row] = bin;
    sizes[bin] = (sizes[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + value;
  });
  const centers = sums.map((sum, bin) => (bin === MISSING_BIN ? Number.NaN : sum / (sizes[bin] ?? 0)));
  return { bins, centers, sizes, edges };
}

/** The largest value of each bin, rising. */
function upperEdges(column: Float64Array, most: number): number[] {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort();
  const edges: number[] = [];
  let begin = 0;
  while (begin < sorted.length) {
    const share = (sorted.length - begin) / Math.max(1, most - edges.length);
    let end = Math.min(sorted.length, Math.max(begin + 1, Math.round(begin + share)));
    while (end < sorted.length && sorted[end] === sorted[end - 1]) end += 1;
    edges.push(sorted[end - 1] ?? 0);
    begin = end;
  }
  return edges;
}

/** The place of the first edge that is not below `value`. */
function firstAtLeast(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
