import type { ComponentChildren } from 'preact';

/** One fact: its name, and its value, which is `mono` where every character counts. */
export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly mono?: boolean;
}

/** Facts that somebody compares. `look` names the classes of the list and of its rows. */
export function Facts({
  facts,
  look = { list: 'facts', row: 'facts__row' },
}: {
  readonly facts: readonly Fact[];
  readonly look?: { readonly list: string; readonly row: string };
}) {
  return (
    <dl class={look.list}>
      {facts.map(({ name, value, mono }) => (
        <div key={name} class={look.row}>
          <dt>{name}</dt>
          <dd class={mono ? 'mono' : ''}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
