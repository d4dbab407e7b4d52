import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ActivityDetails, FACTS_LOOK } from '~/components/options/activity/ActivityDetails';
import { type DetailFact, known, time } from '~/components/options/activity/details';
import { CopyButton } from '~/components/options/CopyButton';
import { Button } from '~/components/ui/Button';
import { Facts } from '~/components/ui/KeyFacts';
import { Notice } from '~/components/ui/Notice';
import type { BannedPerson } from '~/utils/bans/banned';
import type { Mark } from '~/utils/bans/mark';
import { safeId, safeName } from '~/utils/names/safe-name';
import type { BansPort } from './port';
import { supportText } from './support-text';

/** What is known of somebody who was banned: by this browser's own record, and by an imported file. */
export function BanDetails({
  person: { own, mark },
  port,
  reload,
}: {
  readonly person: BannedPerson;
  readonly port: BansPort;
  readonly reload: () => Promise<void>;
}) {
  return (
    <>
      {own !== null && (
        <>
          <p class="hint bans__support">{i18n.t('options.bans.undo')}</p>
          <ActivityDetails action={own.action}>
            <CopyButton
              text={supportText(own.action)}
              name={i18n.t('options.bans.copySupport')}
              label={i18n.t('options.bans.copySupport')}
            />
          </ActivityDetails>
        </>
      )}
      {mark !== null && <MarkDetails mark={mark} port={port} reload={reload} />}
    </>
  );
}

function MarkDetails({
  mark,
  port,
  reload,
}: {
  readonly mark: Mark;
  readonly port: BansPort;
  readonly reload: () => Promise<void>;
}) {
  const [failed, setFailed] = useState(false);
  async function remove() {
    setFailed(false);
    await port.marks.remove(mark).then(
      async () => {
        await port.changed([mark.appId]);
        await reload();
      },
      () => setFailed(true),
    );
  }
  return (
    <div class="details bans__mark">
      <p>{i18n.t('options.bans.markMeans')}</p>
      <Facts look={FACTS_LOOK} facts={factsOf(mark)} />
      <div class="cluster details__tools">
        <Button onClick={remove}>{i18n.t('options.bans.removeMark')}</Button>
        <div role="alert">
          {failed && <Notice tone="danger">{i18n.t('options.bans.removeFailed')}</Notice>}
        </div>
      </div>
    </div>
  );
}

function factsOf({
  appId,
  userId,
  name,
  bannedAt,
  room,
  keyId,
  note,
  importedAt,
}: Mark): DetailFact[] {
  return known([
    [i18n.t('options.activity.name'), safeName(name).text],
    [i18n.t('options.activity.userId'), safeId(userId), 'mono'],
    [i18n.t('options.bans.bannedAt'), time(bannedAt)],
    [i18n.t('options.activity.meeting'), safeName(room).text],
    [i18n.t('options.activity.appId'), appId, 'mono'],
    [i18n.t('options.activity.keyId'), keyId, 'mono'],
    [i18n.t('options.activity.note'), note],
    [i18n.t('options.bans.importedAt'), time(importedAt)],
  ]);
}
