import type { QueueItem, RequestItem } from '../../../domain/console/queue.ts';
import { announce } from '../../shared/announce.ts';
import { casePath } from '../places.ts';
import { go } from '../router.ts';
import { t } from '../texts.ts';
import { alarm } from './bell.ts';
import { now } from './clock.ts';
import { newsOf } from './queue-order.ts';
import { myName } from './session.ts';

const known = new Map<string, QueueItem>();
const asked = new Map<string, number>();
let since = Number.POSITIVE_INFINITY;

/** From now on what is new is told. */
export function beginNews(): void {
  since = Math.min(since, now.peek());
}

/** What is known of alerts already is no news. */
export function knowAll(items: readonly QueueItem[]): void {
  for (const item of items) known.set(item.id, item);
}

/** Tells whoever sits here what has changed in an alert: aloud to a screen reader, by sound and by a notice of the browser. */
export function tellAlert(item: QueueItem): void {
  const before = known.get(item.id);
  known.set(item.id, item);
  const news = newsOf(before, item, myName.peek(), since);
  if (!news) return;
  const isEmergency = item.level === 'emergency' && item.status === 'open';
  const words = t(`news.${news}`, { level: t(`level.${item.level}`), case: item.caseCode });
  announce(words, news === 'wrote' ? 'politely' : 'assertively');
  alarm({ title: t('title'), text: words, tag: item.id, isEmergency, opened: () => go(casePath(item.id)) });
}

/** The same of a request for a person: it is no crisis. */
export function tellRequest(item: RequestItem): void {
  const isNew = item.status === 'open' && item.askedAt > (asked.get(item.id) ?? since);
  asked.set(item.id, item.askedAt);
  if (!isNew) return;
  const words = t('news.asked', { case: item.caseCode });
  announce(words);
  alarm({ title: t('title'), text: words, tag: item.id, isEmergency: false, opened: () => go(casePath(item.id)) });
}

/** How often an emergency that nobody has looked at rings again. */
const again = 30_000;

/** Rings for emergencies that wait, again and again, until somebody looks. Touches a timer and the loudspeaker. */
export function keepRinging(waiting: () => readonly QueueItem[]): void {
  setInterval(() => {
    const first = waiting().find(
      ({ level, status, acknowledgement }) => level === 'emergency' && status === 'open' && !acknowledgement,
    );
    if (!first) return;
    const text = t('news.waits', { level: t('level.emergency'), case: first.caseCode });
    alarm({ title: t('title'), text, tag: first.id, isEmergency: true, opened: () => go(casePath(first.id)) });
  }, again);
}
