import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { CoachError } from '../../domain/errors.ts';
import type { Seal } from '../../ports/keys.ts';

const version = 'v1';
const cipher = 'aes-256-gcm';

/** How many bytes every key has. */
export const keyBytes = 32;

/** A short public name of a key; says nothing of the key. Pure. */
export const keyId = (key: Uint8Array): string =>
  createHmac('sha256', key).update('side-by-side key id').digest('base64url').slice(0, 8);

/**
 * What a key of 32 bytes can do. A box is `v1|key|iv|ct|tag`: the id of the key that sealed it, then base64url pieces.
 * Additional data is the version and `about`. Uses randomness.
 */
export function createSeal(key: Uint8Array): Seal {
  const id = keyId(key);
  return {
    seal: (about, plain) => {
      const iv = freshIv();
      const sealing = createCipheriv(cipher, key, iv).setAAD(additional(about));
      const sealed = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
      return [version, id, text(iv), text(sealed), text(sealing.getAuthTag())].join('|');
    },
    open: (about, box) => {
      const [boxVersion, boxKey, iv, sealed, tag, ...more] = box.split('|');
      if (boxVersion !== version || boxKey !== id || tag === undefined || more.length > 0) throw unreadable();
      try {
        const opening = createDecipheriv(cipher, key, bytes(iv), { authTagLength: 16 });
        opening.setAAD(additional(about)).setAuthTag(bytes(tag));
        return Buffer.concat([opening.update(bytes(sealed)), opening.final()]).toString('utf8');
      } catch {
        throw unreadable();
      }
    },
  };
}

const ivBytes = 12;
let drawn = Buffer.alloc(0);

/** Random bytes that are used once, drawn 512 at a time: each draw is a call into the kernel. */
function freshIv(): Buffer {
  if (drawn.length < ivBytes) drawn = randomBytes(ivBytes * 512);
  const iv = drawn.subarray(0, ivBytes);
  drawn = drawn.subarray(ivBytes);
  return iv;
}

const additional = (about: string): Buffer => Buffer.from(`${version}|${about}`, 'utf8');
const text = (data: Buffer): string => data.toString('base64url');
const bytes = (data = ''): Buffer => Buffer.from(data, 'base64url');

const unreadable = (): CoachError =>
  new CoachError('RECORD_UNREADABLE', 'This cannot be opened: it was changed, or sealed with another key.');
