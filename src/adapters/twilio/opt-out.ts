import type { Inbound } from '../../ports/channel.ts';
import type { OptOut } from './options.ts';
import type { Form } from './signature.ts';

type Act = NonNullable<Inbound['carrier']>;

/** The words that Twilio acts on by default, each where it is the whole message. */
const defaults: Readonly<Record<Act, readonly string[]>> = {
  stop: ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'],
  start: ['start', 'yes', 'unstop'],
  help: ['help', 'info'],
};

const acts = Object.keys(defaults) as readonly Act[];

/**
 * What Twilio took a message for and acted on before it came here; null for nothing. Advanced Opt-Out says so itself
 * (`OptOutType`), with words of its own in any language; else the default words count, where Twilio answers them. Pure.
 */
export function carrierActOf(form: Form, optOut: OptOut): Act | null {
  const said = (form['OptOutType'] ?? '').trim().toLowerCase();
  const told = acts.find((act) => act === said);
  return told ?? (optOut === 'own' ? null : carrierWordIn(form['Body'] ?? ''));
}

/** What carriers take a text for that is nothing but one of their words; null for any other. Pure. */
export function carrierWordIn(text: string): Act | null {
  const word = text.trim().toLowerCase();
  return acts.find((act) => defaults[act].includes(word)) ?? null;
}
