import { Component, type ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading, useFirstFocus } from '~/components/popup/forms/parts';
import { Avatar } from '~/components/ui/Avatar';
import { Badge } from '~/components/ui/Badge';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { Notice } from '~/components/ui/Notice';
import { SearchField } from '~/components/ui/SearchField';
import { SelectBar } from '~/components/ui/SelectBar';
import { haveSameText } from '~/utils/keep-equal';
import { numberLabel } from '~/utils/language';
import { searchRoster } from '~/utils/meeting/roster-view';
import type { MeetingView, ResponseOf } from '~/utils/messages/protocol';
import { titleAsInJitsi } from '~/utils/names/room-title';
import { safeName, shortId } from '~/utils/names/safe-name';
import { ChosenFoot } from './Chosen';
import { type Claimed, inPlace, type Listed, listedPeople } from './listed';
import { VisibilityNotice } from './MeetingCard';
import { type Asked, type Chosen, useChoice } from './use-choice';

type Answer = ResponseOf<'meeting.people'>;

/** How long after an answer the page is asked again, in milliseconds. */
const ASK_AGAIN_AFTER_MS = 2000;

/**
 * Who is in a meeting, as its page shows it: a claim, which leads to a question and to nothing else. It works without
 * the panel's card, which a page can cover or take away.
 */
export function PeopleView({
  view,
  read,
  busy,
  error,
  onAsk,
  onBanUserId,
  onBack,
}: {
  readonly view: MeetingView;
  readonly read: (view: MeetingView) => Promise<Answer>;
  readonly busy: boolean;
  readonly error: ComponentChildren;
  readonly onAsk: (asked: Asked) => void;
  /** The way out where the page does not answer. */
  readonly onBanUserId: () => void;
  readonly onBack: () => void;
}) {
  const [query, setQuery] = useState('');
  const field = useFirstFocus<HTMLInputElement>();
  const { people, problem, hold } = usePeople(view, read);
  const found = useMemo(() => people && searchRoster(people, query), [people, query]);
  const chosen = useChoice(people ?? NONE, found ?? NONE);
  const ask = useRef(onAsk);
  ask.current = (asked) => {
    if (!busy) onAsk(asked);
  };
  const tick = useRef(chosen.tick);
  tick.current = chosen.tick;
  const { title } = titleAsInJitsi(view.meeting.room);
  return (
    <main class="view view--people">
      <div class="people-head">
        <div class="people-head__title">
          <Button
            look="icon"
            aria-label={i18n.t('popup.people.back')}
            title={i18n.t('popup.people.back')}
            onClick={onBack}
          >
            <Icon name="next" />
          </Button>
          <Heading>
            <bdi>{title}</bdi>
          </Heading>
        </div>
        <div class="people-head__find">
          <SearchField query={query} inputRef={field} onQuery={setQuery} />
          <Button
            look="icon"
            aria-label={i18n.t('panel.select.start')}
            aria-pressed={chosen.on}
            title={i18n.t('panel.select.start')}
            onClick={chosen.turn}
          >
            <Icon name="select" />
          </Button>
        </div>
        {chosen.on && (
          <SelectBar
            like={chosen.like?.label.name}
            offers={chosen.offers}
            onChoose={chosen.by}
            whole={chosen.whole}
            onAll={chosen.tickAll}
          />
        )}
        <p class="hint">{i18n.t('popup.people.claim')}</p>
      </div>
      {error}
      <VisibilityNotice visibility={view.visibility} />
      <div role="status" class="slot">
        {problem !== null && (
          <Notice tone="warn">
            <p>{problems[problem]()}</p>
            <Button onClick={onBanUserId}>{i18n.t('popup.byHand.userId')}</Button>
          </Notice>
        )}
        {people === null && problem === null && <p class="hint">{i18n.t('popup.people.asking')}</p>}
        {found?.length === 0 && (
          <p class="hint">
            {query === '' ? i18n.t('popup.people.nobody') : i18n.t('popup.people.notFound')}
          </p>
        )}
      </div>
      <div
        onPointerEnter={() => hold('pointed', true)}
        onPointerLeave={() => hold('pointed', false)}
        onFocusIn={() => hold('focused', true)}
        onFocusOut={() => hold('focused', false)}
      >
        {found && found.length > 0 && (
          <ul class="here" aria-label={i18n.t('popup.people.list')}>
            {found.map((one) => (
              <Row
                key={one.id}
                one={one}
                ask={ask}
                tick={tick}
                picked={chosen.on ? chosen.choice.has(one.id) : null}
              />
            ))}
          </ul>
        )}
      </div>
      {chosen.on && <ChosenFoot chosen={chosen} onAsk={(asked) => ask.current(asked)} />}
    </main>
  );
}

const NONE: readonly Listed[] = [];

const problems = {
  gone: () => i18n.t('popup.people.gone'),
  'no-answer': () => i18n.t('popup.people.noAnswer'),
  'not-in': () => i18n.t('popup.people.notIn'),
};
type Problem = keyof typeof problems;

