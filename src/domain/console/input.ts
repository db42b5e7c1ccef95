import { z } from 'zod';
import { channelNames } from '../channel.ts';
import type { UnsignedCoupleAct } from '../couple-act.ts';
import { languages } from '../language.ts';
import { isZone } from '../local-time.ts';
import { sides } from '../partner.ts';
import { staffRoles, wayKinds } from '../staff/person.ts';
import { duties } from '../staff/rota.ts';
import { isWayAddress } from '../staff/way-address.ts';
import { coupleEnds } from '../together.ts';
import { consoleRoles } from './roles.ts';
import { shortestPassword } from './sign-in.ts';

// What each POST of the console takes. Pages take the types of this file alone: zod and the zones are the server's.

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const name = z.string().trim().min(1).max(60);
const person = z.string().max(40);
const zone = z.string().max(60).refine(isZone);
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const sixDigits = z
  .string()
  .trim()
  .regex(/^\d{6}$/);
const reason = z.string().trim().min(3).max(500);
const longest = 366 * 86_400_000;

const password = z.string().max(200);
/** Six digits of an authenticator app, or a recovery code. */
const code = z.string().trim().min(6).max(40);

/** `POST /console/api/sign-in`: gives `second-factor`, or a fault `SIGN_IN_FAILED` (or `TOO_MANY_REQUESTS` with `retryAfter`, seconds). */
export const signInInput = z
  .strictObject({ id: z.string().trim().toLowerCase().max(40), password })
  .describe('Say who you are: {"id", "password"}.');
/** `POST /console/api/sign-in/code`: gives `signed-in`. */
export const codeInput = z.strictObject({ code }).describe('Give the code of your app, or a recovery code: {"code"}.');
/** `POST /console/api/link`: the part of the link behind `#`. Gives `enrolling`. It works once. */
export const linkInput = z.strictObject({ link: z.string().max(200) }).describe('Give the link: {"link"}.');
/** `POST /console/api/password`: chooses or changes the own one. `current` where there is one already and one is signed in. */
export const passwordInput = z
  .strictObject({ password: password.min(shortestPassword), current: password.optional() })
  .describe(`Choose a password of at least ${shortestPassword} letters: {"password"}.`);
/** `POST /console/api/second-factor/confirm`: the first code of the app that was just set up. Gives `RecoveryCodes`. */
export const confirmInput = z
  .strictObject({
    code: sixDigits,
  })
  .describe('Give the six digits.');
/** `POST /console/api/confirm`: who is signed in already shows it again, before what cannot be undone. Gives `signed-in`. */
export const reauthInput = z
  .strictObject({ password: password.optional(), code: code.optional() })
  .refine((given) => given.password !== undefined || given.code !== undefined)
  .describe('Give your password, or a code of your app: {"password"} or {"code"}.');

/** Why the case of the other partner, or of somebody who is in nobody's care just now, is opened: it is logged. */
export const reasonInput = z.strictObject({ reason }).describe('Say why you open it: {"reason"}. It is logged.');

const exercise = z.string().min(1).max(60);
const side = z.enum(sides);
/** `POST /console/api/couples/:id/acts`: what is done with what is for two. `at`: epoch ms. Gives the couple's page. */
export const coupleActInput = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('assign'), exercise, at: z.int().positive(), first: side }),
    z.strictObject({ type: z.enum(['open-exercise', 'close-exercise']), exercise }),
    z.strictObject({ type: z.enum(['hold', 'lift-hold', 'called']), side }),
    z.strictObject({ type: z.literal('end'), why: z.enum(coupleEnds), side }),
    z.strictObject({ type: z.literal('tell-end') }),
  ])
  .describe(
    'Say what is done: {"type": "open-exercise", "exercise": "NAME"}, {"type": "hold", "side": "a"} and the like.',
  ) satisfies z.ZodType<UnsignedCoupleAct>;

