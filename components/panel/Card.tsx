import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { whyId } from './ActButton';
import { Cautions } from './Cautions';
import { Footer } from './Footer';
import { meetingFacts } from './facts';
import { Header } from './Header';
import { KeyMissing } from './KeyMissing';
import type { PanelModel } from './model';
import { News } from './News';
import { People } from './People';
import { WHYS } from './permits';
import { settle } from './place';
import { Tools } from './Tools';
import { Unjoined } from './Unjoined';

/** The open panel. */
export function Card({
  model,
  title,
  focus,
  onClose,
}: {
  model: PanelModel;
  /** The room's name for people. */
  title: string;
  /** The host has just opened it, so that typing goes on here. */
  focus: boolean;
  onClose: () => void;
}) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!focus) return;
    const search = card.current?.querySelector('input');
    (search ?? card.current?.querySelector<HTMLElement>('.head__close'))?.focus();
  }, []);

  const place = model.place.value;
  const settled = settle(place, model.around.value);
  const snapshot = model.snapshot.value;
  const roster = model.roster.value;
  const phase = snapshot?.phase ?? 'loading';
  const joined = phase === 'joined';
  const { key = null, actions = [] } = model.state.value ?? {};
  const listed = roster.people.length + model.departed.value.length > 0;

  return (
    <aside
      ref={card}
      class="card"
      aria-label={i18n.t('panel.name')}
      style={{
        left: `${settled.left}px`,
        top: `${settled.top}px`,
        width: `${settled.width}px`,
        maxHeight: `${settled.maxHeight}px`,
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        if (model.query.value === '') onClose();
        else model.query.value = '';
      }}
    >
      <Header
        title={title}
        facts={meetingFacts(snapshot, roster)}
        movable={{ place, settled, onPlace: model.put }}
        onClose={onClose}
      />
      {listed && (
        <Tools
          query={model.query.value}
          sort={model.sort.value}
          onQuery={(query) => {
            model.query.value = query;
          }}
          onSort={(sort) => {
            model.sort.value = sort;
          }}
        />
      )}
      <div class="body">
        <div class="cautions">
          {key && <KeyMissing keyState={key} onOptions={model.openOptions} />}
          <Cautions
            snapshot={snapshot}
            garbled={model.garbled.value}
            twoVoices={model.twoVoices.value}
          />
        </div>
        {!joined && <Unjoined phase={snapshot === null ? 'no-jitsi' : phase} />}
        <People model={model} />
      </div>
      <News actions={actions} refused={model.lastRefusal.value} onShow={model.showRequest} />
      <Footer keyState={key} ending={model.actions.value.endMeeting} onEnd={model.endMeeting} />
      <div hidden>
        {WHYS.map((why) => (
          <span key={why} id={whyId(why)}>
            {i18n.t(`panel.why.${why}`)}
          </span>
        ))}
      </div>
    </aside>
  );
}
