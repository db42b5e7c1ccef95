import { createClient, NotTaken, type TwilioClient } from './client.ts';
import { codes } from './codes.ts';
import { paths, publicAddress, type TwilioOptions } from './options.ts';

/** What is wrong with an account, and what to do. `warn`: texts go out all the same. */
export interface Complaint {
  readonly result: 'warn' | 'fail';
  readonly say: string;
}

const fail = (say: string): Complaint => ({ result: 'fail', say });
const warn = (say: string): Complaint => ({ result: 'warn', say });

const wrongToken =
  'COACH_TWILIO_ACCOUNT_SID and COACH_TWILIO_AUTH_TOKEN do not belong together, or the account is suspended.';
const wrongKey = 'COACH_TWILIO_API_KEY or its secret is wrong, or it was taken back.';

/** Looks at the account, the key, the sender and where Twilio posts to: reads only, and sends nothing. Never rejects. */
export async function complaintsAbout(options: TwilioOptions): Promise<readonly Complaint[]> {
  const { apiKey: _, ...byToken } = options;
  const account = await orComplaint(accountOf(createClient(byToken), options), wrongToken);
  // Without the account nothing else can be asked.
  if (account.some(({ result }) => result === 'fail')) return account;
  const client = createClient(options);
  const sender =
    'service' in options.sender ? serviceOf(client, options.sender.service, options) : numbersOf(client, options);
  const own =
    options.noticeNumber === undefined
      ? []
      : await orComplaint(numberOf(client, options.noticeNumber, options), wrongKey);
  return [...account, ...(await orComplaint(sender, wrongKey)), ...own];
}

/** The auth token is asked for the account itself: what Twilio signs with has to be right, and a key may not see it. */
async function accountOf(client: TwilioClient, { accountSid }: TwilioOptions): Promise<readonly Complaint[]> {
  const { status } = await client.api.v2010.accounts(accountSid).fetch();
  return status === 'active' ? [] : [fail(`The account is ${status}: Twilio’s console says why.`)];
}

async function serviceOf(client: TwilioClient, sid: string, options: TwilioOptions): Promise<readonly Complaint[]> {
  const service = client.messaging.v1.services(sid);
  const [{ inboundRequestUrl, useInboundWebhookOnNumber }, numbers, shortCodes] = await Promise.all([
    service.fetch(),
    service.phoneNumbers.list({ limit: 20 }),
    service.shortCodes.list({ limit: 1 }),
  ]);
  const none = numbers.length + shortCodes.length === 0;
  const complaints = none ? [fail('The messaging service has no sender: add a number to it.')] : [];
  if (!useInboundWebhookOnNumber)
    return [...complaints, ...aboutUrl('The messaging service', inboundRequestUrl, options)];
  const each = numbers.map(({ phoneNumber }) => numberOf(client, phoneNumber, options));
  return [...complaints, ...(await Promise.all(each)).flat()];
}

async function numbersOf(client: TwilioClient, options: TwilioOptions): Promise<readonly Complaint[]> {
  const numbers = 'numbers' in options.sender ? options.sender.numbers : [];
  return (await Promise.all(numbers.map((number) => numberOf(client, number, options)))).flat();
}

async function numberOf(client: TwilioClient, number: string, options: TwilioOptions): Promise<readonly Complaint[]> {
  const [found] = await client.incomingPhoneNumbers.list({ phoneNumber: number, limit: 1 });
  if (!found)
    return [fail(`${number} is not a number of this account: look at COACH_TWILIO_NUMBERS and COACH_NOTICE_NUMBER.`)];
  const { capabilities, smsUrl, smsMethod, smsApplicationSid } = found;
  if (!capabilities?.sms) return [fail(`${number} sends no texts: choose one that does.`)];
  if (smsApplicationSid)
    return [warn(`${number} gives its texts to a TwiML app: set its webhook to ${addressFor(options)}.`)];
  const isGet = smsUrl && smsMethod?.toUpperCase() === 'GET';
  return isGet ? [fail(`${number} asks its webhook by GET: set POST.`)] : aboutUrl(number, smsUrl, options);
}

const addressFor = (options: TwilioOptions): string => publicAddress(options, paths.messages);

/** What stands after a # are settings of Twilio’s own, such as how often it tries. */
function aboutUrl(who: string, url: string | null | undefined, options: TwilioOptions): readonly Complaint[] {
  const expected = addressFor(options);
  if (url?.split('#')[0] === expected) return [];
  const now = url ? 'posts texts somewhere else' : 'posts texts nowhere';
  return [fail(`${who} ${now}, so that no partner is heard: set its webhook to ${expected}.`)];
}

/** The complaints, or what Twilio said instead, in our words. `denied`: what it means that nobody was let in. */
async function orComplaint(work: Promise<readonly Complaint[]>, denied: string): Promise<readonly Complaint[]> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof NotTaken)) return [fail('Twilio’s API cannot be reached from here: look at the network.')];
    const { status, said } = error;
    const known = said === null ? undefined : codes.get(said)?.says;
    const say = status === 401 ? denied : (known ?? 'Twilio refused to say.');
    return [fail(`${say} (${said ?? `HTTP ${status}`})`)];
  }
}
