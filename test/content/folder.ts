import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Content } from '../../src/content/content.ts';
import { loadContent } from '../../src/content/load.ts';
import { CoachError } from '../../src/domain/errors.ts';

const words = (stop: string, zero: string): string => `commands:
  menu: [menu]
  help: [help, info]
  stop: [stop, ${stop}]
  start: [start]
  no-nudges: [no texts]
  unshare: [unshare]
  hello: [hello]
  pause: [pause]
  resume: [resume]
  skip: [skip]
  back: [back]
  cancel: [never mind]
  line: [home]
  counselor: [counselor]
  no-counselor: [no counselor]
  call-now: [call now]
  my-data: [mydata]
languages: { en: [english], es: [spanish] }
numbers: [${zero}, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10]
reading:
  "yes": { words: [yes], signs: [], surely: [] }
  "no": { words: [no], signs: [], surely: [] }
  around: []
  beside: []
  hedges: []
  turns: []
  reasons: []
  tellings: []
  nothing: []
  auto-replies: []
person:
  before: [please]
  wishes: [i want to]
  talks: [talk to]
  reaches: [reach]
  people: [a person]
  counselors: [a counselor]
  seeks: [i need]
  orders: [connect me to]
  deeds: [call me]
  tails: [to talk to]
  after: [now]
  forms: ["{wishes} {talks} {people}"]
`;

const say = (emergency: string): string =>
  [
    'emergency',
    'suicideLine',
    'textLine',
    'violenceLine',
    'violenceText',
    'assaultLine',
    'childLine',
    'poisonLine',
    'drugLine',
    'lifeline',
    'maternalLine',
    'nativeLine',
    'youthLine',
    'transLine',
  ]
    .map((name) => `    ${name}: ${name === 'emergency' ? emergency : `look for the ${name}`}\n`)
    .join('');

export const pack = (lines: string, emergency: string): string =>
  `lines: ${lines}\nsay:\n  en:\n${say(emergency)}  es:\n${say(emergency)}`;

const emergencyLine = `
  - id: emergency
    name: { en: Emergency, es: Emergencias }
    call: "911"
    text: null
    press: {}
    hours: 24/7
    languages: [en]
    verified_on: 2026-11-23`;

/** A small whole content: every test takes it and changes what it is about. */
const whole: Readonly<Record<string, string>> = {
  'en/words.yaml': words('no more texts', 'zero'),
  'es/words.yaml': words('alto', 'cero'),
  'lines/us.yaml': pack(emergencyLine, '"911"'),
  'lines/zz.yaml': pack('[]', 'the local number'),
  'en/day.yaml': `hello:
  text: "Hi {who}, it\u2019s a new day."
mood:
  kind: choice
  text: "How was today together?"
  sms: "How was today?"
  options:
    good: { label: Good, words: [fine, Great!] }
    hard: { label: Hard }
craving: { kind: scale, text: "How strong was the pull today?" }
opens: { label: My day, words: [my day] }
`,
  'es/day.yaml': `hello:
  text: "Hola {who}, es un nuevo d\u00eda."
mood:
  kind: choice
  text: "\u00bfC\u00f3mo fue el d\u00eda de hoy juntos?"
  options:
    good: { label: Bien }
    hard: { label: Dif\u00edcil }
craving: { kind: scale, text: "\u00bfQu\u00e9 tan fuertes fueron las ganas hoy?" }
opens: { label: Mi d\u00eda, words: [my day] }
`,
};

/** Loads the small content with some files changed; null takes a file out. Writes to a temporary folder. */
export const load = (changes: Readonly<Record<string, string | null>> = {}): Promise<Content> =>
  inFolder(changes, (dir) =>
    loadContent(dir).catch((error: unknown) => {
      throw error instanceof CoachError ? withoutFolder(error, dir) : error;
    }),
  );

/** Does something with a temporary folder of the small content, some files changed or taken out. */
export async function inFolder<T>(
  changes: Readonly<Record<string, string | null>>,
  work: (dir: string) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'content-'));
  try {
    for (const [name, text] of Object.entries({ ...whole, ...changes })) {
      await mkdir(dirname(join(dir, name)), { recursive: true });
      if (text !== null) await writeFile(join(dir, name), text);
    }
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** The error with paths that begin below the temporary folder. */
function withoutFolder({ code, message, details }: CoachError, dir: string): CoachError {
  const file = String(details['file']).replace(`${dir}/`, '');
  return new CoachError(code, message.replaceAll(`${dir}/`, ''), { ...details, file });
}

/** A file of the small content with one part of it written otherwise. */
export function changed(name: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = whole[name];
  if (!text?.includes(from)) throw new CoachError('NOT_FOUND', `${name} has no "${from}"`);
  return { [name]: text.replace(from, to) };
}
