interface Text {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly verbatim?: unknown;
  readonly emoji?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What of a list of blocks Block Kit's documented limits do not allow; only the blocks that are used here are known. */
export function blockMistakes(blocks: unknown, most = 50): string[] {
  if (!Array.isArray(blocks)) return ['blocks that are no list'];
  const ids = blocks
    .flatMap((block: Fields) => (block['elements'] as Fields[] | undefined) ?? [])
    .map((each) => each['action_id']);
  return [
    ...(blocks.length === 0 || blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...(new Set(ids).size === ids.length ? [] : ['an action_id twice']),
    ...blocks.flatMap((block: Fields) => mistakesOf(block)),
  ];
}

function mistakesOf(block: Fields): string[] {
  if (block['type'] === 'section') return textMistakes(block['text'] as Text, 3_000);
  if (block['type'] === 'header') return textMistakes(block['text'] as Text, 150, true);
  if (block['type'] === 'divider') return [];
  if (block['type'] !== 'actions') return [`a block of the type ${String(block['type'])}`];
  const elements = block['elements'] as Fields[];
  const id = block['block_id'];
  return [
    ...(elements.length >= 1 && elements.length <= 25 ? [] : [`${elements.length} elements`]),
    ...(id === undefined || String(id).length <= 255 ? [] : ['a long block_id']),
    ...elements.flatMap(buttonMistakes),
  ];
}

const buttonMistakes = (element: Fields): string[] => [
  ...(element['type'] === 'button' ? [] : ['an element that is no button']),
  ...(String(element['action_id'] ?? '').length <= 255 ? [] : ['a long action_id']),
  ...(String(element['value'] ?? '').length <= 2_000 ? [] : ['a long value']),
  ...textMistakes(element['text'] as Text, 75, true),
];

function textMistakes({ type, text, verbatim, emoji }: Text, longest: number, plain = false): string[] {
  const isText = typeof text === 'string' && text.length >= 1 && text.length <= longest;
  return [
    ...(isText ? [] : [`a text of ${String(text).length} characters`]),
    ...(type === 'plain_text' || (type === 'mrkdwn' && !plain) ? [] : ['a text of a wrong type']),
    ...(verbatim !== undefined && type !== 'mrkdwn' ? ['verbatim without mrkdwn'] : []),
    ...(emoji !== undefined && type !== 'plain_text' ? ['emoji without plain_text'] : []),
    ...(type === 'mrkdwn' && /&(?!amp;|lt;|gt;)/.test(String(text)) ? ['an unescaped &'] : []),
  ];
}
