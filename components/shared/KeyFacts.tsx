import type { ComponentChildren } from 'preact';

/** One fact: its name, and its value, which is `mono` where every character counts. */
export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly mono?: boolean;
}

/** What somebody compares before they decide. */
export function KeyFacts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ name, value, mono }) => (
        <div key={name} class="facts__row">
          <dt>{name}</dt>
          <dd class={mono ? 'mono' : ''}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
