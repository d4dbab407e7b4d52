import { i18n } from '#i18n';
import { ORDERS, type SortBy } from '~/utils/meeting/orders';

/** In which order the people are, to be read and to be chosen. */
export function Order({
  by,
  onOrder,
}: {
  readonly by: SortBy;
  readonly onOrder: (by: SortBy) => void;
}) {
  return (
    <select
      class="order"
      aria-label={i18n.t('panel.sort')}
      title={i18n.t('panel.sort')}
      value={by}
      onChange={({ currentTarget }) => {
        const chosen = ORDERS.find((order) => order === currentTarget.value);
        if (chosen) onOrder(chosen);
      }}
    >
      {ORDERS.map((order) => (
        <option key={order} value={order}>
          {i18n.t(`panel.sortBy.${order}`)}
        </option>
      ))}
    </select>
  );
}
