import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked, type Tokens } from 'marked';

/** What hosts read, in Markdown that reads as well where the sources are. */
export const HELP_SOURCE = 'docs/help.md';

/** Its styles, in order. */
const STYLES = [
  'components/ui/tokens.css',
  'components/ui/light.css',
  'components/ui/base.css',
  'components/help/help.css',
];

/** A question of the help, with the anchor by which the rest of Gavel links to it. */
export interface Question {
  readonly id: string;
  readonly text: string;
}

type HelpFile =
  | { readonly relativeDest: string; readonly contents: string }
  | { readonly relativeDest: string; readonly absoluteSrc: string };

/** The files of the help as they are in the extension: a page without scripts, its styles, its pictures. */
export async function helpFiles(root: string): Promise<HelpFile[]> {
  const read = (file: string) => readFile(join(root, file), 'utf8');
  const markdown = await read(HELP_SOURCE);
  const styles = await Promise.all(STYLES.map(read));
  return [
    { relativeDest: 'help.html', contents: helpPage(markdown) },
    { relativeDest: 'help.css', contents: styles.join('\n') },
    ...picturesOf(markdown).map((picture) => ({
      relativeDest: picture,
      absoluteSrc: join(root, 'docs', picture),
    })),
  ];
}

/** The questions of the help in their order. */
export function questionsOf(markdown: string): Question[] {
  return headingsOf(markdown).map(({ text }) => {
    // It begins with its anchor, which stays when the words change.
    const [, id = '', words = ''] = /^<a id="([a-z-]+)"><\/a>(.+)$/.exec(text) ?? [];
    if (id === '') throw new Error(`This question has no anchor: ${text}`);
    return { id, text: words };
  });
}

/** The whole page. The list of questions goes before the first group of them. */
export function helpPage(markdown: string): string {
  const contents = questionsOf(markdown).map(({ id, text }) => `* [${text}](#${id})`);
  const at = markdown.search(/^## /m);
  const list = `<nav aria-label="Questions">\n\n${contents.join('\n')}\n\n</nav>\n\n`;
  const body = new Marked().parse(markdown.slice(0, at) + list + markdown.slice(at), {
    async: false,
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>Help · Gavel</title>
<link rel="stylesheet" href="help.css">
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

/** The pictures that it shows, as addressed from `docs/`. */
function picturesOf(markdown: string): string[] {
  const found = markdown.matchAll(/<img src="([^"]+)"/g);
  return [...new Set([...found].map(([, picture = '']) => picture))];
}

function headingsOf(markdown: string): Tokens.Heading[] {
  return new Marked()
    .lexer(markdown)
    .filter((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 3);
}
