import { ApiError, ask } from '../../shared/api.ts';
import { base } from '../router.ts';
import { askInPlace, me, user } from './session.ts';

/** How often one request asks for the sign-in or the password before it gives up. */
const mostAsks = 3;

/**
 * The JSON answer of the console's API. Where the session has run out, or the password is asked for once more, it asks in
 * place and then goes on: what was to be said is said. Touches the network.
 * @throws ApiError
 */
export async function call<T>(path: string, body?: object, asks = mostAsks): Promise<T> {
  const state = me.peek();
  try {
    return await ask<T>(`${base}/api/${path}`, {
      ...(body ? { method: 'POST', body } : {}),
      headers: state && 'csrf' in state ? { 'x-csrf-token': state.csrf } : {},
      patience: 20_000,
    });
  } catch (error) {
    const what = whatIsAsked(error);
    if (what === null || asks === 0 || user.peek() === null || !(await askInPlace(what))) throw error;
    return call(path, body, asks - 1);
  }
}

/** What a refusal asks for, in place; null where it is another one. */
function whatIsAsked(error: unknown): 'sign-in' | 'confirm' | null {
  if (!(error instanceof ApiError)) return null;
  // A token that is wrong: another page of this browser has signed in anew since.
  if (error.status === 401 || error.code === 'CSRF_WRONG') return 'sign-in';
  return error.code === 'REAUTH_NEEDED' ? 'confirm' : null;
}
