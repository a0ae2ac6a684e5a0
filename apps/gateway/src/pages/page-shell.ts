import { type Language } from '@bole/kernel';

export interface PageParts {
  readonly title: string;
  readonly language: Language;
  /** Addresses of style sheets and of scripts; the policy of the pages lets in nothing that stands in the page itself. */
  readonly styles: readonly string[];
  readonly modules?: readonly string[];
  readonly icon: string;
  /** HTML. */
  readonly body: string;
  /** What scripts say to people. */
  readonly words?: Readonly<Record<string, string>>;
}

/** One page whole. */
export function htmlPage({ title, language, styles, modules = [], icon, body, words }: PageParts): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`);
  const scripts = modules.map((src) => `<script type="module" src="${src}"></script>`);
  const said = words === undefined ? '' : ` data-words="${escaped(JSON.stringify(words))}"`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="${icon}">
${[...links, ...scripts].join('\n')}
</head>
<body${said}>
${body}
</body>
</html>
`;
}

/** Text as it stands in HTML, also between quotes. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
