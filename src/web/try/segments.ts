import { signal } from '@preact/signals';

/** How a text goes out by SMS. */
export interface Segments {
  readonly count: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
}

type Count = (text: string) => Segments;

const counting = signal<Count | null>(null);
let asked = false;

/** How many segments a text takes by SMS, and why; null until the calculator has come, which only this look needs. */
export function segmentsOf(text: string): Segments | null {
  if (!asked) {
    asked = true;
    void load();
  }
  return counting.value?.(text) ?? null;
}

async function load(): Promise<void> {
  try {
    const { SegmentedMessage } = await import('sms-segments-calculator');
    counting.value = (text) => {
      const { segmentsCount, encodingName } = new SegmentedMessage(text);
      return { count: segmentsCount, encoding: encodingName };
    };
  } catch {
    // Without an answer it is asked for again with the next message.
    asked = false;
  }
}
