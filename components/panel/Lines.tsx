import type { Line } from './action-words';

/** What is known about a request, each with its mark. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      {lines.map(({ text, tone }) => (
        <span key={text} class="line">
          <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} />
          <span>{text}</span>
        </span>
      ))}
    </>
  );
}
