import { describe, expect, test } from '@jest/globals';
import type { LanguageService } from '../../src/ports/language.ts';

const calm = new AbortController().signal;
const english = { id: 'en', text: 'I do not know what to do with all of this any more' };
const spanish = { id: 'es', text: 'no sé qué hacer con todo esto, ya estoy cansada de pelear' };

/** What every language service does. `open` gives one that answers well. */
export function languageContract(name: string, open: () => Promise<LanguageService>): void {
  describe(`a language service: ${name}`, () => {
    test('answers each text under the id that it came with, and none besides', async () => {
      const service = await open();
      const documents = [english, spanish];
      for (const answers of [
        await service.languages(documents, calm),
        await service.sentiments(documents, calm),
        await service.redact(documents, [], calm),
      ])
        expect([...answers.keys()].sort()).toEqual(['en', 'es']);
    });
    test('tells the languages of ours', async () => {
      const answers = await (await open()).languages([english, spanish], calm);
      expect(answers.get('en')).toEqual({ ok: true, value: { language: 'en', sure: true } });
      expect(answers.get('es')).toEqual({ ok: true, value: { language: 'es', sure: true } });
    });
    test('is unsure of what is no language', async () => {
      const answers = await (await open()).languages([{ id: 'x', text: '12345 !!' }], calm);
      expect(answers.get('x')).toMatchObject({ ok: true, value: { sure: false } });
    });
    test('gives a share from 0 to 1, or none', async () => {
      const answer = (await (await open()).sentiments([english], calm)).get('en');
      const value = answer?.ok ? answer.value : -1;
      expect(value === null || (value >= 0 && value <= 1)).toBe(true);
    });
    test('gives a text back where nothing tells who is meant', async () => {
      const answers = await (await open()).redact([english], [], calm);
      expect(answers.get('en')).toEqual({ ok: true, value: english.text });
    });
    test('says of a service whose texts leave that they do', async () => {
      const { leaves, name: called } = await open();
      expect(leaves).toBe(called !== 'local');
    });
    test('answers no text with nothing', async () => {
      expect((await (await open()).sentiments([], calm)).size).toBe(0);
    });
  });
}
