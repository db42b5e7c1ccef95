/** What people show to sign in, by kept libraries. */
export interface Credentials {
  /** Passwords, slowly hashed: each costs memory and a few tens of milliseconds. */
  readonly passwords: {
    hash(password: string): Promise<string>;
    /** Whether a password is the one of a hash; without a hash it takes as long and is not. */
    verify(hash: string | null, password: string): Promise<boolean>;
  };
  /** Six digits of an authenticator app (RFC 6238). */
  readonly authenticator: {
    newSecret(): string;
    /** What a picture for the app holds. */
    uri(secret: string, login: string): string;
    /** The step of the app's clock at which the digits are right, one step early or late; null where they are not. `real` is epoch ms. */
    stepOf(secret: string, digits: string, real: number): number | null;
  };
}
