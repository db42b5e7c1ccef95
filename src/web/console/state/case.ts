import { batch, signal } from '@preact/signals';
import type { AfterAct, CasePage, ChatEntry, ChatPage, RequestCase } from '../../../domain/console/case.ts';
import type { QueueItem, RequestItem } from '../../../domain/console/queue.ts';
import type { UnsignedAct } from '../../../domain/counselor-act.ts';
import { ApiError } from '../../shared/api.ts';
import { call } from './call.ts';
import { putAlert, putRequest } from './queue.ts';
import { isNewer } from './queue-order.ts';

/** The case that is open; null before it is here. */
export const shownCase = signal<CasePage | RequestCase | null>(null);
/** Its chat, oldest first, with what came since and what was before. */
export const chat = signal<readonly ChatEntry[]>([]);
/** What is asked for to see what was before; null where nothing was. */
export const earlier = signal<number | null>(null);
/** Why the case cannot be shown, by its code; null while it can. */
export const caseTrouble = signal<string | null>(null);
let openId = '';
/** Why a case that was open is closed to its reader from now on: it was handed to somebody else, or its time is over. */
const isOver: ReadonlySet<string> = new Set(['ROLE_REFUSED', 'NOT_FOUND', 'REASON_NEEDED']);

/** The item of a case, whichever kind it is. Pure. */
export const itemOf = (of: CasePage | RequestCase): QueueItem | RequestItem =>
  of.kind === 'alert' ? of.alert : of.request;
/** Where its API is. Pure. */
const pathOf = (of: CasePage | RequestCase): string =>
  `${of.kind === 'alert' ? 'alerts' : 'requests'}/${encodeURIComponent(itemOf(of).id)}`;

/** Opens a case. Gives where its events begin; '' where it cannot be shown. Touches the network. */
export async function openCase(id: string): Promise<string> {
  openId = id;
  batch(() => {
    shownCase.value = null;
    chat.value = [];
    caseTrouble.value = null;
  });
  return readCase();
}

/** Nothing is open any more. */
export function leaveCase(): void {
  openId = '';
  shownCase.value = null;
  chat.value = [];
}

/** Reads the open case anew; its chat grows and is never taken away. Touches the network; what fails is shown, not thrown. */
export async function readCase(): Promise<string> {
  const id = openId;
  if (id === '') return '';
  try {
    const found = await find(id);
    if (id !== openId) return '';
    show(found);
    return found.cursor;
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'UNREACHABLE';
    if (id === openId && (shownCase.peek() === null || isOver.has(code)))
      batch(() => {
        shownCase.value = null;
        caseTrouble.value = code;
      });
    return '';
  }
}

function show(found: CasePage | RequestCase): void {
  batch(() => {
    if (shownCase.peek() === null) earlier.value = found.earlier;
    shownCase.value = found;
    caseTrouble.value = null;
    addChat(found.chat);
  });
}

/** A notice's link does not say which kind a case is of: either way gives both. */
async function find(id: string): Promise<CasePage | RequestCase> {
  const known = shownCase.peek();
  return call(known ? pathOf(known) : `alerts/${encodeURIComponent(id)}`);
}

/** Takes what came in the chat; what is there already is not there twice. */
export function addChat(entries: readonly ChatEntry[]): void {
  const known = new Map(chat.peek().map((entry) => [entry.id, entry]));
  for (const entry of entries) known.set(entry.id, entry);
  chat.value = [...known.values()].toSorted(byPlace);
}

/** In the order of their instants; of one instant in the order of their ids, `SEQ.N` and `nSEQ`. Pure. */
function byPlace(left: ChatEntry, right: ChatEntry): number {
  const [a = 0, b = 0] = placeIn(left.id);
  const [c = 0, d = 0] = placeIn(right.id);
  return left.at - right.at || a - c || b - d;
}

const placeIn = (id: string): readonly number[] => id.replace('n', '').split('.').map(Number);

/** Shows what was said before. Touches the network. @throws ApiError */
export async function readEarlier(): Promise<void> {
  const of = shownCase.peek();
  if (!of || earlier.peek() === null) return;
  const page = await call<ChatPage>(`${pathOf(of)}/chat?before=${earlier.peek()}`);
  if (of !== shownCase.peek() && itemOf(of).id !== openId) return;
  batch(() => {
    earlier.value = page.earlier;
    addChat(page.chat);
  });
}

let soon = 0;

/** An alert or a request has changed: the open case is read anew where it is this one. Touches a timer. */
export function heardOf(item: QueueItem | RequestItem): void {
  const of = shownCase.peek();
  if (!of || itemOf(of).id !== item.id || !isNewer(itemOf(of), item) || itemOf(of).version === item.version) return;
  window.clearTimeout(soon);
  soon = window.setTimeout(() => void readCase(), 150);
}

/** A case is there no more for whoever sits here: where it is the open one, its page says so. */
export function heardGone(id: string): void {
  if (id === openId) void readCase();
}

/** Acts on the open case, and shows what became of it. Touches the network. @throws ApiError */
export async function act(doing: UnsignedAct): Promise<void> {
  const of = shownCase.peek();
  if (!of) throw new ApiError('NOT_FOUND', 'The case is not open any more.', 0);
  try {
    const after = await call<AfterAct>(`${pathOf(of)}/acts`, doing);
    if (after.kind === 'alert') putAlert(after.item);
    else putRequest(after.item);
  } finally {
    await readCase();
  }
}

/** Opens a case of the other partner for a reason, which is logged. Touches the network. @throws ApiError */
export async function openFor(reason: string): Promise<void> {
  const id = openId;
  const found = await call<CasePage | RequestCase>(`alerts/${encodeURIComponent(id)}/open`, { reason });
  if (id === openId) show(found);
}

/** The sheet's place. Pure. */
export const sheetPath = (of: CasePage | RequestCase): string =>
  `couples/${encodeURIComponent(of.partner.couple)}/partners/${of.partner.side}/sheet`;
