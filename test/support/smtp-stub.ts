import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as the stub took it. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** What the stub does with the next recipient, or the next mail. */
export type SmtpMood =
  | { readonly at: 'rcpt' | 'data'; readonly code: number; readonly says: string }
  | { readonly at: 'data'; readonly hang: true };

/** A real mail server on this machine. `login`: the only user it lets in. */
export async function anSmtp({ login }: { readonly login?: { readonly user: string; readonly pass: string } } = {}) {
  const mails: Mail[] = [];
  const moods: SmtpMood[] = [];
  let connections = 0;
  let logins = 0;
  const fails = ({ code, says }: { readonly code: number; readonly says: string }) =>
    Object.assign(new Error(says), { responseCode: code });
  const next = (at: SmtpMood['at']): SmtpMood | undefined => (moods[0]?.at === at ? moods.shift() : undefined);
  const server = new SMTPServer({
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    authOptional: !login,
    onConnect: (_, done) => {
      connections += 1;
      done();
    },
    onAuth: ({ username, password }, _, done) => {
      logins += 1;
      if (username === login?.user && password === login?.pass) return done(null, { user: username });
      done(fails({ code: 535, says: 'canary of a server' }));
    },
    onRcptTo: (_, __, done) => {
      const mood = next('rcpt');
      done(mood && 'code' in mood ? fails(mood) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mood = next('data');
        if (mood && 'hang' in mood) return;
        if (mood) return done(fails(mood));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        mails.push({ from, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const user = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    ...{ mails, moods },
    connections: () => connections,
    /** How often somebody gave a password. */
    logins: () => logins,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
