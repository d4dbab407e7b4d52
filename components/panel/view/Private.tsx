/**
 * Words that the page must not find out, such as whether there is a key. They are drawn by the style
 * sheet: the browser's own search (`window.find`), which any page may use, and the selection reach
 * text even in a closed shadow root, but not generated content. Assistive technology reads it.
 */
export function Private({ text }: { readonly text: string }) {
  return <span class="private" data-text={text} />;
}
