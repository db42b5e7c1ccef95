import { afterEach, expect, test } from '@jest/globals';
import { createEmailNotices } from '../../../src/adapters/email/channel.ts';
import { mailOf } from '../../../src/adapters/email/mail.ts';
import { aNotice, patient } from '../../support/notices.ts';
import { anSmtp } from '../../support/smtp-stub.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function aServer(options: Parameters<typeof anSmtp>[0] = {}) {
  const smtp = await anSmtp(options);
  closers.push(smtp.close);
  return smtp;
}

function aChannel(url: string) {
  const channel = createEmailNotices({ url, from: 'Side by Side <coach@example.org>' });
  closers.push(() => channel.close());
  return channel;
}

const lee = { address: 'lee@example.org' };

test('arrives with its first line as subject, as plain text and as simple HTML that loads nothing', async () => {
  const smtp = await aServer();
  expect(await aChannel(smtp.url).send(lee, aNotice(), patient())).toEqual({ ok: true });
  const [mail] = smtp.mails;
  expect(mail?.to).toEqual(['lee@example.org']);
  expect(mail?.from).toBe('coach@example.org');
  const raw = mail?.raw ?? '';
  expect(raw).toContain('Subject: URGENT: case C-017');
  expect(raw).toContain('Auto-Submitted: auto-generated');
  expect(raw).toContain('It has waited 3 minutes.');
  expect(raw).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  const html = mailOf(aNotice(), { from: 'a@b.org', to: 'c@d.org' }).html;
  expect(html).not.toMatch(/<(?:img|script|link|form|iframe|style)\b|src=|url\(/i);
});

test('has one link, which opens the case and carries nothing that acts', async () => {
  const smtp = await aServer();
  await aChannel(smtp.url).send(lee, aNotice(), patient());
  const { text, html } = mailOf(aNotice(), { from: 'a@b.org', to: 'c@d.org' });
  const links = `${text} ${html}`.match(/https?:[^\s"<]+/g);
  expect(new Set(links)).toEqual(new Set(['https://coach.example.org/console/cases/alert-1']));
  expect(smtp.mails[0]?.raw).not.toContain('token-');
});

test('takes signs of HTML as they are', () => {
  const { html } = mailOf(aNotice({ text: '<b>"Lee" & \'co\'</b>' }), { from: 'a@b.org', to: 'c@d.org' });
  expect(html).toContain('&lt;b&gt;&quot;Lee&quot; &amp; &#39;co&#39;&lt;/b&gt;');
});

test('keeps the lines of its headers, whatever stands in a subject', async () => {
  const smtp = await aServer();
  await aChannel(smtp.url).send(lee, aNotice({ subject: 'URGENT\r\nBcc: evil@example.org' }), patient());
  expect(smtp.mails[0]?.to).toEqual(['lee@example.org']);
  const [headers = ''] = (smtp.mails[0]?.raw ?? '').split('\r\n\r\n');
  expect(headers).toContain('Subject: URGENT');
  expect(headers).not.toMatch(/^Bcc:/m);
});

test('logs in, and goes over connections that stay', async () => {
  const smtp = await aServer({ login: { user: 'coach', pass: 'p@ss word' } });
  const channel = aChannel(smtp.url);
  for (let count = 0; count < 5; count += 1)
    expect(await channel.send(lee, aNotice({ id: `n${count}` }), patient())).toEqual({ ok: true });
  expect(smtp.mails).toHaveLength(5);
  expect(smtp.connections()).toBeLessThanOrEqual(2);
});

test('says by a code alone why it was not taken, and ends the way where the mailbox is none', async () => {
  const smtp = await aServer({ login: { user: 'coach', pass: 'right' } });
  const channel = aChannel(smtp.url);
  smtp.moods.push(
    { at: 'rcpt', code: 550, says: 'canary lee@example.org unknown' },
    { at: 'rcpt', code: 451, says: 'canary later' },
    { at: 'data', code: 550, says: 'canary spam' },
    { at: 'data', code: 452, says: 'canary full' },
  );
  const outcomes = [];
  for (let count = 0; count < 4; count += 1) outcomes.push(await channel.send(lee, aNotice(), patient()));
  expect(outcomes).toEqual([
    { ok: false, code: 'SMTP_550', permanent: true },
    { ok: false, code: 'SMTP_451' },
    // Said of the mail, not of the mailbox.
    { ok: false, code: 'SMTP_550' },
    { ok: false, code: 'SMTP_452' },
  ]);
  const wrong = aChannel(smtp.url.replace('right', 'wrong'));
  expect(await wrong.send(lee, aNotice(), patient())).toEqual({ ok: false, code: 'SMTP_535' });
  expect(JSON.stringify(outcomes)).not.toContain('canary');
});

test('ends with its signal where a server says nothing, and where there is none', async () => {
  const smtp = await aServer();
  smtp.moods.push({ at: 'data', hang: true });
  const started = performance.now();
  const outcome = await aChannel(smtp.url).send(lee, aNotice(), AbortSignal.timeout(300));
  expect(outcome).toEqual({ ok: false, code: 'TIMEOUT' });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await aChannel('smtp://127.0.0.1:1').send(lee, aNotice(), patient())).toEqual({
    ok: false,
    code: expect.stringMatching(/^(?:ECONNREFUSED|SMTP_ESOCKET)$/),
  });
});

test('asks a server elsewhere for TLS, so that no password goes in the clear', async () => {
  const smtp = await aServer({ login: { user: 'coach', pass: 'right' } });
  // The same server by a name that is not this machine's own: it offers no STARTTLS.
  const url = smtp.url.replace('127.0.0.1', '0.0.0.0');
  const outcome = await aChannel(url).send(lee, aNotice(), patient());
  expect(outcome).toMatchObject({ ok: false });
  expect([smtp.logins(), smtp.mails]).toEqual([0, []]);
  // By its own name it is this machine, where a server may have no certificate.
  expect(await aChannel(smtp.url).send(lee, aNotice(), patient())).toEqual({ ok: true });
  expect(smtp.logins()).toBe(1);
});