/** Asks for the people of a meeting as long as they are on the screen. */
function usePeople(view: MeetingView, read: (view: MeetingView) => Promise<Answer>) {
  const [answer, setAnswer] = useState<Claimed | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const place = useRef(view);
  place.current = view;
  // Either keeps the rows: a pointer that leaves says nothing of the focus.
  const held = useRef({ pointed: false, focused: false });
  const shown = useRef<readonly Listed[]>([]);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      const said = await read(place.current).catch((): Answer => ({ ok: false, why: 'no-answer' }));
      if (over) return;
      setProblem(said.ok ? null : said.why);
      if (said.ok) setAnswer((before) => (haveSameText(before, said) ? before : said));
      // Nobody can be asked about any more.
      else if (said.why !== 'no-answer') setAnswer(null);
      timer = setTimeout(ask, ASK_AGAIN_AFTER_MS);
    }
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [read]);

  const people = useMemo(() => {
    if (answer === null) return null;
    const now = listedPeople(answer);
    const { pointed, focused } = held.current;
    return pointed || focused ? inPlace(shown.current, now) : now;
  }, [answer]);
  shown.current = people ?? [];

  return {
    people,
    problem,
    /** The host points at a row, or has the focus on one: no row goes elsewhere. */
    hold(how: 'pointed' | 'focused', isHeld: boolean): void {
      held.current[how] = isHeld;
    },
  };
}

interface RowProps {
  readonly one: Listed;
  readonly ask: { readonly current: (asked: Asked) => void };
  readonly tick: { readonly current: Chosen['tick'] };
  /** Whether they are chosen; null while nobody is being chosen. */
  readonly picked: boolean | null;
}

/** Drawn again only for somebody of whom something else is said: of 500, one change draws one. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate({ one, picked }: RowProps): boolean {
    return picked !== this.props.picked || !haveSameText(one, this.props.one);
  }

  private act(kind: Asked['kind']): void {
    const { one, ask } = this.props;
    if (one.target) ask.current({ kind, targets: [one.target] });
  }

  override render() {
    const { one, picked, tick } = this.props;
    const { label, target } = one;
    return (
      <li class={rowClass(picked)} aria-label={label.full}>
        {picked !== null && target && (
          <label class="here__pick">
            <input
              type="checkbox"
              aria-label={i18n.t('panel.select.person', [label.full])}
              checked={picked}
              onClick={({ currentTarget }) => tick.current(one, currentTarget.checked)}
            />
          </label>
        )}
        <Avatar name={one.name} />
        <div class="here__who">
          <div class="here__name">
            <bdi class={label.nameless ? 'here__text mono' : 'here__text'}>{label.name}</bdi>
            <Badges one={one} />
          </div>
          <Ids one={one} />
        </div>
        {target && picked === null && (
          <div class="here__acts">
            {one.canRemove && (
              <Button
                aria-label={i18n.t('panel.row.removeName', [label.full])}
                onClick={() => this.act('remove')}
              >
                {i18n.t('panel.row.remove')}
              </Button>
            )}
            {one.ban === 'can' && (
              <Button
                look="danger-quiet"
                aria-label={i18n.t('panel.row.banName', [label.full])}
                onClick={() => this.act('ban')}
              >
                {i18n.t('panel.row.ban')}
              </Button>
            )}
          </div>
        )}
      </li>
    );
  }
}

function rowClass(picked: boolean | null): string {
  if (picked === null) return 'here__row';
  return picked ? 'here__row here__row--select here__row--picked' : 'here__row here__row--select';
}

function Badges({ one: { label, target } }: { readonly one: Listed }) {
  return (
    <>
      {target === null && <Badge>{i18n.t('panel.badge.you')}</Badge>}
      {target?.role === 'moderator' && <Badge>{i18n.t('panel.badge.moderator')}</Badge>}
      {target !== null && target.sharedBy > 1 && (
        <Badge tone="warn">{i18n.t('panel.badge.sharedId', [numberLabel(target.sharedBy)])}</Badge>
      )}
      {label.alike && <Badge tone="warn">{i18n.t('panel.badge.sameName')}</Badge>}
      {label.suspicious.length > 0 && <Badge tone="warn">{i18n.t('panel.badge.unusual')}</Badge>}
    </>
  );
}

/** The user id in short, the name in their token where that is another one, and why they cannot be banned. */
function Ids({ one: { label, userId, tokenName, ban, target } }: { readonly one: Listed }) {
  const token = safeName(tokenName).text;
  return (
    <>
      {token !== null && (
        <span class="hint">
          {i18n.t('panel.row.tokenName')} <bdi>{token}</bdi>
        </span>
      )}
      <span class="hint here__id">
        {userId !== null && !label.nameless && <bdi class="mono">{shortId(userId)}</bdi>}
        {target !== null && ban !== 'can' && <span>{whyNotBan[ban]()}</span>}
      </span>
    </>
  );
}

const whyNotBan = {
  'no-user-id': () => i18n.t('popup.people.noUserId'),
  yours: () => i18n.t('popup.people.yours'),
};
