import type { Ref } from 'preact';
import { i18n } from '#i18n';
import { NAME_LIMIT } from '~/utils/names/limits';

/** Searches the people of a meeting, in the panel and in the popup. */
export function SearchField({
  query,
  look = 'field',
  inputRef,
  onQuery,
}: {
  readonly query: string;
  /** Its class. */
  readonly look?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onQuery: (query: string) => void;
}) {
  return (
    <input
      ref={inputRef ?? null}
      type="search"
      class={look}
      aria-label={i18n.t('panel.search')}
      placeholder={i18n.t('panel.searchHint')}
      value={query}
      maxLength={NAME_LIMIT}
      spellcheck={false}
      autocomplete="off"
      onInput={({ currentTarget }) => onQuery(currentTarget.value)}
    />
  );
}
