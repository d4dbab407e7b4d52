/** A closed shadow root in the page with these styles, as the panel has one. */
export function addPlace(css: string): { readonly root: HTMLElement; remove(): void } {
  const host = document.createElement('bench-panel');
  const shadow = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = document.createElement('div');
  root.className = 'root';
  shadow.append(root);
  document.documentElement.append(host);
  return { root, remove: () => host.remove() };
}
