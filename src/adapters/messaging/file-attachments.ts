import { fileNameOf } from '../../domain/file.ts';
import type { FileMedia } from '../../domain/message.ts';

/** Files as attachments that are fetched when they are opened. Pure. */
export const fileAttachments = (files: readonly { readonly href: string; readonly media: FileMedia }[]) =>
  files.map(({ href, media }) => ({ contentType: media, contentUrl: href, name: fileNameOf(media) }));
