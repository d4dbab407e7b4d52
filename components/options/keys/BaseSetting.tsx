import { i18n } from '#i18n';
import type { BaseChoice } from '~/utils/keys/key-record';
import type { KeyCard } from './key-cards';

const choices: Record<BaseChoice, () => string> = {
  auto: () => i18n.t('options.keys.baseAuto'),
  classic: () => i18n.t('options.keys.baseClassic'),
  current: () => i18n.t('options.keys.baseCurrent'),
};

const hostNames = { classic: 'api-vo.jitsi.net', current: '8x8.vc' } as const;

function isChoice(value: string): value is BaseChoice {
  return Object.hasOwn(choices, value);
}

/** Which of JaaS's two documented addresses this key uses (JaaS docs, both generations). */
export function BaseSetting({
  entry,
  onChange,
}: {
  entry: KeyCard;
  onChange: (base: BaseChoice) => void;
}) {
  const id = `base-${entry.id}`;
  return (
    <>
      <select
        class="field select"
        id={id}
        aria-label={i18n.t('options.keys.base')}
        aria-describedby={`${id}-hint`}
        value={entry.base}
        onChange={({ currentTarget: { value } }) => {
          if (isChoice(value)) onChange(value);
        }}
      >
        {Object.entries(choices).map(([value, words]) => (
          <option key={value} value={value}>
            {words()}
          </option>
        ))}
      </select>
      <p class="hint" id={`${id}-hint`}>
        {i18n.t('options.keys.baseHint')}
        {entry.answeredBase &&
          ` ${i18n.t('options.keys.baseLast', [hostNames[entry.answeredBase]])}`}
      </p>
    </>
  );
}
