import type { Controls } from '../controls';
import type { Openings } from '../opened/openings';
import type { PageOptions } from '../options';
import type { Session } from '../session';
import type { Store } from '../store';
import { Chat } from './chat';
import type { Dialogs } from './dialogs';
import { el, setText } from './dom';
import { icon } from './icons';
import { ParticipantsPane } from './participants-pane';
import { type Person, peopleOf } from './people';
import { decodeRoom, Premeeting } from './premeeting';
import { Stage } from './stage';
import { Toolbar } from './toolbar';

/** The whole page, drawn anew at most once a frame. */
export class View {
  readonly #stage = new Stage();
  readonly #pane: ParticipantsPane;
  readonly #toolbar: Toolbar;
  readonly #toolbarBefore: Toolbar;
  readonly #chat: Chat;
  readonly #premeeting: Premeeting;
  readonly #logo = el('div', { class: 'logo' }, icon('camera', 20), 'simulator');
  readonly #customPanel = el('div', { id: 'custom-panel' }, 'Custom panel');
  readonly #subject = el('span', { class: 'subject-text' });
  readonly #count = el('span', { class: 'subject-count' });
  readonly #page: HTMLElement;
  #scheduled = false;
  #placed: Toolbar | undefined;
  #chatWasOpen = false;
  #names = new Map<string, string>();

  constructor(
    private readonly store: Store,
    session: Session,
    controls: Controls,
    private readonly options: PageOptions,
    private readonly dialogs: Dialogs,
    openings: Openings,
  ) {
    this.#pane = new ParticipantsPane(controls, session);
    this.#toolbar = new Toolbar(controls, options.toolbar, openings);
    this.#toolbarBefore = new Toolbar(controls, 'always', openings, 'premeeting');
    this.#chat = new Chat(controls);
    this.#premeeting = new Premeeting(session, options.profile.name, this.#toolbarBefore);
    // The transform makes this box the containing block of fixed children, as Jitsi's is.
    this.#page = el(
      'div',
      { id: 'videoconference_page' },
      this.#stage.element,
      this.#logo,
      el(
        'div',
        { class: 'subject' },
        this.#subject,
        el('span', { class: 'subject-people' }, icon('people', 18), this.#count),
      ),
      dialogs.notifications,
      this.#premeeting.element,
    );
  }

  mount(): void {
    const layout = el(
      'div',
      { id: 'layout_wrapper', class: 'layout-wrapper' },
      this.#chat.element,
      this.#page,
      this.#pane.element,
      this.#customPanel,
    );
    document.getElementById('react')?.append(layout, this.dialogs.overlayElement);
    this.store.subscribe(() => this.#schedule());
    window.addEventListener('resize', () => this.#schedule());
    this.#pane.element.addEventListener('input', () => this.#schedule());
    this.#render();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#render();
    });
  }

  #render(): void {
    const state = this.store.getState();
    const { room, conference } = state['features/base/conference'];
    const people = peopleOf(state);
    const joined = conference !== undefined;
    const pane = joined && state['features/participants-pane'].isOpen;
    const chat = joined && state['features/chat'].isOpen;
    const tiles = state['features/video-layout'].tileViewEnabled;

    this.#pane.element.hidden = !pane;
    this.#chat.element.hidden = !chat;
    if (chat && !this.#chatWasOpen) this.#chat.input.focus();
    this.#chatWasOpen = chat;
    const name = decodeRoom(room ?? '');
    setText(this.#subject, name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' '));
    setText(this.#count, String(people.length));
    const { clientWidth, clientHeight } = this.#page;
    this.#stage.render(joined ? people : people.slice(0, 1), clientWidth, clientHeight, tiles);
    if (pane) this.#pane.render(people, state['features/lobby'].knockingParticipants);
    this.#customPanel.hidden = !(joined && this.options.customPanel);
    const before = this.#premeeting.render(state);
    this.#logo.hidden = before;
    this.#putToolbar(before);
    const shown = {
      count: people.length,
      audioMuted: state['features/base/media'].audio.muted,
      videoMuted: state['features/base/media'].video.muted,
      handRaised: Boolean(state['features/base/participants'].local.raisedHandTimestamp),
      pane,
      chat,
      tiles,
    };
    for (const each of [this.#toolbar, this.#toolbarBefore]) each.render(shown);
    this.#announce(joined, people);
  }

  /** In the page there is the meeting's toolbar, or the one of the form before it. */
  #putToolbar(before: boolean): void {
    const toolbar = before ? this.#toolbarBefore : this.#toolbar;
    if (this.#placed === toolbar) return;
    this.#placed = toolbar;
    if (before) this.#toolbar.element.remove();
    else this.dialogs.notifications.before(this.#toolbar.element);
    this.#premeeting.holdToolbar(before);
    toolbar.takeOver();
  }

  /** A notification for each join and leave, but not for a crowd's. */
  #announce(joined: boolean, people: readonly Person[]): void {
    const names = new Map(joined ? people.map((each) => [each.id, each.name]) : []);
    const before = this.#names;
    this.#names = names;
    if (before.size === 0 || !joined) return;
    const came = [...names].filter(([id]) => !before.has(id)).map(([, name]) => `${name} joined`);
    const left = [...before].filter(([id]) => !names.has(id)).map(([, name]) => `${name} left`);
    const news = [...came, ...left];
    if (news.length > 3) this.dialogs.notify(`${news.length} people joined or left`);
    else for (const each of news) this.dialogs.notify(each);
  }
}
