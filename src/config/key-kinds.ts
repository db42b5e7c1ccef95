import { isIP } from 'node:net';
import { z } from 'zod';

/** What .env.example and an error say of a key. */
export interface About {
  /** What it is for; one sentence or more. */
  readonly about: string;
  /** What it may be, as the end of "give …". */
  readonly takes: string;
  /** The default as it is written; left out where none is fixed. */
  readonly initial?: string;
  /** A secret may come from a file instead: `<NAME>_FILE`. Its value is never shown. */
  readonly secret?: true;
}

export const told = z.registry<About>();

// Made anew for each key: a schema that two keys share would be told about once.
export const onOff = () => z.enum(['on', 'off']).optional();
export const text = () => z.string().max(500).optional();
export const url = () => z.url({ protocol: /^https?$/, normalize: false }).optional();
export const name = () =>
  z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional();

/** One of Twilio's ids: two letters that say of what, and 32 digits. */
export const sid = (kind: string) =>
  z
    .string()
    .regex(new RegExp(`^${kind}[0-9a-fA-F]{32}$`))
    .optional();
export const phoneNumbers = z
  .string()
  .max(2_000)
  .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''))
  .refine((numbers) => numbers.length > 0 && numbers.every((each) => /^\+[1-9]\d{6,14}$/.test(each)))
  .optional();
export const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .optional();
/** A connection string of MongoDB. */
export const connection = () =>
  z
    .string()
    .max(2_000)
    .regex(/^mongodb(?:\+srv)?:\/\/[^\s/]+(?:\/[^\s]*)?$/)
    .optional();
/** Names with commas between. */
export const list = () =>
  z
    .string()
    .regex(/^[\w.-]{1,100}(?: *, *[\w.-]{1,100}){0,99}$/)
    .transform((value): readonly string[] => value.split(',').map((each) => each.trim()))
    .optional();

/** Addresses and networks with commas between. */
export const networks = z
  .string()
  .max(2_000)
  .transform((value): readonly string[] => value.split(',').map((each) => each.trim()))
  .refine((all) => all.every(isNetwork))
  .optional();

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  const most = kind === 6 ? 128 : 32;
  return kind !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

export const host = z
  .string()
  .regex(/^[\w.:-]{1,253}$/)
  .default('127.0.0.1');
/** 32 bytes are 43 characters of base64url; the last one has two bits to spare, which must be 0. */
export const key = z
  .string()
  .regex(/^[\w-]{42}[AEIMQUYcgkosw048]=?$/)
  .transform((value): Uint8Array => Buffer.from(value, 'base64url'))
  .optional();
