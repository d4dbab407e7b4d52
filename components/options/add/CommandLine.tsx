import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { CopyButton } from '~/components/options/CopyButton';
import { type Command, SHELLS, type Shell } from '~/utils/keys/import/commands';

/** What people type commands into on this computer. */
export const ShellContext = createContext<Shell>('posix');

const names: Record<Shell, () => string> = {
  powershell: () => i18n.t('options.add.shells.powershell'),
  cmd: () => i18n.t('options.add.shells.cmd'),
  posix: () => i18n.t('options.add.shells.posix'),
};

/** A command ready to copy, as it is typed on this computer; the other ways are one click away. */
export function CommandLine({ command }: { command: Command }) {
  const here = useContext(ShellContext);
  const [chosen, setChosen] = useState<Shell | null>(null);
  const shell = chosen ?? here;
  const text = command[shell];
  const isAlike = SHELLS.every((one) => command[one] === text);
  return (
    <>
      {!isAlike && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div class="shells" role="group" aria-label={i18n.t('options.add.shell')}>
          {SHELLS.map((one) => (
            <button
              key={one}
              type="button"
              class="shells__one"
              aria-pressed={one === shell}
              onClick={() => setChosen(one)}
            >
              {names[one]()}
            </button>
          ))}
        </div>
      )}
      <div class="command">
        <code translate={false} dir="ltr">
          {text}
        </code>
        <CopyButton text={text} name={i18n.t('options.add.copyCommand')} />
      </div>
      {shell !== 'posix' && text.startsWith('openssl ') && (
        <p class="advice">{i18n.t('options.add.noOpenssl')}</p>
      )}
    </>
  );
}

/** What commands are typed into where the browser runs on `os`, as `runtime.getPlatformInfo` names it. */
export function shellOf(os: string): Shell {
  return os === 'win' ? 'powershell' : 'posix';
}
