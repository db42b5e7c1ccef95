import { batch, computed, signal } from '@preact/signals';
import { type ConsoleRole, holdsOne, mayUse } from '../../../domain/console/roles.ts';
import type { Me, SignedIn } from '../../../domain/console/sign-in.ts';
import { ApiError, ask } from '../../shared/api.ts';
import { base } from '../router.ts';
import { setClock } from './clock.ts';
import { forgetDrafts } from './drafts.ts';

/** Where somebody stands who opens the console; null before it is known. */
export const me = signal<Me | null>(null);
/** Who is signed in, or was until the session ran out and the page still waits for them. */
export const user = signal<SignedIn | null>(null);
/** What is asked for in place, above the page: to sign in again, or to show the password once more. */
export const asked = signal<'sign-in' | 'confirm' | null>(null);

/** The name one acts by; '' where nobody is signed in. */
export const myName = computed(() => user.value?.name ?? '');
const roles = computed<readonly ConsoleRole[]>(() => user.value?.roles ?? []);

/** Whether who is signed in may use a part of the console: what the menu shows. The server decides. */
export const may = (part: keyof typeof mayUse): boolean => holdsOne(roles.value, mayUse[part]);

/** Whether nobody has a second factor yet, so that only a one-time link gets in. */
export const isShut = signal(false);

let taken = 0;

/** Takes what a step of signing in gave. Another person than before finds nothing of what was being written. */
export function take(given: Me): void {
  taken += 1;
  if (given.state === 'signed-in') {
    if (user.peek() && user.peek()?.id !== given.id) forgetDrafts();
    setClock(given.now);
  }
  const before = user.peek();
  batch(() => {
    me.value = given;
    if (given.state !== 'signed-out') isShut.value = false;
    if (given.state === 'signed-in') user.value = given;
    // A session that ran out leaves the page as it is: one signs in again in place.
    if (given.state === 'signed-out' && asked.peek() === null) user.value = null;
  });
  if (given.state === 'signed-in' && asked.peek()) settle(before?.id === given.id);
}

/** Asks the service who is here. Touches the network. @throws ApiError */
export async function lookWho(): Promise<void> {
  const before = taken;
  try {
    const given = await ask<Me>(`${base}/api/me`);
    // An answer that comes after a step of signing in is older than that step.
    if (taken === before) take(given);
    isShut.value = false;
  } catch (error) {
    isShut.value = error instanceof ApiError && error.code === 'CONSOLE_CLOSED';
    if (!isShut.peek()) throw error;
    me.value = { state: 'signed-out', oidc: null };
  }
}

/** One step of signing in. Touches the network. @throws ApiError */
export async function step(path: string, body: object = {}): Promise<void> {
  take(await post<Me>(path, body));
}

/** A POST that belongs to signing in itself: it asks nobody to sign in first. Touches the network. @throws ApiError */
export const post = <T>(path: string, body: object = {}): Promise<T> => {
  const state = me.peek();
  const headers: Record<string, string> = state && 'csrf' in state ? { 'x-csrf-token': state.csrf } : {};
  return ask<T>(`${base}/api/${path}`, { method: 'POST', body, headers, patience: 20_000 });
};

/** Signs out: nothing of what was being written is left. Touches the network. @throws ApiError */
export async function signOut(): Promise<void> {
  await post('sign-out');
  forgetDrafts();
  user.value = null;
  await lookWho();
}

let waiting: { readonly over: Promise<boolean>; readonly end: (isSame: boolean) => void } | null = null;

/**
 * Asks in place for the sign-in, or for the password once more; true once it was given by the same person, false where it
 * was left, or somebody else signed in. Who has signed in by another page of this browser meanwhile is not asked again.
 * Whoever waits meanwhile waits for the same.
 */
export async function askInPlace(what: 'sign-in' | 'confirm'): Promise<boolean> {
  const isNew = what === 'sign-in' && asked.peek() !== 'sign-in';
  if (!waiting) {
    let end: (isSame: boolean) => void = () => {};
    const over = new Promise<boolean>((resolve) => {
      end = resolve;
    });
    waiting = { over, end };
  }
  if (asked.peek() !== 'sign-in') asked.value = what;
  const { over } = waiting;
  if (isNew) await lookUntilTold();
  return over;
}

/** Asks who is here until the service says it: nobody can be asked to sign in before. */
async function lookUntilTold(): Promise<void> {
  while (asked.peek() === 'sign-in') {
    const isTold = await lookWho().then(
      () => true,
      () => false,
    );
    if (isTold) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** What was asked in place has ended. */
export function settle(isSame: boolean): void {
  const { end } = waiting ?? {};
  waiting = null;
  asked.value = null;
  end?.(isSame);
}
