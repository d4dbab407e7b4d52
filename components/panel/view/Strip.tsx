import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { PanelModel } from '~/components/panel/model/model';
import type { BatchView, StripItem, Verdict } from '~/components/panel/model/strip';
import { Icon } from '~/components/ui/Icon';
import { Phrase } from '~/components/ui/Phrase';
import { left, useNow } from '~/components/ui/time';
import { numberLabel, plural } from '~/utils/language';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { aboutWhom, actionLines, Dot, gravestLine, type Line, Lines, refusedLine } from './lines';

/** Above the foot, in view whatever the list shows: what waits, what runs, what came of it. */
export function Strip({ model }: { model: PanelModel }) {
  const items = model.strip.items.value;
  const running = items.find(({ says }) => says === 'running');
  // Two that are always there, or what comes into them would not be spoken. What runs stays in its own: it would be
  // spoken again, and its button would lose the focus, each time that something else comes or goes.
  return (
    <>
      <Slot item={items.find((item) => item !== running)} model={model} />
      <Slot item={running} model={model} />
    </>
  );
}

function Slot({ item, model }: { item: StripItem | undefined; model: PanelModel }) {
  return (
    <div class={item?.says === 'waiting' ? 'strip strip--waiting' : 'strip'}>
      <div role="status" class="strip__text">
        {item && <div key={`${item.says} ${item.at}`}>{said(item)}</div>}
      </div>
      {item && aside(item, model)}
    </div>
  );
}

/** What is spoken, too. */
function said(item: StripItem): ComponentChildren {
  switch (item.says) {
    case 'waiting': {
      const { action, total, more } = item;
      return (
        <Phrase
          text={(what) =>
            more > 0
              ? i18n.t('panel.strip.confirmMore', [what, numberLabel(more)])
              : i18n.t('panel.strip.confirm', [what])
          }
        >
          <strong>
            <What action={action} total={total} />
          </strong>
        </Phrase>
      );
    }
    case 'running':
      return <strong>{runningTitle(item.batch)}</strong>;
    case 'refused':
      return <Told about={item.refusal.about} lines={[refusedLine(item.refusal.why)]} />;
    case 'one': {
      const { verdict } = item;
      return verdict ? (
        <span class="line">
          <Dot tone={toneOf(verdict)} />
          <span>
            <Phrase text={(name) => i18n.t(`verdict.${verdict}.is`, [name])}>
              <bdi>{aboutWhom(item.action)}</bdi>
            </Phrase>
          </span>
        </span>
      ) : (
        <Told about={aboutWhom(item.action)} lines={actionLines(item.action)} />
      );
    }
    case 'many':
      return <ManyTold {...item} />;
  }
}

/** Good is only what is over and was seen, as far as there was anything to be seen. */
function toneOf(verdict: Verdict): Line['tone'] {
  if (verdict.endsWith('Waiting')) return 'plain';
  return verdict === 'back' || verdict.endsWith('Unseen') ? 'warn' : 'good';
}

/** What is only to be seen, and what can be done about it. */
function aside(item: StripItem, model: PanelModel): ComponentChildren {
  switch (item.says) {
    case 'waiting':
      return (
        <>
          <Countdown until={item.action.expiresAt} />
          <button type="button" class="button button--small" onClick={model.showRequest}>
            {i18n.t('panel.strip.show')}
          </button>
        </>
      );
    case 'running': {
      const { done, total } = item.batch;
      return (
        <>
          <progress aria-label={runningTitle(item.batch)} max={total} value={done} />
          <span class="strip__aside">
            {i18n.t('panel.found', [numberLabel(done), numberLabel(total)])}
          </span>
          <button
            type="button"
            class="button button--small"
            onClick={() => void model.requests.stopBatch()}
          >
            {i18n.t('panel.batch.stop')}
          </button>
        </>
      );
    }
    default:
      return (
        <button
          type="button"
          class="button button--icon button--small"
          aria-label={i18n.t('panel.dismiss')}
          title={i18n.t('panel.dismiss')}
          onClick={() => model.strip.dismiss(item)}
        >
          <Icon name="close" size={14} />
        </button>
      );
  }
}

/** Not spoken each second. */
function Countdown({ until }: { until: number }) {
  return (
    <span role="timer" aria-live="off" class="strip__aside">
      {left(until - useNow())}
    </span>
  );
}

/** What is asked for, as the button says that it was asked by. */
function What({ action, total }: { action: ActionView; total: number }) {
  if (action.target === null) return <>{i18n.t('panel.endMeeting')}</>;
  const isBan = action.kind === 'ban';
  if (total > 1) return <>{counted(isBan ? 'ban' : 'removal', total)}</>;
  const words = (name: string) => i18n.t(`panel.row.${isBan ? 'banName' : 'removeName'}`, [name]);
  return (
    <Phrase text={words}>
      <bdi>{aboutWhom(action)}</bdi>
    </Phrase>
  );
}

function Told({ about, lines }: { about: string; lines: readonly Line[] }) {
  return (
    <>
      <strong>
        <bdi>{about}</bdi>
      </strong>
      <Lines lines={lines} />
    </>
  );
}

/** As many are named for whom it failed; the rest are counted. */
const MOST = 3;

function ManyTold({ batch, outcome }: Extract<StripItem, { says: 'many' }>) {
  const { kind, total, accepted, unknown, notSent } = batch;
  const named = outcome.failed.slice(0, MOST);
  const { bannedGone, removedGone } = outcome;
  const counts: (readonly [n: number, what: Counted, tone: Line['tone']])[] = [
    [batch.failed - named.length, 'failed', 'danger'],
    [unknown, 'unknown', 'warn'],
    [notSent, 'notSent', 'plain'],
    [bannedGone, 'bannedGone', 'good'],
    [removedGone, 'removedGone', 'good'],
    [accepted - bannedGone - removedGone, 'accepted', 'good'],
  ];
  return (
    <>
      <strong>{counted(kind === 'ban' ? 'ban' : 'removal', total)}</strong>
      {named.map((action) => (
        <span key={action.id} class="line">
          <Dot tone="danger" />
          <span>
            <Phrase
              text={(whom) =>
                i18n.t('panel.batch.whom', [whom, gravestLine(actionLines(action))?.text ?? ''])
              }
            >
              <bdi>{aboutWhom(action)}</bdi>
            </Phrase>
          </span>
        </span>
      ))}
      <Lines
        lines={counts
          .filter(([n]) => n > 0)
          .map(([n, what, tone]) => ({ text: counted(what, n), tone }))}
      />
    </>
  );
}

function runningTitle({ kind, total }: BatchView): string {
  return counted(kind === 'ban' ? 'banning' : 'removing', total);
}

type Counted =
  | 'banning'
  | 'removing'
  | 'ban'
  | 'removal'
  | 'accepted'
  | 'failed'
  | 'unknown'
  | 'notSent'
  | 'bannedGone'
  | 'removedGone';

function counted(what: Counted, n: number): string {
  return plural(`panel.batch.${what}`, n);
}
