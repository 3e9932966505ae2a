import { SingleBar } from 'cli-progress';

export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

/** Plain lines are further apart than this, so that a log stays readable. */
const LINE_INTERVAL_MS = 2_000;

/** A bar on a terminal, now and then a plain line elsewhere. Nothing is shown of work that is none. */
export function createProgress(what: string): Progress {
  return process.stderr.isTTY ? bar(what) : lines(what);
}

function bar(what: string): Progress {
  const shown = new SingleBar({
    format: `{bar} {value}/{total} ${what}`,
    hideCursor: true,
    clearOnComplete: false,
  });
  let started = false;
  return {
    show(done, total) {
      if (total === 0) return;
      if (!started) shown.start(total, done);
      started = true;
      shown.update(done);
    },
    end: () => {
      if (started) shown.stop();
    },
  };
}

function lines(what: string): Progress {
  let last = 0;
  let said = '';
  const say = (line: string): void => {
    if (line !== said) process.stderr.write(`${line}\n`);
    said = line;
  };
  let line = '';
  return {
    show(done, total) {
      if (total === 0) return;
      line = `${done}/${total} ${what}`;
      if (Date.now() - last < LINE_INTERVAL_MS) return;
      last = Date.now();
      say(line);
    },
    end: () => {
      if (line) say(line);
    },
  };
}
