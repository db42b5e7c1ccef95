import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createServer } from 'node:tls';
import { afterEach, expect, jest, test } from '@jest/globals';
import { type MainProcess, startMain } from '../support/main-process.ts';
import { root } from '../support/places.ts';
import { anSmtp } from '../support/smtp-stub.ts';
import { account, aTwilio, ourNumber, publicUrl, type TwilioStub } from '../support/twilio-stub.ts';
import { until } from '../support/until.ts';

jest.setTimeout(180_000);

const dist = join(root, 'dist');
const tls = join(root, 'test/support/tls');
const [alex, maria, jo, joAtHome] = ['+15550100', '+15550201', '+15550202', '+15550203'] as const;
const couples = `couples:
  - case: C-017
    relationship: romantic
    partners: [{ name: Alex, zone: America/Chicago, channels: [sms] }]
`;
const rota = `week:
  - { duty: primary, person: maria, days: every, from: "00:00", to: "24:00" }
  - { duty: backup, person: jo, days: every, from: "00:00", to: "24:00" }
  - { duty: lead, person: jo, days: every, from: "00:00", to: "24:00" }
`;

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The stub behind TLS: production writes to nobody in the clear. */
async function behindTls(url: string): Promise<string> {
  const [key, cert] = await Promise.all(['server.key', 'server.pem'].map((name) => readFile(join(tls, name))));
  const server = createServer({ key, cert }, (socket) => {
    const inner = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => inner.destroy()).pipe(inner);
    inner.on('error', () => socket.destroy()).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => server.close());
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** A production service with SMS and e-mail, and the command line of its folder. */
async function aClinicToBe(twilio: TwilioStub, smtp: string) {
  const folder = await mkdtemp(join(tmpdir(), 'coach-live-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const env = {
    ...{ COACH_ENV: 'production', COACH_DATA_DIR: join(folder, 'data'), COACH_COVERED_ENTITY: 'false' },
    ...{ COACH_KEY: Buffer.alloc(32, 7).toString('base64url'), COACH_ZONE: 'America/Chicago' },
    ...{ COACH_BOT_APP_ID: 'app', COACH_BOT_APP_PASSWORD: 'hush', COACH_PUBLIC_URL: publicUrl },
    ...{ COACH_TWILIO_ACCOUNT_SID: account.sid, COACH_TWILIO_AUTH_TOKEN: account.token },
    ...{ COACH_TWILIO_NUMBERS: ourNumber, COACH_TWILIO_API_URL: await behindTls(twilio.url) },
    ...{ COACH_SMTP_URL: smtp, COACH_SMTP_FROM: 'coach@clinic.example' },
    NODE_EXTRA_CA_CERTS: join(tls, 'ca.pem'),
  };
  const main: MainProcess = startMain(dist, env, 170_000);
  closers.push(async () => {
    main.child.kill('SIGKILL');
    await main.ended;
  });
  twilio.reach((await main.ready).url);
  /** `coach …` in a process of its own; `input` is what is typed. */
  async function coach(args: string, input = '') {
    const child = spawn(process.execPath, [join(dist, 'src/cli/coach.js'), ...args.split(' ')], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      cwd: folder,
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    child.stdin.end(input);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await ended, stdout, stderr };
  }
  const done = async (args: string, input?: string): Promise<string> => {
    const { code, stdout, stderr } = await coach(args, input);
    expect([args, code, stderr.replaceAll(/^The .*Enter: $/gm, '')]).toEqual([args, 0, '']);
    return stdout;
  };
  const socket = async () => ((await stat(join(env.COACH_DATA_DIR, 'coach.sock'))).mode & 0o777).toString(8);
  const file = (name: string, body: string) => writeFile(join(folder, name), body);
  return { coach, done, socket, file };
}

test('A drill without a service that could send it is refused, and says what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coach-live-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const coach = (...args: readonly string[]): Promise<string> => {
    const { stderr } = spawn(process.execPath, [join(dist, 'src/cli/coach.js'), ...args], {
      env: { PATH: process.env['PATH'] ?? '', COACH_DATA_DIR: join(folder, 'data') },
      cwd: folder,
      timeout: 30_000,
    });
    return text(stderr);
  };
  expect(await coach('staff', 'add', 'maria', '--name', 'Maria')).toBe('');
  const said = await coach('drill');
  expect(said).toBe('NOT_READY: No service runs here to send a drill: start it, then coach drill.\n');
});

