import { z } from 'zod';

/** What somebody would end a life with, as it was named. */
export const methods = ['gun', 'pills', 'blade', 'rope', 'height', 'traffic', 'water', 'gas', 'poison'] as const;
export type Method = (typeof methods)[number];

/** What weighs on somebody below a crisis (safety.md, "Below a crisis"). */
export const distresses = [
  'hopeless',
  'grief',
  'left',
  'shame',
  'lonely',
  'teenager',
  'burden',
  'guilt',
  'tired',
  'scared',
  'work',
  'parent',
  'denied',
  'vague',
  /** Asked for a friend, who may be the writer. */
  'friend',
  /** Said as if nothing were: things put in order, not needed any more. It is asked about at once. */
  'coded',
] as const;
export type Distress = (typeof distresses)[number];

const yes = z.literal(true);

/** One sign's part of it, as a clinician writes it: `tells: {means: true, method: gun}`. */
export const tellsSchema = z.strictObject({
  /** What would be used. Named by the writer, about whomever. */
  method: z.enum(methods).optional(),
  /** The means are at hand: here, in a drawer, bought, loaded. */
  means: yes.optional(),
  /** When: this very hour; today or tonight; a later day or occasion. */
  when: z.enum(['now', 'today', 'later']).optional(),
  /** An attempt before: within three months; longer ago or without a time. */
  attempt: z.enum(['recent', 'past']).optional(),
  /** Whether anybody is with the writer. Where both are said, alone. */
  company: z.enum(['alone', 'near']).optional(),
  /** A child is there. */
  child: yes.optional(),
  /** A goodbye that is no everyday sign-off. */
  farewell: yes.optional(),
  /** Voices that command. */
  voices: yes.optional(),
  /** The act has begun: a blade on the skin, on the ledge, the first pills swallowed. */
  begun: yes.optional(),
  /** Help that is named: to be had now (911 called, at the emergency room, a brother who drives), or for later (therapist on Tuesday). */
  help: z.enum(['now', 'later']).optional(),
  /**
   * Said about what was said before. `correction`: somebody else's state or what the words meant ("everyone's fine", "it's
   * a song"). `taken-back`: an own wish, or that nobody be told ("jk", "don't call anyone").
   */
  undone: z.enum(['taken-back', 'correction']).optional(),
  /** Whoever writes says that they are the partner of the one whose chat it is. */
  partner: yes.optional(),
  /** Somebody's breath, as it was told. */
  breathing: z.enum(['no', 'badly', 'yes']).optional(),
  /** Whether somebody can be woken, or is awake. */
  awake: z.enum(['no', 'drowsy', 'yes']).optional(),
  /** What weighs on the writer, without any level. */
  distress: z.enum(distresses).optional(),
});

type Told = z.infer<typeof tellsSchema>;

/**
 * What a message tells beside what it is about, so that nothing is asked that was said. A key is absent where nothing was
 * told of it. It is read out of words alone: no level follows from it by itself.
 */
export type Tells = Readonly<Omit<Told, 'distress'>> & { readonly distress?: readonly Distress[] };
