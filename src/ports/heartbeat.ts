/** Says to an outside watch that all goes well; it alarms when it hears nothing. */
export interface Heartbeat {
  /** Bounded by the signal. Gives a code where it was not heard; never rejects. */
  beat(signal: AbortSignal): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>;
}