test('A clinic goes live by the command line alone, over the 0600 socket of a running service, and its first crisis is taken', async () => {
  const [twilio, smtp] = [await aTwilio(), await anSmtp()];
  closers.push(twilio.close, smtp.close);
  const { coach, done, socket, file } = await aClinicToBe(twilio, smtp.url);
  const at = (number: string) => twilio.taken.filter(({ to }) => to === number).map(({ body }) => body);
  const arrives = async (number: string, what: RegExp): Promise<string> => {
    await until(() => at(number).some((body) => what.test(body)), 20_000);
    return what.exec(at(number).findLast((body) => what.test(body)) ?? '')?.[1] ?? '';
  };
  const write = async (From: string, body: string) =>
    expect((await twilio.text(body, { From })).status).toBeLessThan(300);
  expect(await socket()).toBe('600');
  await Promise.all([file('couples.yaml', couples), file('rota.yaml', rota)]);

  const early = await coach('enrol couples.yaml');
  expect([early.code, `${early.stdout}${early.stderr}`]).toEqual([1, expect.stringContaining('NOT_LIVE')]);

  await Promise.all([done('staff add maria --name Maria --role supervisor'), done('staff add jo --name Jo')]);
  await done('staff way add maria sms', `${maria}\n`);
  await Promise.all([
    done('staff way add maria email --after 120', 'maria@clinic.example\n'),
    done('staff way add jo sms', `${jo}\n`),
    done('staff way add jo sms --after 60', `${joAtHome}\n`),
  ]);
  for (const phone of [maria, jo, joAtHome]) await write(phone, await arrives(phone, /code is (\d{6})/));
  await until(() => smtp.mails.length > 0, 20_000);
  await done('staff verify maria email', `${/(\d{6})/.exec(smtp.mails[0]?.raw ?? '')?.[1]}\n`);
  expect(await done('rota set rota.yaml')).toMatch(/3 shifts, no gap\./);

  const unready = await coach('go-live');
  expect([unready.code, unready.stderr]).toEqual([1, expect.stringMatching(/NOT_READY.*No drill/s)]);
  await done('drill');
  await write(maria, `ACK ${await arrives(maria, /DRILL.* Send ACK (\d{4})\./s)}`);
  await arrives(maria, /The drill went through/);
  expect(await done('go-live')).toMatch(
    /^Live since .* Partners can be enrolled\.\nNo outside service watches: .* Set COACH_DEADMAN_URL\.\n$/,
  );

  const codes = await done('enrol couples.yaml');
  await write(alex, /\b[A-Z2-9]{4}-?[A-Z2-9]{4}\b/.exec(codes.replaceAll('C-017', ''))?.[0] ?? '');
  await write(alex, 'I want to kill myself');
  await arrives(alex, /A counselor has been alerted/);
  const code = await arrives(maria, /URGENT: case C-017.*CLAIM (\d{4})/s);
  await write(maria, `ACK ${code}`);
  await arrives(maria, /You look at C-017/);
  await write(maria, `CLAIM ${code}`);
  await arrives(maria, /You have C-017/);
  await arrives(alex, /Maria, a counselor, has your alert/);
  expect(await done('alert list')).toMatch(/C-017 a {2}urgent {2}self {2}claimed by Maria/);
  expect(at(jo).filter((body) => /C-017/.test(body))).toEqual([]);
});
