import { i18n } from '#i18n';
import { type Banned, isBanned } from '~/components/panel/model/bans';
import { Avatar } from '~/components/ui/Avatar';
import { Badge } from '~/components/ui/Badge';
import { Icon } from '~/components/ui/Icon';
import { listLabel, numberLabel } from '~/utils/language';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import { Private } from './lines';

/** Something to be said of somebody besides who they are. */
interface Fact {
  readonly text: string;
  readonly tone: 'plain' | 'warn' | 'danger';
  /** The page must not find it. */
  readonly secret?: true;
}

/**
 * That somebody was banned, or that others are said to have banned them.
 *
 * @param when a time or a day; empty where that is not known
 * @param back they were seen coming after it
 */
export function banFacts(banned: Banned, when: string, back = false): Fact[] {
  if (banned === 'no') return [];
  const text = back && isBanned(banned) ? i18n.t('panel.badge.back', [when]) : words[banned](when);
  return [{ text, tone: isBanned(banned) ? 'danger' : 'warn', secret: true }];
}

const words: Record<Exclude<Banned, 'no'>, (when: string) => string> = {
  now: (when) => i18n.t('panel.badge.banned', [when]),
  before: (when) => i18n.t('bannedHere.badge.banned', [when]),
  unclear: (when) => i18n.t('bannedHere.badge.unclear', [when]),
  marked: (when) =>
    when === '' ? i18n.t('bannedHere.badge.marked') : i18n.t('bannedHere.badge.markedAt', [when]),
};

/** What there is to say of somebody in the room, the gravest first. */
export function factsOf({
  person,
  alike,
  unusual,
  banned,
  bannedWhen,
  back,
}: {
  readonly person: RosterPerson;
  readonly alike: boolean;
  readonly unusual: boolean;
  readonly banned: Banned;
  readonly bannedWhen: string;
  readonly back: boolean;
}): Fact[] {
  const { me, sharing, returned, share, role, kind, hand } = person;
  const facts = banFacts(banned, bannedWhen, back);
  const say = (key: Said, tone: Fact['tone']) =>
    facts.push({ text: i18n.t(`panel.badge.${key}`), tone });
  if (me) facts.unshift({ text: i18n.t('panel.badge.you'), tone: 'plain' });
  if (sharing > 1) {
    facts.push({ text: i18n.t('panel.badge.sharedId', [numberLabel(sharing)]), tone: 'warn' });
  }
  if (alike) say('sameName', 'warn');
  if (unusual) say('unusual', 'warn');
  if (returned && !back) say('returned', 'warn');
  if (share) say('share', 'plain');
  if (role === 'moderator') say('moderator', 'plain');
  if (kind === 'dial-in') say('dialIn', 'plain');
  if (kind === 'bot') say('bot', 'plain');
  if (hand) say('hand', 'plain');
  return facts;
}

type Said = 'sameName' | 'unusual' | 'returned' | 'share' | 'moderator' | 'dialIn' | 'bot' | 'hand';

/** The gravest fact, beside the name. */
export function FactBadge({ facts: [fact] }: { readonly facts: readonly Fact[] }) {
  if (fact === undefined) return null;
  return <Badge tone={fact.tone}>{fact.secret ? <Private text={fact.text} /> : fact.text}</Badge>;
}

/** All others, as words on the line under the name. */
export function FactWords({ facts: [, ...others] }: { readonly facts: readonly Fact[] }) {
  return (
    <>
      {others.map(({ text, tone, secret }) => (
        <span key={text} class={tone === 'plain' ? 'row__word' : 'row__word row__word--warn'}>
          {secret ? <Private text={text} /> : text}
        </span>
      ))}
    </>
  );
}

/** Somebody's circle, with a ring for whoever spoke last, and what is known of microphone, camera and screen. */
export function Face({ person }: { readonly person: RosterPerson }) {
  const { name, kind, speaking, mic, cam, share } = person;
  const said = mediaWords(person);
  const above = share ? 'screen' : cam ? 'camera' : null;
  return (
    <span class="face" {...(said !== '' && { role: 'img', 'aria-label': said, title: said })}>
      <Avatar name={name} kind={kind} look={speaking ? 'speaking' : ''} />
      {above && (
        <span class="face__mark face__mark--above">
          <Icon name={above} size={11} />
        </span>
      )}
      {mic !== undefined && (
        <span class={mic ? 'face__mark' : 'face__mark face__mark--off'}>
          <Icon name={mic ? 'mic' : 'micOff'} size={11} />
        </span>
      )}
    </span>
  );
}

/** Of what Jitsi does not tell nothing is said; that somebody shares a screen is said beside the name. */
function mediaWords(person: RosterPerson): string {
  const said: string[] = [];
  if (person.speaking) said.push(i18n.t('panel.media.speaking'));
  for (const key of ['mic', 'cam'] as const) {
    const on = person[key];
    const state = on ? 'On' : 'Off';
    if (on !== undefined) said.push(i18n.t(`panel.media.${key}${state}`));
  }
  return listLabel(said);
}
