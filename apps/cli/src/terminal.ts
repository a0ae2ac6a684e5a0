import { Presets, SingleBar } from 'cli-progress';

/** Where a command speaks: results on standard output, all else on standard error. */
export interface Terminal {
  /** A line of the result. */
  out(line: string): void;
  /** A remark, an error. */
  note(line: string): void;
  /** A bar that moves; nothing is drawn where standard error is no terminal. */
  progress(title: string): Progress;
}

export interface Progress {
  /** May be called as often as wanted. A total that is not known yet is 0. */
  update(done: number, total: number, remark?: string): void;
  stop(): void;
}

export function processTerminal(): Terminal {
  return {
    out: (line) => void process.stdout.write(`${printable(line)}\n`),
    note: (line) => void process.stderr.write(`${printable(line)}\n`),
    progress: (title) => (process.stderr.isTTY ? bar(title) : SILENT),
  };
}

/** What a file or a record holds must not steer the terminal: control characters but tab and line feed are shown as a dot. */
function printable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(CONTROL, '·');
}

// eslint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

function bar(title: string): Progress {
  const format = `${title} {bar} {percentage}% {remark}`;
  const drawn = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
    Presets.shades_classic,
  );
  drawn.start(1, 0, { remark: '' });
  return {
    update: (done, total, remark = '') => {
      drawn.setTotal(Math.max(1, total));
      drawn.update(Math.min(done, Math.max(1, total)), { remark });
    },
    stop: () => drawn.stop(),
  };
}
