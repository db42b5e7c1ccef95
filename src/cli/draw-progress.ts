import { progress } from '@clack/prompts';

/** A bar on standard error that follows lines such as `40 of 200`; draws nothing where `draws` is false or nobody looks. */
export function drawProgress(title: string, draws: boolean): { on(line: string): void; end(): void } {
  if (!draws || !process.stderr.isTTY) return { on: () => {}, end: () => {} };
  const bar = progress({ output: process.stderr });
  bar.start(title);
  let shown = 0;
  return {
    on(line) {
      const [, done = 0, all = 0] = (/(\d+) of (\d+)/.exec(line) ?? []).map(Number);
      const share = all === 0 ? 100 : Math.floor((100 * done) / all);
      bar.advance(share - shown, line);
      shown = share;
    },
    end: () => bar.clear(),
  };
}
