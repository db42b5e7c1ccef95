import { answered, decline, defineDialog, hours, passOn, question, say, z } from '../src/engine/kit.ts';

/**
 * What the other partner approved: whether to read it now, later or not at all. Neither answer is told to them. The first line may
 * stand on a lock screen, so it names nothing. Source: safety.md, "Two partners".
 */
export default defineDialog({
  version: 1,
  context: z.strictObject({ share: z.string().default('') }),
  delays: { expiry: hours(3) },
  initial: 'ready',
  states: {
    ready: question('ready', {
      ask: { lane: 'nudge' },
      next: [
        { guard: answered('read'), target: 'read' },
        { guard: answered('later'), target: 'later' },
        { target: 'declined' },
      ],
      skip: 'later',
      expiry: { expiry: 'over' },
    }),
    read: { type: 'final', entry: [passOn('share')] },
    later: { type: 'final', entry: [say('later')] },
    declined: { type: 'final', entry: [decline('share'), say('declined')] },
    over: { type: 'final' },
  },
});