/** A partner who joins by a code. */
const invited = z.strictObject({
  name,
  language: z.enum(languages),
  zone,
  country: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  privatePhone: z.boolean().default(false),
  quietHours: z.strictObject({ from: localTime, to: localTime }).optional(),
  checkIn: localTime.nullable(),
  invites: z.array(z.enum(channelNames)).min(1).max(channelNames.length),
});

/** `POST /console/api/couples`: gives `Enrolled`. */
export const enrolInput = z
  .strictObject({
    caseCode: z.string().trim().min(1).max(40),
    relationship: z.enum(['romantic', 'family', 'friends']),
    a: invited,
    b: invited.nullable(),
  })
  .describe('Say who is enrolled: {"caseCode", "relationship", "a", "b"}.');

/** `POST /console/api/couples/:id/partners/:side/invite`: a new code in place of the channel's old one. Gives `InviteCodeView`. */
export const inviteInput = z
  .strictObject({ channel: z.enum(channelNames) })
  .describe(`Say where: {"channel": "${channelNames.join('|')}"}.`);

/** `POST /console/api/couples/:id/counselor`: whose caseload it is in; null for nobody's. */
export const caseloadInput = z
  .strictObject({ counselor: z.string().max(40).nullable() })
  .describe('Say whose: {"counselor": "maria"}, or null.');

/** `POST /console/api/people`: writes somebody down who can be called, or changes them. */
export const personInput = z
  .strictObject({
    ...{ id, name, role: z.enum(staffRoles), language: z.enum(languages), zone },
    quietHours: z.strictObject({ from: localTime, to: localTime }).nullable(),
  })
  .describe('Say who: {"id", "name", "role", "language", "zone", "quietHours"}.');

/** `POST /console/api/people/:id/remove`, and of a way: asks for the password again first (`REAUTH_NEEDED`). */
export const nothingInput = z.strictObject({}).nullish();

/** `POST /console/api/people/:id/ways`: a code goes out through it at once. Gives `WaySent`. */
export const wayInput = z
  .strictObject({
    kind: z.enum(wayKinds),
    address: z.string().trim().min(1).max(1_000),
    after: z.int().min(0).max(3_600_000),
  })
  .refine(({ kind, address }) => isWayAddress(kind, address), { path: ['address'] })
  .describe(
    'Say how they are reached: {"kind", "address", "after"}; a number as +15550100, ids as docs/alerts.md has them.',
  );

/** `POST /console/api/people/:id/ways/:way/code`: what came back. */
export const wayCodeInput = z
  .strictObject({
    code: sixDigits,
  })
  .describe('Give the six digits.');

/** `POST /console/api/accounts`: makes an account, or changes its name and roles; with none left nobody signs in by it. */
export const accountInput = z
  .strictObject({ id, name, roles: z.array(z.enum(consoleRoles)).max(5) })
  .describe('Say who may do what: {"id", "name", "roles"}.');

const shift = z.strictObject({
  ...{ id: z.string().max(40), duty: z.enum(duties), person, from: localTime, to: localTime },
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  zone,
});

/** `POST /console/api/on-call/week`: in place of the week that stands. */
export const weekInput = z
  .strictObject({ weekly: z.array(shift).max(500) })
  .describe('Give all shifts of the week: {"weekly": [{"id", "duty", "person", "days", "from", "to", "zone"}]}.');

/** `POST /console/api/on-call/overrides`: somebody else for a while, or nobody (null). Instants are epoch ms. */
export const overrideInput = z
  .strictObject({ duty: z.enum(duties), person: person.nullable(), from: z.number(), until: z.number() })
  .refine(({ from, until }) => from < until && until - from <= longest, { path: ['until'] })
  .describe('Say who instead, from when until when: {"duty", "person", "from", "until"}.');

/** What a page sends, by input. */
export type SignInInput = z.input<typeof signInInput>;
export type EnrolInput = z.input<typeof enrolInput>;
export type PersonInput = z.input<typeof personInput>;
export type WayInput = z.input<typeof wayInput>;
export type AccountInput = z.input<typeof accountInput>;
export type WeekInput = z.input<typeof weekInput>;
export type OverrideInput = z.input<typeof overrideInput>;
