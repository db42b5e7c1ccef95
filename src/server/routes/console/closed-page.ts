import type { Language } from '../../../domain/language.ts';

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly lines: readonly string[];
  readonly other: { readonly language: Language; readonly name: string };
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'The console is not open yet',
    lead: 'This page shows nothing of any case. Opening it has changed nothing.',
    lines: [
      'Nobody has set up a sign-in so far. Whoever runs the service makes a link for that: coach console link',
      'Until then, take a case by its notice: by the buttons in Teams or Slack, or by a text with CLAIM and the code.',
    ],
    other: { language: 'es', name: 'Español' },
  },
  es: {
    title: 'La consola todavía no está abierta',
    lead: 'Esta página no muestra nada de ningún caso. Abrirla no ha cambiado nada.',
    lines: [
      'Aún nadie ha preparado su inicio de sesión. Quien lleva el servicio crea un enlace para eso: coach console link',
      'Hasta entonces, un caso se toma con su aviso: con los botones de Teams o de Slack, o con un SMS con CLAIM y la clave.',
    ],
    other: { language: 'en', name: 'English' },
  },
};

/** The page, in one language. Every part of it is fixed: nothing of what was asked for stands in it. `style` is a path. Pure. */
export function closedPage(language: Language, style: string): string {
  const { title, lead, lines, other } = texts[language];
  const said = lines.map((line) => `<p>${line}</p>`).join('\n      ');
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>Side by Side · ${title}</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p><strong>${lead}</strong></p>
      ${said}
      <p><a href="?lang=${other.language}" hreflang="${other.language}" lang="${other.language}">${other.name}</a></p>
    </main>
  </body>
</html>
`;
}

/** Its look, by the colours of the try page (src/web/shared/styles/tokens.css). */
export const closedStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f4efe7, #1a1816);
  --surface: light-dark(#fffdfa, #252220);
  --ink: light-dark(#2a2521, #f1ebe3);
  --line: light-dark(#e3d9cc, #3d3733);
  --main: light-dark(#205c55, #8fd0c4);
}
body {
  margin: 0;
  padding: clamp(1rem, 6vw, 4rem);
  background: var(--paper);
  color: var(--ink);
  font: 1.125rem/1.6 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Liberation Sans", sans-serif;
}
main {
  max-width: 36rem;
  margin: 0 auto;
  padding: clamp(1rem, 4vw, 2rem);
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
}
h1 {
  margin-top: 0;
  font-size: 1.6rem;
  line-height: 1.25;
}
a {
  display: inline-block;
  padding: 0.5rem 0;
  color: var(--main);
}
a:focus-visible {
  outline: 3px solid var(--main);
  outline-offset: 2px;
}
`;
