import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';

/** The end of a form by hand: back to where one was, or on to the confirmation. */
export function FormActions({
  next,
  blocked = false,
  onCancel,
}: {
  /** What the button that goes on says. */
  readonly next: string;
  readonly blocked?: boolean;
  readonly onCancel: () => void;
}) {
  return (
    <div class="actions">
      <span class="actions__aside" />
      <Button large onClick={onCancel}>
        {i18n.t('popup.confirm.cancel')}
      </Button>
      <Button large look="primary" type="submit" aria-disabled={blocked}>
        {next}
      </Button>
    </div>
  );
}
