import { randomUUID } from 'node:crypto';
import type { Couple } from '../../../domain/couple.ts';
import type { AskEffect } from '../../../domain/effect.ts';
import type { Language } from '../../../domain/language.ts';
import { sides } from '../../../domain/partner.ts';
import { redacted } from '../../../domain/redact.ts';
import { mayLeave } from '../../../engine/outside/may-leave.ts';
import type { Answer, Answers, Call, Document, LanguageService } from '../../../ports/language.ts';
import type { Couples } from '../../aggregates/couple.ts';
import type { Serial } from '../../aggregates/serial.ts';
import type { Deps } from '../../deps.ts';
import { effectDigest } from '../../digests.ts';
import { createBreaker } from '../breaker.ts';
import { type Carrier, type Job, over } from './carrier.ts';

type Ask = Job<AskEffect>;

/** One call, as the audit has it. */
interface Made {
  readonly what: Call;
  readonly ms: number;
  readonly outcome: string;
}

/**
 * Asks a language service about a partner's words, and brings its answer to the couple as a turn of its own. Whether the words
 * may leave is read again here, and what tells who is meant is taken out first. Given up at once: nothing waits for it.
 */
export function createAsk(deps: Deps, couples: Pick<Couples, 'current' | 'run'>, serial: Serial): Carrier<AskEffect> {
  const { clock, newId, log } = deps;
  const gate = createGate(clock.real);

  async function attempt({ id, effect }: Ask, signal: AbortSignal) {
    const { second: service, local } = deps.language ?? {};
    const couple = (await couples.current(id))?.state;
    const partner = couple?.[effect.to];
    if (!service || !local || !couple || !partner) return over;
    if (!mayLeave(partner, clock.now(), effect.written.at)) return over;
    const text = redacted(effect.text, namesOf(couple));
    const calls: Made[] = [];
    const ask = async <Value>(what: Call, one: Document, answers: Asked<Value>): Promise<Value | null> => {
      if (gate.isShut()) return null;
      const started = clock.real();
      const answer = (await answers([one], signal)).get(one.id) ?? unanswered;
      gate.note(answer, one.id);
      if (!answer.ok) log.warn('language.unanswered', { what, code: answer.code });
      calls.push({ what, ms: clock.real() - started, outcome: answer.ok ? 'ok' : answer.code });
      return answer.ok ? answer.value : null;
    };
    const known = effect.guess ? await guessed(local, text, signal) : null;
    const asked = { id: randomUUID(), text };
    const [told, negative] = await Promise.all([
      effect.guess && known === null ? ask('language', { ...asked, id: randomUUID() }, service.languages) : null,
      ask('sentiment', { ...asked, language: known ?? partner.language }, service.sentiments),
    ]);
    const heard = known ?? (told?.sure ? told.language : null);
    if (calls.length > 0) await bring(id, effect, { calls, negative, language: heard });
    return over;
  }

  /** The answer as a turn of the couple's: once, whatever happens. */
  async function bring(id: string, { id: effect, to: side, written }: AskEffect, said: Said): Promise<void> {
    const extras = { inbound: { from: 'system', hash: effectDigest(deps, effect) } } as const;
    const event = { type: 'language-answer', id: newId(), at: clock.now(), side, written, ...said } as const;
    await serial.run(`couple|${id}`, () => couples.run(id, event, extras));
  }

  return { attempt, afterFailure: async () => over };
}

type Asked<Value> = (documents: readonly Document[], signal: AbortSignal) => Promise<Answers<Value>>;

interface Said {
  readonly calls: readonly Made[];
  readonly negative: number | null;
  readonly language: Language | null;
}

const unanswered = { ok: false, code: 'NO_ANSWER' } as const;

/** What we are sure of ourselves; null where we are not. */
async function guessed(local: LanguageService, text: string, signal: AbortSignal): Promise<Language | null> {
  const answer = (await local.languages([{ id: 'one', text }], signal)).get('one');
  return answer?.ok && answer.value.sure ? answer.value.language : null;
}

/** Everybody whose name a message of this couple may hold. */
const namesOf = (couple: Couple): readonly string[] => sides.flatMap((side) => couple[side]?.name ?? []);

/** Keeps calls back while the service is gone, or wants to be left alone. */
function createGate(real: () => number) {
  const breaker = createBreaker();
  let until = 0;
  return {
    isShut: (): boolean => real() < until || breaker.wait(provider, real()) > 0,
    note(answer: Answer<unknown>, document: string): void {
      // What it refuses for this text alone, it has looked at.
      if (answer.ok || answer.code.startsWith('DOCUMENT_')) return breaker.succeeded(provider);
      if (answer.retryAfterMs !== undefined) until = Math.max(until, real() + answer.retryAfterMs);
      breaker.failed(provider, document, real());
    },
  };
}

const provider = 'language';
