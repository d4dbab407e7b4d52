import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';
import { SearchField } from '~/components/ui/SearchField';

/** Search, and selecting many. */
export function Tools({
  query,
  selecting,
  folded,
  onQuery,
  onSelect,
}: {
  query: string;
  selecting: boolean;
  /** In a low card it is only there when the host asks for it. */
  folded: boolean;
  onQuery: (query: string) => void;
  /** Begins or ends selecting. */
  onSelect: () => void;
}) {
  return (
    <div class={folded ? 'tools tools--folded' : 'tools'}>
      <SearchField query={query} look="field tools__search" onQuery={onQuery} />
      <button
        type="button"
        class="button tools__select"
        aria-label={i18n.t('panel.select.start')}
        aria-pressed={selecting}
        title={i18n.t('panel.select.start')}
        onClick={onSelect}
      >
        <Icon name="select" size={18} />
      </button>
    </div>
  );
}
