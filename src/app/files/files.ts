import { mediaOf } from '../../domain/file.ts';
import type { FileMedia } from '../../domain/message.ts';
import type { Couples } from '../aggregates/couple.ts';
import type { Deps } from '../deps.ts';
import { calendarOf } from './calendar.ts';
import { openSealedFile } from './token.ts';

/** A file as it is handed out. */
export interface OpenedFile {
  readonly media: FileMedia;
  readonly body: string;
}

/** Hands out the files that the coach has offered. */
export interface Files {
  /**
   * What a link leads to, made of the partner's own record as it is now; null where the link is wrong or old, or the partner takes part
   * no more.
   */
  openFile(token: string): Promise<OpenedFile | null>;
}

/** Over the couples. Nothing of a file is stored or logged. */
export function createFiles(
  { keys, engine, content, clock }: Pick<Deps, 'keys' | 'engine' | 'content' | 'clock'>,
  { current }: Pick<Couples, 'current'>,
): Files {
  return {
    async openFile(token) {
      const file = openSealedFile(keys.system, token);
      const now = clock.now();
      if (!file || now > file.until) return null;
      const couple = (await current(file.couple))?.state;
      const say = couple && engine.fileOf(couple, file, now);
      const partner = couple?.[file.side];
      if (!say || !partner) return null;
      const { language, country } = partner;
      const { text } = content.render(say, { language, country, channel: 'web' });
      const media = mediaOf(file);
      if (!file.entry) return { media, body: `${text}\n` };
      const uid = `${keys.digest('link', token).slice(0, 32)}@side-by-side`;
      return { media, body: calendarOf({ ...file.entry, uid, summary: text, stamp: now }) };
    },
  };
}
