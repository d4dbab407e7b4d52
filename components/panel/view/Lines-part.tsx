import type { Line } from './lines';
import { Private } from './Private';

/** What is known about a request, each with its mark. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <>
      {lines.map(({ text, tone, secret }) => (
        <span key={text} class="line">
          <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} />
          {secret ? <Private text={text} /> : <span>{text}</span>}
        </span>
      ))}
    </>
  );
}
