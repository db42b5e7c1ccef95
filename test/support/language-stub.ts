import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const folder = join(import.meta.dirname, 'tls');
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** The authority of the stub's certificate: made for these tests, known to nobody else, its key thrown away. */
export const stubAuthority = file('ca.pem');

/** A request as the stub got it. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly kind: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly analysisInput: {
      readonly documents: readonly { readonly id: string; readonly text: string; readonly language?: string }[];
    };
  };
  /** The body as it came. */
  readonly raw: string;
}

/** What the stub does with a request; null answers as the service does. */
export type Play = (asked: Asked, response: ServerResponse) => void | Promise<void>;

export const stubKey = 'a-key-of-the-stub';

/** Answers a request with JSON. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-ms-region': 'West US 2',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** An error as the service words it. */
export const refusal = (code: string, message: string) => ({ error: { code, message } });

/** Answers as the service documents it: words of dread are negative, Spanish is told by its letters. */
export function answerWell({ body }: Asked, response: ServerResponse): void {
  const { documents } = body.analysisInput;
  const modelVersion = '2025-01-01';
  const given = { warnings: [], statistics: undefined };
  const results = {
    SentimentAnalysis: () =>
      documents.map(({ id, text }) => {
        const negative = /dread|heavy|pesa/.test(text) ? 0.96 : 0.05;
        const confidenceScores = { positive: 0, neutral: 1 - negative, negative };
        const sentiment = negative > 0.5 ? 'negative' : 'neutral';
        const sentence = { sentiment, confidenceScores, offset: 0, length: text.length, text };
        return { ...given, id, sentiment, confidenceScores, sentences: [sentence] };
      }),
    LanguageDetection: () =>
      documents.map(({ id, text }) => {
        const detectedLanguage = /[ñáéíóú]/.test(text)
          ? { name: 'Spanish', iso6391Name: 'es', confidenceScore: 0.97 }
          : /^[\W\d]*$/.test(text)
            ? { name: '(Unknown)', iso6391Name: '(Unknown)', confidenceScore: 0 }
            : { name: 'English', iso6391Name: 'en', confidenceScore: 0.97 };
        return { ...given, id, detectedLanguage };
      }),
    PiiEntityRecognition: () =>
      documents.map(({ id, text }) => ({
        ...given,
        id,
        redactedText: text.replace(/Berlin/g, '******'),
        entities: [],
      })),
  };
  const made = results[body.kind as keyof typeof results];
  answer(response, 200, { kind: `${body.kind}Results`, results: { documents: made(), errors: [], modelVersion } });
}

/** A language service on this machine, over TLS with an authority of its own. `play` changes what it does. */
export async function startLanguageStub() {
  const asked: Asked[] = [];
  let play: Play = answerWell;
  const server = createServer({ key: file('server.key'), cert: file('server.pem') }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const one = { path: request.url ?? '', headers: request.headers, body: JSON.parse(raw), raw };
      asked.push(one);
      void play(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `https://localhost:${port}`,
    asked,
    plays: (next: Play): void => {
      play = next;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type LanguageStub = Awaited<ReturnType<typeof startLanguageStub>>;

/** Answers well after some ms. */
export const late =
  (ms: number): Play =>
  async (asked, response) => {
    await setTimeout(ms, undefined, { ref: false });
    if (!response.destroyed) answerWell(asked, response);
  };
