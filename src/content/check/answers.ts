import { plain } from '../../domain/words.ts';
import { withoutMarks } from '../marks.ts';
import { carrierWords } from '../words.ts';
import type { Entry } from './entries.ts';
import type { Finding } from './finding.ts';

const yes = 'yes';
const { stop, start, help } = carrierWords;

/**
 * What a text may tell a partner to send although carriers act on it: the way out and the way back, where that is what the
 * text is about. HELP may be named anywhere: its answer holds the crisis lines, whoever gives it.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'coach.help': ['stop', 'start'],
  'coach.stopped': ['start'],
  'coach.started': ['stop'],
  'coach.nudges-stopped': ['stop'],
  'home.stop': ['stop', 'start'],
};

const verbs =
  'reply|send|text|answer|type|say|write|respond|manda|env[ií]a|responde|contesta|escribe|teclea|di|pon|marca';
const words = [...stop, ...start, yes];
const toldTo = new RegExp(
  `\\b(?:${verbs})(?: (?:with|back|us|me|con|la palabra|the word))* ["'“«]?(${words.join('|')})\\b`,
  'giu',
);
/** In capitals a word reads as something to send, with or without a verb. STOP so named says how to end messages. */
const named = new RegExp(
  `\\b(${words
    .filter((word) => word !== 'stop')
    .join('|')
    .toUpperCase()})\\b`,
  'gu',
);

/**
 * Answers that a carrier would take before us: an option's label that is such a word, and a text that tells a partner to send
 * one. A label "Yes" stands behind its number by SMS ("1 Yes"): what is asked for is the 1. Pure.
 */
export const checkAnswers = (entries: readonly Entry[]): readonly Finding[] =>
  entries.flatMap((entry) => [...labelsOf(entry), ...toldIn(entry)]);

function labelsOf({ id, yaml, text }: Entry): readonly Finding[] {
  const taken = new Set([...stop, ...start, ...help]);
  return text.options.flatMap((option): Finding[] => {
    if (!taken.has(plain(option.label))) return [];
    const what = `${id}.options.${option.id}: carriers act on "${option.label}"; use another label`;
    const line = yaml.line(id, 'options', option.id);
    return [{ severity: 'error', file: yaml.file, line, code: 'carrier-word-offered', what }];
  });
}

function toldIn({ key, id, yaml, text }: Entry): readonly Finding[] {
  const may = allowed[key] ?? [];
  return (['text', 'sms'] as const).flatMap((field) => {
    const said = withoutMarks(text.source[field]);
    const found = [...said.matchAll(toldTo), ...said.matchAll(named)];
    const told = new Set(found.map((match) => (match[1] ?? '').toLowerCase()).filter((word) => !may.includes(word)));
    if (field !== 'text' && text.source.sms === text.source.text) return [];
    return [...told].map((word): Finding => {
      const what = `${id} tells a partner to send ${word.toUpperCase()}, which carriers act on; ask for a number or another word`;
      return { severity: 'error', file: yaml.file, line: yaml.line(id, field), code: 'carrier-word-offered', what };
    });
  });
}
