import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Heading } from '~/components/popup/forms/parts';
import type { Tone } from '~/components/ui/labels/outcome';
import { glyphs } from '~/components/ui/labels/verdict';

/** What became of it all, as the headline of a result: a mark, and one sentence. */
export function Verdict({
  id,
  tone,
  children,
}: {
  /** By which a button is described. */
  readonly id?: string;
  readonly tone: Tone;
  readonly children: ComponentChildren;
}) {
  // Where all is well from the start the focus goes to the way out.
  const atFirst = useRef(tone);
  return (
    <div class={`verdict verdict--${tone}`} {...(id && { id })}>
      <span class="verdict__mark" aria-hidden="true">
        {glyphs[tone]}
      </span>
      <Heading focus={atFirst.current !== 'good'}>{children}</Heading>
    </div>
  );
}
