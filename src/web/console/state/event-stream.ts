/** One server-sent event: its name, its data, and the cursor that it moves to ('' where it moves none). */
export interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

interface Reading {
  readonly stopped: AbortSignal;
  /** ms without a byte after which the line counts as dead. */
  readonly mostSilence: number;
  readonly opened: () => void;
  readonly heard: (event: ServerEvent) => void;
}

/**
 * Reads server-sent events until they end or are stopped. The browser's own `EventSource` gives up for good at the first answer
 * that is no 200, and shows no status: this one tells it. Touches the network.
 * @throws Response where the answer is no 200; an error where the line broke
 */
export async function readEvents(
  path: string,
  after: string,
  { stopped, mostSilence, opened, heard }: Reading,
): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), mostSilence);
  const headers: Record<string, string> = {
    Accept: 'text/event-stream',
    ...(after === '' ? {} : { 'Last-Event-ID': after }),
  };
  const ends = AbortSignal.any([stopped, silence.signal]);
  try {
    const response = await fetch(path, { headers, cache: 'no-store', signal: ends });
    if (!response.ok || !response.body) throw response;
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), mostSilence);
      const { events, left } = eventsIn(rest + value);
      rest = left;
      for (const event of events) heard(event);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** The whole events of a text, and what is left of it. Comments are none. Pure. */
export function eventsIn(text: string): { readonly events: readonly ServerEvent[]; readonly left: string } {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n');
  const left = blocks.pop() ?? '';
  return { events: blocks.flatMap(eventOf), left };
}

function eventOf(block: string): readonly ServerEvent[] {
  const event = { id: '', type: 'message', data: [] as string[] };
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name === 'id') event.id = value;
    if (name === 'event') event.type = value;
    if (name === 'data') event.data.push(value);
  }
  const { id, type, data } = event;
  return id === '' && data.length === 0 ? [] : [{ id, type, data: data.join('\n') }];
}
