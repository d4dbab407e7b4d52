import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { CopyButton } from '~/components/options/CopyButton';
import { Button } from '~/components/ui/Button';
import { TextField } from '~/components/ui/Field';
import { Question } from '~/components/ui/Question';
import { SetByOrganisation } from '~/components/ui/SelectSetting';
import { type BaseChoice, LABEL_LIMIT } from '~/utils/keys/key-record';
import type { Keyring } from '~/utils/keys/keyring';
import { ComparePublicKey } from './ComparePublicKey';
import { Fingerprint } from './Fingerprint';
import { type KeyCard, keyTitle } from './key-cards';

/** What can be done with a key besides signing. */
export function KeyMore({
  entry,
  keyring,
  onDone,
  onRemoved,
}: {
  entry: KeyCard;
  keyring: Pick<Keyring, 'rename' | 'setBase' | 'prefer' | 'remove' | 'compare'>;
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}) {
  const title = keyTitle(entry);

  /** Runs one change and says what came of it, also when the browser's storage failed. */
  function run(change: Promise<boolean>, done: string) {
    return change.then(
      (known) => onDone(known ? done : i18n.t('options.keys.gone')),
      () => onDone(i18n.t('options.keys.failed')),
    );
  }

  return (
    <div class="key__more">
      <Line label={i18n.t('options.add.label')}>
        <RenameKey
          label={entry.label}
          id={`rename-${entry.id}`}
          onRename={(label) =>
            run(
              keyring.rename(entry.id, label),
              i18n.t('options.keys.renamed', [label || entry.appId]),
            )
          }
        />
      </Line>
      <Line label={i18n.t('options.keys.base')}>
        <BaseSetting
          entry={entry}
          onChange={(base) =>
            run(keyring.setBase(entry.id, base), i18n.t('options.keys.baseSaved'))
          }
        />
      </Line>
      {entry.hasRival && !entry.preferred && (
        <Line label={i18n.t('options.keys.preferred')}>
          <Button
            onClick={() =>
              run(keyring.prefer(entry.id), i18n.t('options.keys.preferredNow', [title]))
            }
          >
            {i18n.t('options.keys.prefer')}
          </Button>
          <p class="hint">{i18n.t('options.keys.preferHint')}</p>
        </Line>
      )}
      <Line label={i18n.t('options.doctor.size')}>
        {i18n.t('options.doctor.sizeBits', [String(entry.bits)])}
      </Line>
      <Line label={i18n.t('options.keys.fingerprint')}>
        <Fingerprint value={entry.fingerprint} />
        <p class="hint">{i18n.t('options.keys.fingerprintHint')}</p>
      </Line>
      <Line label={i18n.t('options.keys.publicKey')}>
        <CopyButton
          text={entry.publicPem}
          name={i18n.t('options.keys.copyPublic')}
          label={i18n.t('options.keys.copyPublic')}
        />
        <p class="hint">{i18n.t('options.keys.copyPublicHint')}</p>
        <ComparePublicKey entry={entry} keyring={keyring} />
      </Line>
      <RemoveKey
        title={title}
        remove={() => keyring.remove(entry.id)}
        onRemoved={onRemoved}
        onDone={onDone}
      />
    </div>
  );
}

/** One fact of what a card unfolds, or what can be changed of it. */
export function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="key__line">
      <span class="key__line-label">{label}</span>
      <div class="key__line-body">{children}</div>
    </div>
  );
}

/** The label, and a field in its place while it is being changed. */
function RenameKey({
  label,
  id,
  onRename,
}: {
  label: string;
  id: string;
  onRename: (label: string) => Promise<void>;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const editing = draft !== null;
  const wasEditing = useRef(false);

  useEffect(() => {
    if (editing) {
      field.current?.focus();
      field.current?.select();
    } else if (wasEditing.current) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (draft === null) {
    return (
      <div class="cluster">
        <bdi>{label || '–'}</bdi>
        <Button ref={button} onClick={() => setDraft(label)}>
          {i18n.t('options.keys.rename')}
        </Button>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onRename(draft.trim()).then(() => setDraft(null));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
      }}
    >
      <TextField
        id={id}
        label={i18n.t('options.keys.renameLabel')}
        hint={i18n.t('options.keys.renameHint')}
        value={draft}
        maxLength={LABEL_LIMIT}
        inputRef={field}
        onInput={(event) => setDraft(event.currentTarget.value)}
      />
      <div class="cluster">
        <Button type="submit" look="primary">
          {i18n.t('options.save')}
        </Button>
        <Button onClick={() => setDraft(null)}>{i18n.t('options.cancel')}</Button>
      </div>
    </form>
  );
}

/** Removes after one question; the focus starts on Cancel and comes back to where it was. */
export function RemoveKey({
  title,
  words = { act: i18n.t('options.keys.remove'), body: i18n.t('options.keys.removeBody') },
  remove: removeKey,
  onRemoved,
  onDone,
}: {
  title: string;
  /** What the button says, and what follows. */
  words?: { act: string; body: string };
  remove: () => Promise<void>;
  onRemoved: (title: string) => void;
  /** Told what there is to say where it could not be removed. */
  onDone: (text: string) => void;
}) {
  const [asking, setAsking] = useState(false);
  const onRemove = () =>
    removeKey().then(
      () => onRemoved(title),
      () => onDone(i18n.t('options.keys.failed')),
    );
  const remove = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useEffect(() => {
    if (!asking && wasAsking.current) remove.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  if (!asking) {
    return (
      <div class="acts acts--start">
        <Button look="danger-quiet" ref={remove} onClick={() => setAsking(true)}>
          {words.act}
        </Button>
      </div>
    );
  }
  return (
    <Question
      title={i18n.t('options.keys.removeAsk', [title])}
      yes={i18n.t('options.keys.removeConfirm')}
      onYes={onRemove}
      onCancel={() => setAsking(false)}
    >
      {words.body}
    </Question>
  );
}

/** What the choices of the address are called. */
export const baseLabels: Record<BaseChoice, () => string> = {
  auto: () => i18n.t('options.keys.baseAuto'),
  classic: () => i18n.t('options.keys.baseClassic'),
  current: () => i18n.t('options.keys.baseCurrent'),
};

const hostNames = { classic: 'api-vo.jitsi.net', current: '8x8.vc' } as const;

function isChoice(value: string): value is BaseChoice {
  return Object.hasOwn(baseLabels, value);
}

/** Which of JaaS's two documented addresses this key uses (JaaS docs, both generations). */
function BaseSetting({
  entry,
  onChange,
}: {
  entry: KeyCard;
  onChange: (base: BaseChoice) => void;
}) {
  const id = `base-${entry.id}`;
  const isFixed = entry.fixedBase !== null;
  return (
    <>
      <select
        class="field select"
        id={id}
        aria-label={i18n.t('options.keys.base')}
        aria-describedby={isFixed ? `${id}-fixed ${id}-hint` : `${id}-hint`}
        disabled={isFixed}
        value={entry.fixedBase ?? entry.base}
        onChange={({ currentTarget: { value } }) => {
          if (isChoice(value)) onChange(value);
        }}
      >
        {Object.entries(baseLabels).map(([value, words]) => (
          <option key={value} value={value}>
            {words()}
          </option>
        ))}
      </select>
      {isFixed && <SetByOrganisation id={`${id}-fixed`} />}
      <p class="hint" id={`${id}-hint`}>
        {i18n.t('options.keys.baseHint')}
        {entry.answeredBase &&
          ` ${i18n.t('options.keys.baseLast', [hostNames[entry.answeredBase]])}`}
      </p>
    </>
  );
}
