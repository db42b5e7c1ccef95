import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Credentials } from '../../ports/credentials.ts';

const issuer = 'Side by Side';
/** Seconds of one step: what every app takes. */
const period = 30;

/** Codes of authenticator apps. */
export const createAuthenticator = (): Credentials['authenticator'] => ({
  newSecret: () => generateSecret({ length: 20 }),
  uri: (secret, login) => generateURI({ issuer, label: login, secret }),
  stepOf(secret, digits, real) {
    if (!/^\d{6}$/.test(digits)) return null;
    const epoch = Math.floor(real / 1_000);
    const found = verifySync({ secret, token: digits, epoch, period, epochTolerance: period });
    return found.valid ? Math.floor(epoch / period) + found.delta : null;
  },
});
