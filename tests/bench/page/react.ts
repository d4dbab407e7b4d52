import { createElement, memo, type ReactNode } from 'react';
import type { Drawing } from './drawing';

/** What React calls what HTML calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { class: 'className', for: 'htmlFor' };

/** One row is one component, as in every list written in React. */
export const Row = memo(({ row }: { row: Drawing }) => reactOf(row));

/** The same elements as React has them. */
export function reactOf({ tag, attributes, children }: Drawing, key?: number): ReactNode {
  const props = Object.fromEntries(
    attributes.map(([name, value]) =>
      name === 'style' ? ['style', styleOf(value)] : [NAMES[name] ?? name, value],
    ),
  );
  const inside = children.map((child, at) => {
    if (typeof child === 'string') return child;
    return child.tag === 'li' ? createElement(Row, { key: at, row: child }) : reactOf(child, at);
  });
  // Fields with a value but without a handler are warned about in development only.
  return createElement(tag, { ...props, key }, ...inside);
}

function styleOf(text: string): Record<string, string> {
  const pairs = text.split(';').map((one) => one.split(':'));
  return Object.fromEntries(
    pairs.flatMap(([name = '', ...value]) => {
      const key = name.trim();
      if (key === '') return [];
      const known = key.startsWith('--')
        ? key
        : key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      return [[known, value.join(':').trim()]];
    }),
  );
}
