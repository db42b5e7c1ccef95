import { describe, expect, test } from '@jest/globals';
import { isSigned, signatureOf } from '../../../src/adapters/slack/signature.ts';

// The example of https://docs.slack.dev/authentication/verifying-requests-from-slack.
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const at = 1_531_420_618;
const body =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';

const check = (headers: Record<string, string | string[]>, of = body, now = at, by = secret) =>
  isSigned({ headers, body: of }, by, now * 1_000);
const good = { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature };

describe('a signature', () => {
  test('of Slack’s own example is good', () => {
    expect(check(good)).toBe(true);
    expect(signatureOf(secret, String(at), body)).toBe(signature);
  });
  test.each([
    ['another body', () => check(good, `${body} `)],
    ['another secret', () => check(good, body, at, `${secret}x`)],
    ['another timestamp', () => check({ ...good, 'x-slack-request-timestamp': String(at + 1) })],
    ['another signature', () => check({ ...good, 'x-slack-signature': `${signature.slice(0, -1)}0` })],
    ['a cut signature', () => check({ ...good, 'x-slack-signature': signature.slice(0, -1) })],
    ['a signature of letters beyond ASCII', () => check({ ...good, 'x-slack-signature': 'é'.repeat(67) })],
    ['no signature', () => check({ 'x-slack-request-timestamp': String(at) })],
    ['two signatures', () => check({ ...good, 'x-slack-signature': [signature, signature] })],
    ['no timestamp', () => check({ 'x-slack-signature': signature })],
    ['a timestamp that is no number', () => check({ ...good, 'x-slack-request-timestamp': `${at}.0` })],
  ])('of %s is not', (_what, checked) => {
    expect(checked()).toBe(false);
  });
  test('is good within five minutes before and after, and not beyond', () => {
    const within = [-301, -300, 0, 300, 301].map((seconds) => check(good, body, at + seconds));
    expect(within).toEqual([false, true, true, true, false]);
  });
});
