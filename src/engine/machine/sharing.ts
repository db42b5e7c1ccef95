import { z } from 'zod';
import { fileLife } from '../../domain/file.ts';
import { nextLocal } from '../../domain/local-time.ts';
import { type ShareKind, shareKinds } from '../../domain/share.ts';
import { partWays, tellOther } from '../couple/ending.ts';
import { holdWords, letGo } from '../couple/held-words.ts';
import { approve, declineShare, passOn } from '../couple/share.ts';
import { askPerson, sendFile } from '../turn.ts';
import { type Acting, action, textParams } from './action-kind.ts';
import { aField, aNumberField, aText, someFields } from './params.ts';

interface ShareParams {
  readonly key: string;
  readonly with: readonly string[];
  readonly kind?: ShareKind | undefined;
  readonly framed?: true | undefined;
  readonly today?: true | undefined;
}

interface FileParams {
  readonly key: string;
  readonly holds: string;
  readonly with?: readonly string[] | undefined;
  readonly starts?: string | undefined;
  readonly minutes?: number | undefined;
}

/** A file of the partner's own, offered with a text (ADR 20). */
export const filing = {
  file: action<FileParams>({
    params: z.strictObject({
      key: aText,
      holds: aText,
      with: someFields.optional(),
      starts: aNumberField.optional(),
      minutes: z.int().min(1).max(1_440).optional(),
    }),
    words: ({ key, holds, starts }, dialog) =>
      `says ${dialog}.${key} with ${starts === undefined ? 'a file' : 'an entry for the calendar'} of ${dialog}.${holds}`,
    does: offerFile,
  }),
};

function offerFile(
  { audience, dialog, context }: Acting,
  { key, holds, with: fields = [], starts, minutes = 20 }: FileParams,
): void {
  const at = starts === undefined ? undefined : context[starts];
  for (const each of audience(undefined)) {
    const { turn, side } = each;
    const made = {
      couple: turn.couple.id,
      side,
      dialog: dialog.name,
      key: holds,
      with: fields,
      until: turn.at + fileLife,
    };
    const file = typeof at === 'number' ? { ...made, entry: { at, minutes } } : made;
    sendFile(each, dialog.lane, `${dialog.name}.${key}`, file);
  }
}

/** How words cross from one partner to the other (ADR 31). */
export const sharing = {
  share: action<ShareParams>({
    params: z.strictObject({
      key: aText,
      with: someFields,
      kind: z.enum(shareKinds, 'no kind').optional(),
      framed: z.literal(true).optional(),
      today: z.literal(true).optional(),
    }),
    words: ({ key, today }, dialog) => `shares ${dialog}.${key}${today ? ' today' : ''}`,
    does: shareText,
  }),
  passOn: action({
    params: z.strictObject({ from: aField }),
    words: () => 'passes on what was approved',
    does({ conversation, context, afterwards }, { from }) {
      const kind = passOn(conversation, String(context[from]));
      if (kind === 'milestone') afterwards.push({ type: 'open', what: 'add-words' });
    },
  }),
  hold: action({
    params: z.strictObject({ key: aText, with: someFields }),
    words: ({ key }, dialog) => `holds ${dialog}.${key} until the return`,
    does: ({ conversation, dialog, context }, params) =>
      holdWords(conversation, { key: `${dialog.name}.${params.key}`, params: textParams(params, context) }),
  }),
  letGo: action({
    params: z.strictObject({}),
    words: () => 'lets go what was held',
    does: ({ conversation }) => letGo(conversation),
  }),
  partWays: action({
    params: z.strictObject({ tell: z.enum(['no', 'later', 'now'], 'no such time') }),
    words: ({ tell }) => (tell === 'no' ? 'ends the couple part' : `has the other told (${tell})`),
    does({ conversation }, { tell }) {
      if (tell === 'no') partWays(conversation);
      else if (tell === 'now') tellOther(conversation);
      else askPerson(conversation, 'asked', 'counselor');
    },
  }),
  decline: action({
    params: z.strictObject({ from: aField }),
    words: () => 'offers it no more',
    does: ({ conversation, context }, { from }) => declineShare(conversation, String(context[from])),
  }),
};

function shareText({ conversation, dialog, context }: Acting, params: ShareParams): void {
  const { language, zone } = conversation.partner;
  approve(conversation, {
    key: `${dialog.name}.${params.key}`,
    params: textParams(params, context),
    kind: params.kind ?? 'note',
    ...(params.framed ? { language } : {}),
    ...(params.today ? { until: nextLocal(conversation.turn.at, '00:00', zone) } : {}),
  });
}
