/** When something to do fits a partner: what they said of themselves, and their own clock. What each means: engine/conversation/moments.ts. */
export const momentNames = [
  'always',
  'not-today',
  'set-aside',
  'craving',
  'hard-day',
  'far-apart',
  'worn',
  'evening',
  'night',
  'own-day',
  'two',
] as const;
export type Moment = (typeof momentNames)[number];
