import { parseArgs } from 'node:util';
import { counselorsConsole } from './console.ts';
import { content } from './content.ts';
import { directLine } from './direct-line.ts';
import { due } from './due.ts';
import { engine } from './engine.ts';
import { type Figure, type Measurement, table } from './figure.ts';
import { hostile } from './hostile.ts';
import { language } from './language.ts';
import { memory } from './memory.ts';
import { mongodb } from './mongodb.ts';
import { notice } from './notice.ts';
import { screening } from './screening.ts';
import { sms } from './sms.ts';
import { store } from './store.ts';
import { teams } from './teams.ts';

const measurements: readonly Measurement[] = [
  ...[engine, screening, directLine, language, teams, sms],
  ...[store, due, notice, counselorsConsole, hostile, content, memory, mongodb],
];

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = measurements.filter((each) => values.only === undefined || each.name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`There is no such figure: choose one of ${measurements.map((each) => each.name).join(', ')}.\n`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [index, measurement] of chosen.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r[${index + 1}/${chosen.length}] ${measurement.name} …   `);
  figures.push(...(await measurement.run()));
}
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
process.stdout.write(values.json ? `${JSON.stringify({ figures })}\n` : `${table(figures)}\n`);
