import { randomUUID } from 'node:crypto';
import type { TextAnalysisClient } from '@azure/ai-language-text';
import { isLanguage } from '../../domain/language.ts';
import type { Answer, Answers, Document, Guess, LanguageService, NoAnswer } from '../../ports/language.ts';
import { failureOf, type Wire } from './outcome.ts';
import { partsOf } from './parts.ts';
import { inTwoTries, isFailure } from './tries.ts';

/** From which confidence on its language counts. */
const sureOf = 0.8;

/** How many texts one request takes. */
const mostTexts = { languages: 10, sentiments: 10, redact: 5 } as const;

/** The service, and the region that answered last; null before it has, or where it names none. */
export interface AzureLanguage extends LanguageService {
  region(): string | null;
}

/** A part of a document, under an id that says nothing. */
interface Part {
  readonly id: string;
  readonly of: string;
  readonly text: string;
  readonly language: string;
}

/** What one kind of call is: how it is sent, what it says of a part, and what the parts of a text say together. */
interface Kind<Value> {
  readonly most: number;
  readonly send: (parts: readonly Part[], given: Given) => Promise<readonly Result<Value>[]>;
  readonly join: (values: readonly Value[]) => Value;
}

type Given = ReturnType<typeof givenWith>;
type Result<Value> = { readonly id: string; readonly answer: Answer<Value> };

/**
 * Azure AI Language. Every request asks for nothing to be kept, names texts by random ids only, and is tried twice at most.
 * `draw` gives the part of the wait before the second try, 0 to 1.
 */
export function createAzureLanguage(client: TextAnalysisClient, draw: () => number = Math.random): AzureLanguage {
  let region: string | null = null;

  /** One request. What is no answer says why. */
  function once<Value>(send: Kind<Value>['send'], parts: readonly Part[], signal: AbortSignal) {
    const wire: Wire = {};
    const given = givenWith(signal, (status, headers) => {
      Object.assign(wire, { status, retryAfter: headers.get('retry-after') });
      region = headers.get('x-ms-region') ?? region;
    });
    return send(parts, given).catch(() => failureOf(wire));
  }

  async function ask<Value>({ most, send, join }: Kind<Value>, documents: readonly Document[], signal: AbortSignal) {
    const parts = documents.flatMap(inParts);
    const told = new Map<string, Answer<Value>>();
    for (let at = 0; at < parts.length; at += most) {
      const some = parts.slice(at, at + most);
      const results = await inTwoTries((own) => once(send, some, own), signal, draw);
      if (isFailure(results)) for (const { id } of some) told.set(id, results);
      else for (const { id, answer } of results) told.set(id, answer);
    }
    const answers: Answers<Value> = new Map(
      documents.map(({ id }) => [
        id,
        joined(
          parts.filter(({ of }) => of === id).map((part) => told.get(part.id)),
          join,
        ),
      ]),
    );
    return answers;
  }

  const languages: Kind<Guess> = {
    most: mostTexts.languages,
    send: async (parts, given) => {
      const documents = parts.map(({ id, text }) => ({ id, text, countryHint: '' }));
      const results = await client.analyze('LanguageDetection', documents, given);
      return results.map((one) => resultOf(one, () => 'primaryLanguage' in one && guessOf(one.primaryLanguage)));
    },
    join: (guesses) => guesses.find(({ sure }) => sure) ?? { language: null, sure: false },
  };
  const sentiments: Kind<number | null> = {
    most: mostTexts.sentiments,
    send: async (parts, given) => {
      const results = await client.analyze('SentimentAnalysis', parts.map(asInput), given);
      return results.map((one) =>
        resultOf(one, () => 'confidenceScores' in one && shareOf(one.confidenceScores.negative)),
      );
    },
    // The heaviest part of a long text counts for all of it.
    join: (shares) => Math.max(...shares.map((share) => share ?? 0)),
  };
  const redactions: Kind<string> = {
    most: mostTexts.redact,
    send: async (parts, given) => {
      const results = await client.analyze('PiiEntityRecognition', parts.map(asInput), given);
      return results.map((one) => resultOf(one, () => 'redactedText' in one && one.redactedText));
    },
    join: (texts) => texts.join(''),
  };

  return {
    name: 'azure',
    leaves: true,
    region: () => region,
    languages: (documents, signal) => ask(languages, documents, signal),
    sentiments: (documents, signal) => ask(sentiments, documents, signal),
    redact: (documents, _, signal) => ask(redactions, documents, signal),
  };
}

/** What every request is given. Left to itself the service keeps the words for 48 hours. */
const givenWith = (abortSignal: AbortSignal, seen: (status: number, headers: Headers) => void) => ({
  abortSignal,
  disableServiceLogs: true,
  onResponse: ({ status, headers }: { readonly status: number; readonly headers: Headers }) => seen(status, headers),
});

interface Headers {
  get(name: string): string | undefined;
}

const unreadable: NoAnswer = { ok: false, code: 'UNREADABLE' };

/** What the service says of one part: its error, what can be read of its success, or that nothing can. */
function resultOf<Value>(
  { id, error }: { readonly id: string; readonly error?: { readonly code: string } | undefined },
  read: () => Value | false,
): Result<Value> {
  if (error) return { id, answer: { ok: false, code: `DOCUMENT_${error.code.replace(/\W/g, '').slice(0, 40)}` } };
  const value = read();
  return { id, answer: value === false ? unreadable : { ok: true, value } };
}

const guessOf = ({ iso6391Name, confidenceScore }: { iso6391Name: string; confidenceScore: number }): Guess =>
  isLanguage(iso6391Name)
    ? { language: iso6391Name, sure: confidenceScore >= sureOf }
    : { language: null, sure: false };

const shareOf = (share: number): number | false => share >= 0 && share <= 1 && share;

const asInput = ({ id, text, language }: Part) => ({ id, text, language });

const inParts = ({ id: of, text, language = 'en' }: Document): readonly Part[] =>
  partsOf(text).map((part) => ({ id: randomUUID(), of, text: part, language }));

/** The parts of a text as one answer: where one is broken, so is the text, and no other. */
function joined<Value>(
  parts: readonly (Answer<Value> | undefined)[],
  join: (values: readonly Value[]) => Value,
): Answer<Value> {
  if (parts.length === 0) return { ok: false, code: 'DOCUMENT_EMPTY' };
  const values: Value[] = [];
  for (const part of parts) {
    if (!part?.ok) return part ?? unreadable;
    values.push(part.value);
  }
  return { ok: true, value: join(values) };
}
