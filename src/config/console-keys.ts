import { z } from 'zod';
import { name, told, url } from './key-kinds.ts';

/** The keys of the clinic's own sign-in to the console. */
export const consoleKeys = {
  COACH_OIDC_ISSUER: url().register(told, {
    about:
      'The clinic’s own sign-in to the console by OpenID Connect, beside passwords (docs/operations.md): who issues its tokens. It is trusted to ask for a ' +
      'second factor. Its redirect address is COACH_PUBLIC_URL and /console/api/oidc/back.',
    takes: 'a URL such as https://login.clinic.example.org',
  }),
  COACH_OIDC_CLIENT_ID: name().register(told, {
    about: 'The client that the console is there.',
    takes: 'a client id',
  }),
  COACH_OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional().register(told, {
    about: 'What that client shows.',
    takes: 'the client secret',
    secret: true,
  }),
  COACH_OIDC_NAME: z.string().trim().min(1).max(40).default('the clinic').register(told, {
    about: 'What the button says behind “Sign in with”.',
    takes: 'a name of up to 40 letters',
    initial: 'the clinic',
  }),
  COACH_OIDC_CLAIM: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('preferred_username')
    .register(told, {
      about: 'Which claim of its tokens holds the user name of an account here.',
      takes: 'the name of a claim',
      initial: 'preferred_username',
    }),
};
