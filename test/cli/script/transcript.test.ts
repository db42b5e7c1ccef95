import { describe, expect, test } from '@jest/globals';
import { transcript } from '../../../src/cli/script/transcript.ts';
import { play, type Reactions } from '../../support/fake-script-world.ts';

const reactions: Reactions = {
  'at: 2026-03-07T20:00Z': {
    sends: [
      { text: 'Your check-in is ready.', lane: 'nudge', key: 'check-in.ready', buttons: ['Start', 'Later'] },
      { to: 'sam', text: 'Your check-in is ready.', lane: 'nudge', key: 'check-in.ready' },
    ],
  },
  'alex: 1': { sends: [{ text: 'How was today?\n1 Good 2 Hard', key: 'check-in.mood' }] },
  'at: 2026-03-08T20:00Z': { sends: [{ text: 'Ready again?', lane: 'nudge' }] },
};

describe('the transcript of a failing run', () => {
  test('shows the conversation, the line, what was expected, what came and what waited', async () => {
    const lines = 'nudge > alex: *ready*\n\nalex: {1 | start}\nat: +1d 20:00\ncoach > alex: *your week*';
    expect(transcript(await play(lines, reactions))).toBe(`FAILED a.script (line 5: 1)

   2026-03-07
   20:00  at: 2026-03-07 20:00
   20:00      -> alex: Your check-in is ready. [Start | Later]  (nudge, key:check-in.ready)
   20:00    ? -> sam: Your check-in is ready.  (nudge, key:check-in.ready)
   20:00  alex: 1
   20:00    ? -> alex: How was today? / 1 Good 2 Hard  (reply, key:check-in.mood)
   2026-03-08
   20:00  at: +1d 20:00
   20:00    ? -> alex: Ready again?  (nudge)
>> a.script:7  coach > alex: *your week*
     expected  the next message to alex: *your week*
     came      How was today? / 1 Good 2 Hard  (reply, key:check-in.mood)
     waiting   -> sam: Your check-in is ready.  (nudge, key:check-in.ready)
               -> alex: Ready again?  (nudge)`);
  });
  test('points at the line during which an unexpected message came', async () => {
    const lines = 'nudge > alex: *\nnudge > sam: *\nalex: 1\nat: +1h';
    expect(transcript(await play(lines, reactions))).toBe(`FAILED a.script

   2026-03-07
   20:00  at: 2026-03-07 20:00
   20:00      -> alex: Your check-in is ready. [Start | Later]  (nudge, key:check-in.ready)
   20:00      -> sam: Your check-in is ready.  (nudge, key:check-in.ready)
   20:00  alex: 1
   20:00    ? -> alex: How was today? / 1 Good 2 Hard  (reply, key:check-in.mood)
>> a.script:5  alex: 1
     expected  by the end of the script, a line for every message to alex
     came      How was today? / 1 Good 2 Hard  (reply, key:check-in.mood)
   21:00  at: +1h`);
  });
});

test('the transcript of a run that passed is its conversation, with the alerts it raised', async () => {
  const result = await play('alex: help me\ncoach > alex: *call*\nalert: urgent violence alex', {
    'alex: help me': {
      sends: [{ text: 'Please call 911.', lane: 'crisis' }],
      alerts: [{ id: 'one', name: 'alex', level: 'urgent', category: 'violence' }],
    },
  });
  expect(transcript(result)).toBe(`PASSED a.script

   2026-03-07
   20:00  at: 2026-03-07 20:00
   20:00  alex: help me
   20:00      -> alex: Please call 911.  (crisis)
   20:00      !! urgent violence alex`);
});
