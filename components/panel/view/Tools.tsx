import { i18n } from '#i18n';
import { Icon } from '~/components/ui/Icon';
import type { SortBy } from '~/utils/meeting/roster-view';
import { NAME_LIMIT } from '~/utils/names/limits';

const ORDERS = ['name', 'joined', 'role'] as const satisfies readonly SortBy[];

/** Search, order, and selecting many. */
export function Tools({
  query,
  sort,
  selecting,
  onQuery,
  onSort,
  onSelect,
}: {
  query: string;
  sort: SortBy;
  selecting: boolean;
  onQuery: (query: string) => void;
  onSort: (sort: SortBy) => void;
  /** Begins or ends selecting. */
  onSelect: () => void;
}) {
  return (
    <div class="tools">
      <input
        type="search"
        class="field tools__search"
        aria-label={i18n.t('panel.search')}
        placeholder={i18n.t('panel.searchHint')}
        value={query}
        maxLength={NAME_LIMIT}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      <span class="tools__sort">
        <Icon name="sort" size={16} />
        <select
          aria-label={i18n.t('panel.sort')}
          title={i18n.t('panel.sort')}
          value={sort}
          onChange={({ currentTarget }) => {
            const chosen = ORDERS.find((order) => order === currentTarget.value);
            if (chosen) onSort(chosen);
          }}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {i18n.t(`panel.sortBy.${order}`)}
            </option>
          ))}
        </select>
      </span>
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
