import { type CarrierAct, carrierActs, carrierWordIn } from '../messaging/carrier-words.ts';
import type { OptOut } from './options.ts';
import type { Form } from './signature.ts';

/**
 * What Twilio took a message for and acted on before it came here; null for nothing. Advanced Opt-Out says so itself
 * (`OptOutType`), with words of its own in any language; else the default words count, where Twilio answers them. Pure.
 */
export function carrierActOf(form: Form, optOut: OptOut): CarrierAct | null {
  const said = (form['OptOutType'] ?? '').trim().toLowerCase();
  const told = carrierActs.find((act) => act === said);
  return told ?? (optOut === 'own' ? null : carrierWordIn(form['Body'] ?? ''));
}
