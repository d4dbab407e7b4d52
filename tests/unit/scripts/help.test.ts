// @vitest-environment node
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { HELP_TOPICS, helpAddress, helpOfOutcome, helpOfRefusal } from '~/components/ui/help';
import { ROOT } from '~/scripts/build/extension';
import { HELP_SOURCE, helpFiles, helpPage, questionsOf } from '~/scripts/build/help';
import { OUTCOME_CODES } from '~/utils/jaas/outcome';
import { refusalCodeSchema } from '~/utils/messages/define';

const markdown = readFileSync(join(ROOT, HELP_SOURCE), 'utf8');
const page = helpPage(markdown);
let files: Awaited<ReturnType<typeof helpFiles>>;

beforeAll(async () => {
  files = await helpFiles(ROOT);
});

const valuesOf = (attribute: string) =>
  [...page.matchAll(new RegExp(`\\b${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('the help', () => {
  it('answers twenty questions, each at the anchor that Gavel leads to', () => {
    expect(questionsOf(markdown).map(({ id }) => id)).toEqual([...HELP_TOPICS]);
    expect(HELP_TOPICS).toHaveLength(20);
    const anchors = valuesOf('id').map((id) => `/help.html#${id}`);
    expect(anchors).toEqual(HELP_TOPICS.map(helpAddress));
  });

  it('refuses a question without an anchor', () => {
    expect(() => questionsOf('### Where is it?')).toThrow('no anchor: Where is it?');
  });

  it('lists its questions before the first of them', () => {
    const links = valuesOf('href').filter((href) => href.startsWith('#'));
    expect(links.slice(0, 20)).toEqual(HELP_TOPICS.map((id) => `#${id}`));
    expect(page.indexOf('<nav')).toBeLessThan(page.indexOf('id="what"'));
  });

  it('leads nowhere but to itself and to 8x8’s page of webhooks', () => {
    const anchors = new Set(valuesOf('id').map((id) => `#${id}`));
    const others = valuesOf('href').filter((href) => !anchors.has(href));
    expect(others).toEqual(['help.css', 'https://developer.8x8.com/jaas/docs/webhooks-overview']);
  });

  it('has no script, and no style that the policy of Gavel’s pages would refuse', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  });

  it('shows pictures that are there, says what is on them, and stays under 600 kB in all', () => {
    const pictures = [...page.matchAll(/<img src="([^"]+)" width="\d+" alt="([^"]{20,})">/g)];
    expect(pictures.length).toBe(page.split('<img').length - 1);
    expect(pictures.map(([, src]) => src)).toEqual(
      files.map(({ relativeDest }) => relativeDest).filter((file) => file.endsWith('.webp')),
    );
    const sizes = files.map((file) =>
      'contents' in file ? file.contents.length : statSync(file.absoluteSrc).size,
    );
    expect(Math.min(...sizes)).toBeGreaterThan(1000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(600_000);
  });

  it('keeps each answer short: at most eleven lines', () => {
    const answers = markdown.split(/^### /m).slice(1);
    for (const answer of answers) {
      const [question = '', ...lines] = answer.split(/^## /m)[0]?.split('\n') ?? [];
      const words = lines.filter((line) => line.trim() !== '' && !line.startsWith('<img'));
      expect(words.length, question).toBeGreaterThanOrEqual(2);
      expect(words.length, question).toBeLessThanOrEqual(11);
    }
  });

  it('calls everything what Gavel calls it: what is bold is a text of the interface', () => {
    const texts = Object.values(inject('texts')).filter(beginsWithWord).map(patternOf);
    const bold = [...markdown.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) =>
      words.replace(/\s+/g, ' ').replace(/:$/, ''),
    );
    expect(bold.length).toBeGreaterThan(60);
    expect(
      bold.filter((words) => words !== 'bold' && !texts.some((one) => one.test(words))),
    ).toEqual([]);
  });
});

/** Behind what is filled in at its beginning, if anything. */
const beginsWithWord = (text: string) => /^(?:\$\d\s)?[^\s$]*\p{L}/u.test(text);

/** Matches a text, whatever is filled in, or its first words. */
function patternOf(text: string): RegExp {
  const parts = text.match(/(?:\$\d\s*)*\S+/g) ?? [];
  const words = parts.map((part) =>
    part
      .replace(/[.,:;]+$/, '')
      .replace(/[.*+?^{}()|[\]\\]/g, '\\$&')
      .replace(/\$\d/g, '.+'),
  );
  const inside = words.map((word, at) => (at === 0 ? word : `(?:[.,:;]? ${word}`));
  return new RegExp(`^${inside.join('')}${')?'.repeat(Math.max(inside.length - 1, 0))}$`);
}

describe('what went wrong', () => {
  it('leads to an answer of the help, but where the host stopped it or nothing went wrong', () => {
    const without = [
      ...OUTCOME_CODES.filter((code) => helpOfOutcome(code) === null),
      ...refusalCodeSchema.options.filter((code) => helpOfRefusal(code) === null),
    ];
    expect(without).toEqual(['accepted', 'cancelled', 'cancelled']);
  });

  it.each([
    ['token-refused', 'refused'],
    ['timeout', 'unknown'],
    ['no-key', 'add-key'],
    ['no-permission', 'no-panel'],
    ['no-token', 'organisation'],
    ['held-back', 'not-sent'],
  ] as const)('as %s leads to what helps there: %s', (code, topic) => {
    expect(helpOfOutcome(code)).toBe(topic);
  });
});
