/** Whom Twilio is asked as, what it sends from, and where it finds us. */
export interface TwilioOptions {
  /** `COACH_TWILIO_ACCOUNT_SID` */
  readonly accountSid: string;
  /** `COACH_TWILIO_AUTH_TOKEN`: signs what Twilio posts, and opens the API where there is no key. */
  readonly authToken: string;
  /** `COACH_TWILIO_API_KEY`, `COACH_TWILIO_API_SECRET`: opens the API instead of the token. */
  readonly apiKey?: { readonly sid: string; readonly secret: string };
  readonly sender: Sender;
  /** `COACH_NOTICE_NUMBER`: where notices to people on call come from. Left out: where everything else does. */
  readonly noticeNumber?: string;
  /** `COACH_TWILIO_OPTOUT`: who acts on STOP and START, and says so. */
  readonly optOut: OptOut;
  /** `COACH_PUBLIC_URL` */
  readonly publicUrl: string;
  /** `COACH_TWILIO_API_URL`: another host than Twilio's own. */
  readonly apiUrl?: string;
}

/** A messaging service, which chooses its number itself, or our own numbers (E.164, at least one). */
export type Sender = { readonly service: string } | { readonly numbers: readonly string[] };

/**
 * `provider`: Twilio confirms STOP and START itself, and takes nothing for a number after STOP. `own`: Twilio passes them
 * on, and the coach confirms.
 */
export type OptOut = 'provider' | 'own';

/** Where Twilio posts what partners write, and what became of our messages. */
export const paths = { messages: '/api/sms/twilio', status: '/api/sms/twilio/status' } as const;

/** One of our addresses, as Twilio knows it. `path` may have a query. Pure. */
export const publicAddress = ({ publicUrl }: Pick<TwilioOptions, 'publicUrl'>, path: string): string =>
  publicUrl.replace(/\/+$/, '') + path;
