import type { Answer, Answers, Document, LanguageService } from '../../ports/language.ts';

/** What the service of a rehearsal answers next: how negative, or how it fails. */
export type NextAnswer = { readonly negative: number } | { readonly code: string };

/** A language service that answers what it is told to, once each; else it finds nothing heavy. It keeps what it was sent. */
export interface RehearsalLanguage extends LanguageService {
  readonly sent: readonly string[];
  answerNext(answer: NextAnswer): void;
}

export function createRehearsalLanguage(): RehearsalLanguage {
  const next: NextAnswer[] = [];
  const sent: string[] = [];
  const failed = (answer: NextAnswer | undefined) =>
    answer && 'code' in answer ? ({ ok: false, code: answer.code } as const) : null;
  const all = <Value>(documents: readonly Document[], say: (text: string) => Answer<Value>): Answers<Value> => {
    sent.push(...documents.map(({ text }) => text));
    return new Map(documents.map(({ id, text }) => [id, say(text)]));
  };
  return {
    name: 'rehearsal',
    leaves: true,
    sent,
    answerNext: (answer) => void next.push(answer),
    languages: async (documents) =>
      all(documents, () => failed(next[0]) ?? { ok: true, value: { language: null, sure: false } }),
    sentiments: async (documents) =>
      all(documents, () => {
        const answer = next.shift();
        return failed(answer) ?? { ok: true, value: answer && 'negative' in answer ? answer.negative : 0 };
      }),
    redact: async (documents) => all(documents, (value) => ({ ok: true, value })),
  };
}
