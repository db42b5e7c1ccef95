/**
 * What a code of Twilio's means for us. `stopped`: the partner told STOP, and only START opens the number again. `gone`: the
 * number takes nothing, until somebody writes from it. `passing`: later, or the next message, may arrive. `ours`: our
 * account, our sender or our settings; nothing arrives until somebody here mends it. `message`: this one text.
 */
export type Kind = 'stopped' | 'gone' | 'passing' | 'ours' | 'message';

interface Meaning {
  readonly kind: Kind;
  /** In our own words, for whoever reads the log. */
  readonly says: string;
}

const of = (kind: Kind, codes: Readonly<Record<number, string>>): readonly (readonly [number, Meaning])[] =>
  Object.entries(codes).map(([code, says]) => [Number(code), { kind, says }]);

/**
 * Twilio's codes for sending a text, of its error dictionary as it stood in November 2026. Twilio adds to it, so what is
 * not here is read by its HTTP status.
 */
export const codes: ReadonlyMap<number, Meaning> = new Map([
  ...of('stopped', {
    21610: 'The partner has sent STOP to this sender, and has not sent START since.',
  }),
  ...of('gone', {
    21211: 'The number is none: its digits are wrong.',
    21214: 'The number cannot be reached at all.',
    21217: 'The number is none: its shape is wrong.',
    21265: 'The number is a short code, which takes no texts from us.',
    21614: 'The number is no mobile number.',
    21635: 'The number is a landline.',
    30004: 'The phone or its carrier refuses texts from us.',
    30005: 'Nobody has this number now.',
    30006: 'The number is a landline, or of a carrier that takes no texts.',
  }),
  ...of('passing', {
    14107: 'Too many texts went to this number within a short time.',
    20429: 'Too many calls to the API at once.',
    20500: 'A fault at Twilio.',
    20503: 'Twilio is away for the moment.',
    21611: 'Too many texts of this sender wait at Twilio.',
    21730: 'Twilio is under maintenance.',
    30001: 'The text waited at Twilio for too long, or too many waited.',
    30003: 'The phone was off, out of reach, or its carrier lost it.',
    30008: 'The carrier gave no reason.',
    30017: 'The carrier had too much to do.',
    30022: 'Texts went out faster than the carriers allow this campaign.',
    30036: 'The text was too old by the time it could go out.',
    30410: 'The carrier did not answer in time.',
    63017: 'Texts went out faster than Twilio allows an account.',
  }),
  ...of('ours', {
    20003: 'The account SID, the auth token or the API key is wrong, or the account is suspended.',
    20005: 'The account is not active.',
    20008: 'Test credentials are set, which send nothing.',
    20403: 'The account or the key may not do this.',
    20404: 'The account or the messaging service is not there.',
    21212: 'A number in COACH_TWILIO_NUMBERS is none.',
    21266: 'A number would write to itself.',
    21408: 'The account may not write to this country: its permissions are in the console.',
    21603: 'A text needs a number to come from.',
    21606: 'The sender takes no texts, or is not this account’s.',
    21608: 'A trial account writes only to numbers that were confirmed in the console.',
    21609: 'The address for reports is none: look at COACH_PUBLIC_URL.',
    21612: 'This sender has no way to this number.',
    21659: 'A number in COACH_TWILIO_NUMBERS is not Twilio’s, or of another country than its account.',
    21660: 'A number in COACH_TWILIO_NUMBERS belongs to another account.',
    21661: 'A number in COACH_TWILIO_NUMBERS sends no texts.',
    21701: 'The messaging service is not there.',
    21703: 'The messaging service has no number.',
    21704: 'The messaging service has no sender for this number.',
    21705: 'The messaging service’s SID is none.',
    30002: 'The account was suspended while the text waited.',
    30007: 'The text was taken for spam by the carrier or by Twilio.',
    30010: 'The text costs more than is allowed.',
    30018: 'The destination country asks for a registered sender.',
    30023: 'The campaign has sent all that carriers allow it for a day.',
    30024: 'The carrier does not know the sender yet.',
    30027: 'T-Mobile takes no more of this brand today.',
    30032: 'The toll-free number is not verified.',
    30033: 'The campaign is suspended.',
    30034: 'The number is in no registered campaign (A2P 10DLC).',
    30035: 'The number is still being added to its campaign.',
    30037: 'Sending is turned off for the account.',
    30450: 'Twilio’s own fraud protection held the text back.',
    30453: 'Twilio’s own fraud protection held the text back.',
    63038: 'The account has sent all that it may within 24 hours.',
  }),
  ...of('message', {
    21602: 'The text is empty.',
    21617: 'The text is longer than 1,600 characters.',
    30019: 'What was sent is too large.',
    30044: 'The text is longer than a trial account may send.',
  }),
]);

/** What a code says of the address. Pure. */
export function meaningOf(code: number): { readonly permanent?: true; readonly optedOut?: true } {
  const kind = codes.get(code)?.kind;
  if (kind === 'stopped') return { permanent: true, optedOut: true };
  return kind === 'gone' ? { permanent: true } : {};
}
