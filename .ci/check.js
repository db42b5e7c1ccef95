/**
 * `npm run check`; `-- --all` runs everything, `-- --in-turns` one third of the longest with all others, in turn by the hour, as CI does. Format, types, lint and the build look at the same files and need nothing of each other: they run side by
 * side, each is told whole with its seconds. Then the tests, if all of them passed. The types are checked once, over
 * everything: this build checks none. Without either the test files of `test/support/long.js` are left out, and that is said.
 */
import { spawn } from 'node:child_process';
import { leftOut, leftToNextTurn } from '../test/support/long.js';

const first = ['biome check .', 'tsc', 'oxlint --type-aware', 'npm run --silent build:unchecked'];

/** Runs a command; gives whether it passed. What it says is held back until it ends, unless it is `heard` as it speaks. */
function run(command, heard) {
  const began = performance.now();
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', ...(heard ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'} ${command} (${seconds} s)\n`);
      resolve(code === 0);
    }),
  );
}

const isAll = process.argv.includes('--all');
const isInTurns = process.argv.includes('--in-turns');
const turn = Number(process.env.TURN ?? Math.floor(Date.now() / 3_600_000));
const left = isAll ? [] : isInTurns ? leftToNextTurn(turn) : leftOut;
const without = left.length === 0 ? '' : ` -- --testPathIgnorePatterns /node_modules/ /test/clients/ ${left.join(' ')}`;

const passed = await Promise.all(first.map((command) => run(command, false)));
const isGood = passed.every(Boolean) && (await run(`npm run --silent jest${without}`, true));
if (isInTurns)
  process.stdout.write(`LEFT to the next two turns (TURN=${turn + 1} and ${turn + 2}): ${left.join(' ')}\n`);
else if (!isAll)
  process.stdout.write(
    'LEFT OUT what takes long (kill -9, browsers, every channel): `npm run check -- --all` runs it, and CI does in three turns.\n',
  );
process.exitCode = isGood ? 0 : 1;
