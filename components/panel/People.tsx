import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Departure } from '~/utils/meeting/roster';
import { searchRoster, sortRoster } from '~/utils/meeting/roster-view';
import type { Named } from '~/utils/meeting/snapshot-type';
import { AbsentRow } from './AbsentRow';
import type { PanelModel } from './model';
import { PersonRow } from './PersonRow';
import { keyMissing } from './permits';
import { Section } from './Section';

/** The lists: who is here, who left a short while ago, who waits. Rows are by participant id. */
export function People({ model }: { model: PanelModel }) {
  const { people } = model.roster.value;
  const lobby = model.snapshot.value?.lobby ?? [];
  const departed = model.departed.value;
  const query = model.query.value;
  const sorted = sortRoster(people, model.sort.value);
  const here = searchRoster(sorted, query);
  const left = searchRoster(departed, query);
  const waiting = searchRoster(lobby, query);
  const found = here.length + left.length + waiting.length;
  const always = { model, noKey: keyMissing(model.state.value?.key ?? null) };

  const absentRow = (one: Departure | Named) => (
    <AbsentRow key={one.id} one={one} {...always} {...common(model, one)} />
  );
  return (
    <>
      {waiting.length > 0 && (
        <Section
          title={i18n.t('panel.lobby')}
          count={counted(waiting, lobby)}
          list={waiting}
          row={absentRow}
        />
      )}
      {people.length > 0 && (
        <Section
          title={i18n.t('panel.participants')}
          count={counted(here, people)}
          spoken={query !== ''}
          list={here}
          row={(person) => (
            <PersonRow
              key={person.id}
              person={person}
              alike={(model.names.value.get(person.id)?.namesakes ?? 1) > 1}
              {...always}
              {...common(model, person)}
            />
          )}
        />
      )}
      {people.length === 1 && query === '' && <Empty>{i18n.t('panel.alone')}</Empty>}
      {left.length > 0 && (
        <Section
          title={i18n.t('panel.recentlyLeft')}
          count={counted(left, departed)}
          list={left}
          row={absentRow}
        />
      )}
      {query !== '' && found === 0 && <Empty>{i18n.t('panel.nobodyFound', [query])}</Empty>}
    </>
  );
}

/** What every row needs, as plain values, so that rows can tell when nothing changed for them. */
function common(model: PanelModel, one: { id: string; userId: string | null }) {
  const name = model.names.value.get(one.id);
  const actions = model.actions.value;
  return {
    name: name?.name ?? '',
    full: name?.full ?? '',
    unusual: (name?.suspicious.length ?? 0) > 0,
    action: actions.of(one.id, one.userId),
    bannedAt: actions.bannedAt(one.userId),
    refused: model.refusals.value.get(one.id) ?? null,
  };
}

function counted(found: readonly unknown[], all: readonly unknown[]): string {
  if (found.length === all.length) return String(all.length);
  return i18n.t('panel.found', [String(found.length), String(all.length)]);
}

function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
