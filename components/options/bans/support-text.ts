import { i18n } from '#i18n';
import { sentBanOf } from '~/utils/bans/banned';
import { operationUrl } from '~/utils/jaas/operation';
import { parseUserId } from '~/utils/jaas/user-id';
import type { Action } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';

/**
 * What 8x8's support needs to find a ban, as lines of text: which, when in UTC, by which key, and what was answered. Ids
 * are exact. A token is in no record, so none is in this.
 */
export function supportText(action: Action): string {
  const { meeting, target, keyId, service, id, request } = action;
  const step = sentBanOf(action);
  const outcome = step?.outcome ?? null;
  const lines: readonly (readonly [name: string, value: string | null | undefined])[] = [
    [i18n.t('options.activity.appId'), meeting.appId],
    [i18n.t('options.activity.userId'), target?.userId],
    [i18n.t('options.activity.room'), meeting.room ?? i18n.t('options.activity.noRoom')],
    [i18n.t('options.bans.support.sentAt'), isoTime(step?.startedAt ?? null)],
    [i18n.t('options.bans.support.answeredAt'), isoTime(step?.endedAt ?? null)],
    [i18n.t('options.bans.support.operation'), 'BAN_USER'],
    [i18n.t('options.activity.address'), addressOf(action)],
    [i18n.t('options.activity.keyId'), keyId],
    [i18n.t('options.activity.service'), service],
    [i18n.t('options.activity.outcome'), outcome?.code ?? step?.state],
    [i18n.t('options.activity.status'), outcome?.status?.toString()],
    [i18n.t('options.activity.message'), outcome?.message],
    [i18n.t('options.bans.support.record'), id],
    [i18n.t('options.bans.support.request'), request === id ? null : request],
  ];
  const told = lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [i18n.t('options.bans.support.title'), ...told].join('\n');
}

/** Where the ban was sent to, with the user id in it as it was sent. */
function addressOf(action: Action): string | null {
  const base = sentBanOf(action)?.outcome?.base ?? null;
  const parsed = parseUserId(action.target?.userId);
  if (base === null || !parsed.ok) return null;
  const { appId } = action.meeting;
  return operationUrl(base, { kind: 'ban-user', appId, userId: parsed.userId });
}
