import type { ChannelName } from '../../domain/channel.ts';
import type { Draft } from '../load.ts';
import { textsOf } from '../load.ts';
import type { Arguments } from '../message.ts';
import { createRender } from '../render.ts';
import type { Text } from '../texts.ts';
import type { Entry } from './entries.ts';

/** A text as one country's partner gets it on a channel, arguments filled with a sample. */
export type Sample = (entry: Entry, channel: ChannelName, country: string) => string;

const sampleName = 'Dana';
const sampleCount = 10;
/** A Wednesday in September: long to say in both languages. */
const sampleDate = '2026-09-23';

/** Fills the texts of a draft: crisis lines from its packs, names and counts from samples. Pure. */
export function createSample({ files, packs }: Pick<Draft, 'files' | 'packs'>): Sample {
  const render = createRender(textsOf(files), packs);
  return ({ key, language, text }, channel, country) =>
    render({ key, params: samples(text) }, { language, channel, country }).text;
}

const sampleOf = ({ numbers, dates }: Arguments, name: string): string | number =>
  numbers.includes(name) ? sampleCount : dates.includes(name) ? sampleDate : sampleName;

const samples = ({ text, sms }: Text): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    [text, sms].flatMap((message) => [...message.args].map((name) => [name, sampleOf(message, name)])),
  );
