import { type Alike, type Group, groupTones, groupWords } from '~/components/popup/batch-words';
import { PersonItem } from '~/components/popup/confirm/PersonItem';

/** People with one kind of outcome; what there is to say is said once for those it holds for. */
export function BatchGroup({
  group,
  alike,
}: {
  readonly group: Group;
  readonly alike: readonly Alike[];
}) {
  const count = alike.reduce((sum, { people }) => sum + people.length, 0);
  const tone = groupTones[group];
  return (
    <details class="group" open={group !== 'accepted'}>
      <summary>
        <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
        {groupWords[group]()} <span class="group__count">{count}</span>
      </summary>
      {alike.map(({ text, people }) => (
        <section key={text}>
          <p class="group__said">{text}</p>
          <ul class="people__list">
            {people.map((action) => (
              <PersonItem key={action.id} action={{ ...action, changes: [] }} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
