import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import type { ErrorCode } from '~/components/popup/state';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import {
  type ParsedPhoneNumber,
  type PhoneNumber,
  type PhoneNumberRefusal,
  parsePhoneNumber,
  regionsOf,
} from '~/utils/jaas/phone-number';
import { type Frame, frameKey, type Meeting, sameFrame } from '~/utils/journal/action';
import { formatLanguage, listLabel } from '~/utils/language';
import type { MeetingView } from '~/utils/messages/protocol';
import { Found, ManualForm, PasteField, useFirstFocus } from './parts';

export interface Call {
  readonly frame: Frame;
  readonly meeting: Meeting;
  readonly phone: PhoneNumber;
}

/** Calls a phone number into an open meeting. Leads to the confirmation, which speaks of the bill. */
export function PhoneForm({
  meetings,
  error,
  busy,
  onSubmit,
  onCancel,
  openKeys,
}: {
  /** The open meetings whose AppID has a key, the one on the screen first. */
  readonly meetings: readonly MeetingView[];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onSubmit: (call: Call) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
}) {
  const [chosen, setChosen] = useState<Frame | null>(null);
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const field = useFirstFocus<HTMLTextAreaElement>();
  const id = useId();
  const into = meetings.find(({ frame }) => chosen && sameFrame(frame, chosen)) ?? meetings[0];
  const parsed = parsePhoneNumber(text);

  function submit() {
    setRefused(!parsed.ok);
    if (!parsed.ok) field.current?.focus();
    else if (into && !busy) {
      onSubmit({ frame: into.frame, meeting: into.meeting, phone: parsed.phoneNumber });
    }
  }

  const wrong = refused && !parsed.ok ? whyNot(parsed) : null;
  return (
    <ManualForm
      title={i18n.t('popup.phone.title')}
      intro={i18n.t('popup.phone.intro')}
      next={i18n.t('popup.phone.next')}
      blocked={busy || into === undefined}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {into === undefined && <Notice tone="warn">{i18n.t('popup.phone.noMeeting')}</Notice>}
      {meetings.length > 1 && (
        <div>
          <label class="label" for={`${id}-meeting`}>
            {i18n.t('popup.phone.meeting')}
          </label>
          <select
            id={`${id}-meeting`}
            class="field"
            value={into && keyOf(into)}
            onChange={({ currentTarget }) =>
              setChosen(meetings.find((one) => keyOf(one) === currentTarget.value)?.frame ?? null)
            }
          >
            {meetings.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {one.title}
              </option>
            ))}
          </select>
        </div>
      )}
      <PasteField
        id={id}
        label={i18n.t('popup.phone.field')}
        hint={wrong === null && i18n.t('popup.phone.hint')}
        error={wrong}
        rows={2}
        phone
        mono
        value={text}
        inputRef={field}
        onValue={(typed) => {
          setText(typed);
          setRefused(false);
        }}
      />
      <p role="status" class="slot">
        {parsed.ok && (
          <span>
            <WillCall phone={parsed.phoneNumber} />
          </span>
        )}
      </p>
      <ErrorNotice code={error} openKeys={openKeys} />
    </ManualForm>
  );
}

/** The number as it will be dialled, and where that is: what a mistyped code shows. */
function WillCall({ phone }: { readonly phone: PhoneNumber }) {
  const country = countryOf(phone);
  return (
    <Phrase
      text={(number) =>
        country === null
          ? i18n.t('popup.phone.willCall', [number])
          : i18n.t('popup.phone.willCallIn', [number, country])
      }
    >
      <bdi class="mono lead">{phone}</bdi>
    </Phrase>
  );
}

function keyOf({ frame }: MeetingView): string {
  return frameKey(frame);
}

function whyNot(refusal: Extract<ParsedPhoneNumber, { ok: false }>): ComponentChildren {
  return refusal.code === 'several' ? (
    <Found text={i18n.t('popup.phone.several')} found={refusal.found} />
  ) : (
    refusals[refusal.code]()
  );
}

const refusals: Record<Exclude<PhoneNumberRefusal, 'several'>, () => string> = {
  empty: () => i18n.t('popup.phone.empty'),
  'no-country-code': () => i18n.t('popup.phone.noCountryCode'),
  'trunk-zero': () => i18n.t('popup.phone.trunkZero'),
  extension: () => i18n.t('popup.phone.extension'),
  'not-a-number': () => i18n.t('popup.phone.notANumber'),
  'too-short': () => i18n.t('popup.phone.tooShort'),
  'too-long': () => i18n.t('popup.phone.tooLong'),
};

/** The country of a phone number in the language of the texts; null where its code belongs to none. */
export function countryOf(phone: PhoneNumber): string | null {
  const regions = regionsOf(phone);
  if (regions.length === 0) return null;
  const language = formatLanguage();
  const names = new Intl.DisplayNames([language, 'en'], { type: 'region' });
  return listLabel(regions.map((region) => names.of(region) ?? region));
}
