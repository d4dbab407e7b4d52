import { i18n } from '#i18n';
import type { AppNames } from '~/components/options/activity/app-names';
import { Choice, Filters } from '~/components/options/Filters';
import { type BanOutcome, banOutcomes } from '~/utils/bans/banned';
import { parseAppId } from '~/utils/jaas/ids';
import { type BansFilter, type Order, orders, returns, type Source, sources } from './listing';

/** Search, filters and the order; `onChange` gets what is different. */
export function BansFilters({
  apps,
  filter,
  order,
  onChange,
  onOrder,
}: {
  /** None where there is only one AppID. */
  apps: AppNames;
  filter: BansFilter;
  order: Order;
  onChange: (change: Partial<BansFilter>) => void;
  onOrder: (order: Order) => void;
}) {
  return (
    <Filters
      label={i18n.t('options.bans.search')}
      hint={i18n.t('options.bans.searchHint')}
      text={filter.text}
      onText={(text) => onChange({ text })}
      fold={i18n.t('options.bans.fold')}
      choices={
        <>
          {apps.size > 0 && (
            <Choice
              label={i18n.t('options.activity.appId')}
              all={i18n.t('options.bans.everyApp')}
              options={[...apps]}
              value={filter.appId}
              onChange={(appId) => onChange({ appId: parseAppId(appId) })}
            />
          )}
          <Choice
            label={i18n.t('options.activity.outcome')}
            all={i18n.t('options.activity.everyOutcome')}
            options={banOutcomes.map((one) => [one, outcomeLabels[one]()])}
            value={filter.outcome}
            onChange={(outcome) => onChange({ outcome })}
          />
          <Choice
            label={i18n.t('options.bans.cameBack')}
            all={i18n.t('options.bans.cameBackAll')}
            options={returns.map((one) => [one, returnLabels[one]()])}
            value={filter.back}
            onChange={(back) => onChange({ back })}
          />
          <Choice
            label={i18n.t('options.bans.source')}
            all={i18n.t('options.bans.everySource')}
            options={sources.map((one) => [one, sourceLabels[one]()])}
            value={filter.source}
            onChange={(source) => onChange({ source })}
          />
          <Choice
            label={i18n.t('options.bans.sort')}
            all={i18n.t('options.bans.order.newest')}
            options={orders.map((one) => [one, i18n.t(`options.bans.order.${one}`)])}
            value={order}
            onChange={onOrder}
          />
        </>
      }
    />
  );
}

const outcomeLabels: Record<BanOutcome, () => string> = {
  banned: () => i18n.t('options.activity.result.accepted'),
  unclear: () => i18n.t('options.activity.result.unknown'),
  'not-banned': () => i18n.t('options.activity.result.notDone'),
};

const returnLabels: Record<(typeof returns)[number], () => string> = {
  back: () => i18n.t('options.bans.back'),
  'not-back': () => i18n.t('options.bans.notBack'),
};

const sourceLabels: Record<Source, () => string> = {
  own: () => i18n.t('options.bans.own'),
  imported: () => i18n.t('options.bans.imported'),
};
