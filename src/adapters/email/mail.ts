import type { NoticeMessage } from '../../ports/notices.ts';

/** How quickly a mail program asks to be looked at, by level. */
const important: ReadonlySet<string> = new Set(['emergency', 'urgent']);

/** A notice as a mail: plain text, and the same in simple HTML. Nothing in it is loaded from anywhere. Pure. */
export function mailOf(
  { id, subject, text, link, language, about, kind }: NoticeMessage,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const lines = [subject, text].filter((line) => line !== '');
  const host = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const thread = about === null ? {} : { references: `<${idIn(about.thread)}@${host}>` };
  return {
    ...{ from, to, subject: subject || text },
    messageId: `<${idIn(id)}@${host}>`,
    ...thread,
    ...(about !== null && important.has(about.level) ? { priority: 'high' as const } : {}),
    // Nobody's vacation answers a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'X-Coach-Kind': kind },
    text: [...lines, ...(link === null ? [] : [`${link.label}: ${link.href}`])].join('\n\n'),
    html: htmlOf(language, lines, link),
    textEncoding: 'quoted-printable' as const,
  };
}

function htmlOf(language: string, lines: readonly string[], link: NoticeMessage['link']): string {
  const [first = '', ...rest] = lines;
  const said = [`<p><strong>${escaped(first)}</strong></p>`, ...rest.map((line) => `<p>${escaped(line)}</p>`)];
  const leads = link === null ? [] : [`<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><body>${[...said, ...leads].join('')}</body></html>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

/** What an id may hold in a header. */
const idIn = (id: string): string => id.replaceAll(/[^\w.-]/g, '-').slice(0, 100);
