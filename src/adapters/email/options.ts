/** Where notices by e-mail are handed in. */
export interface EmailOptions {
  /** `COACH_SMTP_URL`: `smtps://user:password@host`, or `smtp://` with STARTTLS, which is asked for everywhere but on this machine. */
  readonly url: string;
  /** `COACH_SMTP_FROM`: whom they come from. */
  readonly from: string;
}
