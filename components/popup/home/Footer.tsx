import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';

/** The way to the options page, which opens in a tab of its own. */
export function Footer({
  openActivity,
  openOptions,
}: {
  readonly openActivity: () => void;
  readonly openOptions: () => void;
}) {
  return (
    <footer class="footer">
      <Button onClick={openActivity}>{i18n.t('popup.footer.activity')}</Button>
      <Button onClick={openOptions}>{i18n.t('popup.footer.options')}</Button>
    </footer>
  );
}
