import { signal } from '@preact/signals';
import { kept } from '../../shared/prefs.ts';

/** Whether alerts are heard. Emergencies are heard while it is on, whatever is snoozed. */
export const sound = kept<'on' | 'off'>('console-sound', (text) => (text === 'off' ? 'off' : 'on'));
/** Until when all but emergencies are silent, by this browser's clock. */
export const snoozedUntil = signal(0);
/** Whether the browser may show notices. */
export const mayNotify = signal<NotificationPermission | 'unknown'>(
  typeof Notification === 'undefined' ? 'unknown' : Notification.permission,
);
/** Whether the browser held the last sound back: it plays none before somebody has touched the page. */
export const isMuted = signal(false);

let context: AudioContext | null = null;

/** Two tones for an emergency, one for anything else. Touches the loudspeaker. */
function ring(isEmergency: boolean): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    isMuted.value = context.state === 'suspended';
    const tones = isEmergency ? [880, 660, 880, 660] : [660];
    tones.forEach((hertz, nth) => {
      if (context) tone(context, hertz, context.currentTime + nth * 0.22);
    });
  } catch {
    isMuted.value = true;
  }
}

function tone(on: AudioContext, hertz: number, at: number): void {
  const voice = on.createOscillator();
  const volume = on.createGain();
  voice.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
  voice.connect(volume).connect(on.destination);
  voice.start(at);
  voice.stop(at + 0.21);
}

/** What a notice of the browser says: an envelope, as notices do everywhere. */
export interface Envelope {
  readonly title: string;
  readonly text: string;
  /** Notices of one case take each other's place. */
  readonly tag: string;
  readonly isEmergency: boolean;
  readonly opened: () => void;
}

/** Rings and shows a notice, as far as that is turned on, and not snoozed. Touches the loudspeaker and the browser's notices. */
export function alarm(envelope: Envelope): void {
  const isSnoozed = Date.now() < snoozedUntil.peek();
  if (isSnoozed && !envelope.isEmergency) return;
  if (sound.peek() === 'on') ring(envelope.isEmergency);
  if (mayNotify.peek() === 'granted') notify(envelope);
}

function notify({ title, text, tag, isEmergency, opened }: Envelope): void {
  try {
    const notice = new Notification(title, { body: text, tag, requireInteraction: isEmergency });
    notice.onclick = () => {
      window.focus();
      opened();
      notice.close();
    };
  } catch {
    mayNotify.value = 'unknown';
  }
}

/** Asks for leave to show notices. Touches the browser. */
export async function askToNotify(): Promise<void> {
  if (typeof Notification === 'undefined') return;
  mayNotify.value = await Notification.requestPermission();
}
