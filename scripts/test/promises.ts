import type { TestResult } from './report';

/** The sections of docs/security.md that promise nothing: limits, numbers, whom to write to. */
const WITHOUT_PROMISES = new Set(['In numbers', 'What is not protected', 'Reporting']);

/** A file and the names, or parts of names, of tests in it. */
const REFERENCE = /`(tests\/[^`]+)`:((?:\s*(?:,\s*)?“[^”]+”)+)/g;

/** Something that docs/security.md says: an item of a list, a row of a table, else a paragraph. */
interface Promised {
  readonly section: string;
  readonly text: string;
}

export interface Judgement {
  readonly promises: number;
  readonly references: number;
  /** What is not kept, each in a line: no test named, none that ran and passed, or one that did not. */
  readonly broken: readonly string[];
}

/** Every promise of the document, by the heading it stands under. */
export function promisesOf(document: string): Promised[] {
  const sections = document.split(/^#{2,3} /m).slice(1);
  return sections.flatMap((part) => {
    const end = part.indexOf('\n');
    const section = part.slice(0, end).trim();
    if (WITHOUT_PROMISES.has(section)) return [];
    const body = part.slice(end);
    const listed = [...itemsOf(body), ...rowsOf(body)];
    const said = listed.length > 0 ? listed : paragraphsOf(body);
    return said.map((text) => ({ section, text }));
  });
}

function paragraphsOf(part: string): string[] {
  return part
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The items of the lists, each to the next one or to an empty line. */
function itemsOf(part: string): string[] {
  return part
    .split(/^(?=\* )|\n\s*\n/m)
    .map((text) => text.trim())
    .filter((text) => text.startsWith('* '));
}

/** The rows of the tables, without their heads. */
function rowsOf(part: string): string[] {
  const tables = part.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables.flatMap((table) => table.trim().split('\n').slice(2));
}

/** Which tests a text names: the file, and what stands in the quotes. */
export function referencesIn(text: string): { readonly file: string; readonly name: string }[] {
  return [...text.matchAll(REFERENCE)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name: squeezed(name) })),
  );
}

/**
 * Holds the promises of docs/security.md against what the test runner reported: each names at least one
 * test, and each test that it names ran and passed. A test that is skipped, renamed, commented out or
 * gone breaks the promise; one that asserts nothing fails by the runner's own rule.
 *
 * @param tests of all suites that ran
 * @param didRun whether the tests of this file were to run at all; what was left out is not judged
 */
export function judgePromises(
  document: string,
  tests: readonly TestResult[],
  didRun: (file: string) => boolean = () => true,
): Judgement {
  const promised = promisesOf(document);
  const untested = promised
    .filter(({ text }) => referencesIn(text).length === 0)
    .map(({ section, text }) => `${section}: no test is named for: ${squeezed(text).slice(0, 90)}`);
  // Also what stands between the lists.
  const references = referencesIn(document);
  const unkept = references
    .filter(({ file }) => didRun(file))
    .flatMap(({ file, name }) => {
      const named = tests.filter((it) => it.file === file && squeezed(it.name).includes(name));
      if (named.length === 0) return [`${file}: no test ran that is called “${name}”`];
      const not = named.find(({ state }) => state !== 'passed');
      return not ? [`${file}: “${squeezed(not.name)}” ${not.state}`] : [];
    });
  return {
    promises: promised.length,
    references: references.length,
    broken: [...untested, ...unkept],
  };
}

/** With single spaces, since the document breaks its lines anywhere. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
