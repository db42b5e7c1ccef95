import type { Arguments } from './message.ts';
import type { Text } from './texts.ts';

/** A text as plain data, without what is the same for most: no kind, no options, no arguments, no wording of its own by SMS. */
export interface CompiledText extends Partial<Pick<Text, 'options' | 'most' | 'continues' | 'picture'>> {
  readonly kind?: NonNullable<Text['kind']>;
  readonly text: CompiledMessage;
  readonly sms?: CompiledMessage;
}

/** What is said, and what it has to be given where that is anything. */
type CompiledMessage = string | (Arguments & { readonly says: string });

/** A text in its short form. Pure. */
export const shortOf = ({ kind, text, sms, options, most, source, continues, picture }: Text): CompiledText => ({
  ...(kind ? { kind } : {}),
  text: shortMessage(source.text, text),
  ...(source.sms === source.text ? {} : { sms: shortMessage(source.sms, sms) }),
  ...(options.length > 0 ? { options } : {}),
  ...(most ? { most } : {}),
  ...(continues ? { continues } : {}),
  ...(picture ? { picture } : {}),
});

function shortMessage(says: string, { args, numbers, dates, packArgs, sometimes }: Arguments): CompiledMessage {
  return args.length + packArgs.length === 0
    ? says
    : { says, args, numbers, dates, packArgs, ...(sometimes ? { sometimes } : {}) };
}

const noArguments: Arguments = { args: [], numbers: [], dates: [], packArgs: [] };
const noOptions: Text['options'] = [];

/** The text of its short form. Pure. */
export function textOf({ kind, text, sms = text, options = noOptions, most, continues, picture }: CompiledText): Text {
  const source = { text: sourceOf(text), sms: sourceOf(sms) };
  const older = continues === undefined ? {} : { continues };
  const shown = picture === undefined ? {} : { picture };
  const atOnce = most === undefined ? {} : { most };
  return {
    kind: kind ?? null,
    options,
    ...atOnce,
    source,
    text: argumentsOf(text),
    sms: argumentsOf(sms),
    ...older,
    ...shown,
  };
}

const sourceOf = (message: CompiledMessage): string => (typeof message === 'string' ? message : message.says);
const argumentsOf = (message: CompiledMessage): Arguments => (typeof message === 'string' ? noArguments : message);
