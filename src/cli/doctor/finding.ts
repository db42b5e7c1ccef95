/** What one check found: a name, how it went, and one sentence that says what to do. No secret and no partner's word. */
export interface Finding {
  readonly name: string;
  readonly result: 'ok' | 'warn' | 'fail';
  readonly say: string;
}

const finding =
  (result: Finding['result']) =>
  (name: string, say: string): Finding => ({ name, result, say });

export const ok = finding('ok');
export const warn = finding('warn');
export const fail = finding('fail');
