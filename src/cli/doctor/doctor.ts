import { resolve } from 'node:path';
import type { Environment, Problem } from '../../config/problem.ts';
import { inspectConfig } from '../../config/read.ts';
import type { Catalog } from '../../service/service.ts';
import { checkBot } from './bot.ts';
import { checkCatalog } from './catalog.ts';
import { type Finding, fail, ok } from './finding.ts';
import { checkDisk, checkFolder, checkSecretFiles, checkSocket, checkSpool } from './folder.ts';
import { checkLanguage } from './language.ts';
import { checkClock, checkNode, checkZones } from './machine.ts';
import { checkOnCall } from './on-call.ts';
import { checkChannels } from './reach.ts';
import { checkSlack } from './slack.ts';
import { checkStore } from './store.ts';
import { checkTwilio } from './twilio.ts';

/** What the doctor looks at. Tests that run the sources name the built worker of the store. */
export interface Patient {
  readonly environment: Environment;
  readonly loadCatalog: () => Promise<Catalog>;
  /** A folder of the build, whose files tell that the clock is not behind. */
  readonly build: string;
  readonly storeWorker?: URL;
}

/** Every check, in the order it is shown. Changes nothing that a start would not change. */
export async function examine({ environment, loadCatalog, build, storeWorker }: Patient): Promise<readonly Finding[]> {
  const { config, problems } = inspectConfig(environment);
  const dataDir = resolve(config.dataDir);
  return [
    checkNode(process.version),
    ...checkConfig(problems, config.environment),
    await checkClock([dataDir, build]),
    checkZones(),
    await checkFolder(dataDir),
    await checkDisk(dataDir),
    await checkSecretFiles(environment, dataDir),
    ...(await checkStore(config, dataDir, storeWorker)),
    await checkSpool(dataDir),
    checkSocket(dataDir),
    ...(await checkCatalog(loadCatalog, config.country, Date.now())),
    checkChannels(config),
    ...(config.bot ? [await checkBot(config.bot)] : []),
    ...(config.slack ? [await checkSlack(config.slack)] : []),
    ...(await checkTwilio(config)),
    ...(config.azureLanguage ? [await checkLanguage(config.azureLanguage)] : []),
    ...(await checkOnCall(config, dataDir)),
  ];
}

const checkConfig = (problems: readonly Problem[], environment: string): readonly Finding[] =>
  problems.length === 0
    ? [ok('configuration', `Good for ${environment}.`)]
    : problems.map(({ name, todo }) => fail('configuration', `${name}: ${todo}`));

/** `coach doctor`: writes what was found; gives the exit code, 1 when something fails. */
export async function doctorCommand(
  patient: Patient,
  output: NodeJS.WritableStream,
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const findings = await examine(patient);
  const failed = findings.filter(({ result }) => result === 'fail').length;
  output.write(json ? `${JSON.stringify({ ok: failed === 0, findings })}\n` : report(findings, failed));
  return failed === 0 ? 0 : 1;
}

function report(findings: readonly Finding[], failed: number): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ result, name, say }) => {
    const start = `${result.padEnd(4)}  ${name.padEnd(width)}  `;
    return start + say.replaceAll('\n', `\n${' '.repeat(start.length)}`);
  });
  const warned = findings.filter(({ result }) => result === 'warn').length;
  return `${lines.join('\n')}\n\n${failed} failed, ${warned} to look at, ${findings.length - failed - warned} good\n`;
}
