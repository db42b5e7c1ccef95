import type { SharedFrame } from '../../domain/frame.ts';
import type { Conversation } from '../turn.ts';

/**
 * Takes back what this partner has approved in a dialog for both and the other has not been shown: it is as if they had written nothing,
 * so the other sees what silence looks like. In one dialog, or in all of them. Source: ADR 31, ADR 39.
 */
export function withdraw({ turn, side }: Conversation, id?: string): void {
  const taken = (frame: SharedFrame): SharedFrame => {
    const { own, context: schema } = turn.dialogs.get(frame.dialog) ?? {};
    if (!own || !schema || (id !== undefined && frame.id !== id)) return frame;
    const defaults = schema.parse({}) as SharedFrame['snapshot']['context'];
    const fields = own[side === frame.first ? 'first' : 'second'];
    const { context } = frame.snapshot;
    if (fields.every((field) => context[field] === defaults[field])) return frame;
    const before = Object.fromEntries(fields.map((field) => [field, defaults[field] ?? null]));
    return { ...frame, snapshot: { ...frame.snapshot, context: { ...context, ...before } } };
  };
  if (turn.frames.length > 0) turn.frames = turn.frames.map(taken);
}
