/** The clinic's own sign-in (OpenID Connect). */
export interface IdentityProvider {
  /** As the page calls it. */
  readonly name: string;
  /** Where a browser is sent, and what has to be there when it comes back. `back` is our own address. Rejects where the provider cannot be asked. */
  begin(back: string): Promise<{ readonly url: string; readonly kept: string }>;
  /**
   * Whom the provider names: what they sign in with here, and who they are there for good. `asked` is the address that the browser came back
   * with. Rejects with a code in place of a word of theirs where it is not what was begun.
   */
  end(asked: string, kept: string): Promise<{ readonly login: string; readonly subject: string }>;
}
