import type { PopupPort } from '~/components/popup/browser';
import { endOf } from '~/components/popup/home/ScheduledEnds';
import type { ErrorCode, View } from '~/components/popup/state';
import { keyStateOf, preferredAppId } from '~/components/popup/state';
import type { usePopup } from '~/components/popup/use-popup';
import type { PopupState } from '~/utils/messages/protocol';
import { EndByNameForm } from './EndByName';
import { PhoneForm } from './Phone';
import { ScheduledEndView } from './ScheduledEnd';
import { TokenView } from './Token';
import { UserIdForm } from './UserId';

export type FormView = Extract<
  View,
  { readonly at: 'ban-user-id' | 'ban-token' | 'end-by-name' | 'call' | 'scheduled-end' }
>;

/** The forms of manual actions. */
export function FormViews({
  view,
  data,
  error,
  busy,
  actions,
  port,
  openKeys,
}: {
  readonly view: FormView;
  readonly data: PopupState;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly actions: ReturnType<typeof usePopup>['actions'];
  readonly port: Pick<PopupPort, 'newId'>;
  readonly openKeys: () => void;
}) {
  const preferred = preferredAppId(data);
  const common = { error, busy, onCancel: actions.done, openKeys };
  switch (view.at) {
    case 'ban-user-id':
      return preferred === undefined ? null : (
        <UserIdForm
          keys={data.keys}
          preferred={preferred}
          onSubmit={(request) => void actions.stage({ kind: 'ban', ...request })}
          {...common}
        />
      );
    case 'end-by-name':
      return preferred === undefined ? null : (
        <EndByNameForm
          keys={data.keys}
          preferred={preferred}
          onSubmit={(meeting) => void actions.stage({ kind: 'end-by-name', meeting })}
          {...common}
        />
      );
    case 'call':
      return (
        <PhoneForm
          meetings={data.meetings.filter(({ key }) => key.state !== 'none')}
          onSubmit={(call) => void actions.stage({ kind: 'call', ...call })}
          {...common}
        />
      );
    case 'scheduled-end':
      return (
        <ScheduledEndView
          view={view.meeting}
          keyState={keyStateOf(data, view.meeting.meeting.appId)}
          before={endOf(view.meeting, data)}
          newId={port.newId}
          locksAt={actions.locksAt}
          onConfirm={(request) => void actions.setEnd(request)}
          unlock={actions.unlock}
          {...common}
        />
      );
    case 'ban-token':
      return (
        <TokenView
          keys={data.keys}
          base={view.base}
          newId={port.newId}
          isOwn={actions.isOwn}
          onConfirm={(ban) => void actions.banToken(ban)}
          unlock={actions.unlock}
          {...common}
        />
      );
  }
}
