import type { Json, Lane } from '../../domain/frame.ts';
import { callsOf, filesOf } from '../../domain/message.ts';
import type { Rendered } from '../../ports/channel.ts';
import type { DirectLine } from '../../ports/direct-line.ts';
import { noPictures, type Pictures } from '../../ports/pictures.ts';
import { buttonOf } from '../activity/button.ts';
import { fileAttachments } from '../messaging/file-attachments.ts';
import { pictureFile, pictureIn } from '../messaging/picture-in.ts';

/** A message of ours as it is stored. Pure. */
export const entryOf = (
  { text, body, buttons, counselor, language, question, looks, picture }: Rendered,
  lane: Lane,
): Record<string, Json> => ({
  from: 'coach',
  lane,
  text,
  buttons: buttons.map(({ label, value }) => ({ label, value })),
  counselor,
  language,
  calls: callsOf(body),
  ...(looks === undefined ? {} : { looks: { ...looks } }),
  ...(question === undefined ? {} : { question }),
  ...(picture === undefined ? {} : { picture }),
  ...filesIn(body),
});

/** The files that it leads to, by their links. */
function filesIn(body: Rendered['body']): Record<string, Json> {
  const files = filesOf(body).map(({ href, media }) => ({ href, media }));
  return files.length > 0 ? { files } : {};
}

/** A stored entry, the user's or ours, as an activity on the wire. Pure. */
export function toActivity(
  conversation: string,
  { seq, at, data }: Parameters<DirectLine['activity']>[1],
  pictures: Pictures = noPictures,
): Record<string, Json> {
  const { from, text, buttons, lane, counselor, language, clientActivityID, question, calls, looks } = data;
  const ours = from === 'coach';
  const picture =
    ours && typeof data['picture'] === 'string' ? pictureIn({ picture: data['picture'] }, pictures) : null;
  const attachments = [
    ...(picture ? [{ contentType: 'image/png', contentUrl: picture.url, name: pictureFile }] : []),
    ...(ours ? fileAttachments((data['files'] ?? []) as Parameters<typeof fileAttachments>[0]) : []),
  ];
  const actions = ((buttons ?? []) as { label: string; value: string }[]).map(({ label }) =>
    buttonOf(label, typeof question === 'string' ? question : undefined),
  );
  return {
    // The user's own keeps the id that the post was answered with: clients find their message by it.
    id: ours ? `${conversation}|${String(seq).padStart(7, '0')}` : (clientActivityID ?? ''),
    type: 'message',
    channelId: 'directline',
    timestamp: new Date(at).toISOString(),
    conversation: { id: conversation },
    from: { id: from ?? '', name: ours ? 'Side by Side' : String(from) },
    text: text ?? '',
    ...(actions.length > 0 ? { suggestedActions: { actions } } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    channelData: ours
      ? {
          lane: lane ?? 'reply',
          counselor: counselor ?? null,
          language: language ?? 'en',
          ...(calls ? { calls } : {}),
          ...(looks ? { looks } : {}),
          ...(picture ? { picture: picture.words } : {}),
        }
      : { clientActivityID: clientActivityID ?? null },
  };
}
