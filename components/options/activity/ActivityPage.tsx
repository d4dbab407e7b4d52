import { useCallback } from 'preact/hooks';
import { i18n } from '#i18n';
import { Notice } from '~/components/shared/Notice';
import type { Action } from '~/utils/actions/action';
import { useLoaded } from '../use-loaded';
import { ActivityRow } from './ActivityRow';

export interface ActivityPort {
  /** The journal, newest first. */
  listActions(): Promise<Action[]>;
  watch(changed: () => void): () => void;
}

/** What was done, when, to whom, and what JaaS said to it. */
export function ActivityPage({ port }: { port: ActivityPort }) {
  const read = useCallback(() => port.listActions(), [port]);
  const [actions] = useLoaded(read, port.watch);

  return (
    <section class="section">
      <h2 id="activity-title">{i18n.t('options.activity.title')}</h2>
      <p class="lead">{i18n.t('options.activity.intro')}</p>
      {actions.state === 'failed' && (
        <Notice tone="danger" role="alert">
          {i18n.t('options.activity.failed')}
        </Notice>
      )}
      {actions.state === 'ready' && actions.value.length === 0 && (
        <p class="empty empty--after">{i18n.t('options.activity.empty')}</p>
      )}
      {actions.state === 'ready' && actions.value.length > 0 && (
        <table class="table" aria-labelledby="activity-title">
          <thead>
            <tr>
              <th scope="col">{i18n.t('options.activity.when')}</th>
              <th scope="col">{i18n.t('options.activity.what')}</th>
              <th scope="col">{i18n.t('options.activity.who')}</th>
              <th scope="col">{i18n.t('options.activity.meeting')}</th>
              <th scope="col">{i18n.t('options.activity.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {actions.value.map((action) => (
              <ActivityRow key={action.id} action={action} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
