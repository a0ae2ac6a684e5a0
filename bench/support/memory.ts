import { readFile } from 'node:fs/promises';

const EVERY_MS = 50;

/** Resident memory of a process in MB, as Linux has it. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}

export interface Memory {
  readonly peakMb: number;
  /** Means over the quarters of the time: flat where they do not grow. */
  readonly quartersMb: readonly number[];
}

/** Looks at a process's memory while some work goes on. */
export async function watchMemory<Result>(
  pid: number,
  work: () => Promise<Result>,
): Promise<Memory & { readonly result: Result }> {
  const samples: number[] = [await residentMb(pid)];
  const timer = setInterval(() => void residentMb(pid).then((mb) => samples.push(mb)), EVERY_MS);
  try {
    const result = await work();
    const size = samples.length / 4;
    const quarter = (at: number): readonly number[] =>
      samples.slice(Math.floor(at * size), Math.max(Math.ceil((at + 1) * size), 1));
    return { result, peakMb: Math.max(...samples), quartersMb: [0, 1, 2, 3].map((at) => mean(quarter(at))) };
  } finally {
    clearInterval(timer);
  }
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
