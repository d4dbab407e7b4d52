/*
 * Hostile scripts of a meeting page that run before Jitsi's own: injected at the document's start,
 * at the earliest after the reader.
 */

/** Takes the language's own functions away from whoever comes later. */
export const REDEFINED: Readonly<Record<string, string>> = {
  CustomEvent: `globalThis.CustomEvent = class extends Event {
    constructor(type, init) { super('forged', init); }
  };`,
  // What the page itself sends to its server stays as it is: that is not Gavel's.
  JSON: `const { stringify, parse } = JSON;
    const isSnapshot = (value) => typeof value === 'object' && value !== null && 'blind' in value;
    JSON.stringify = (value, ...rest) => isSnapshot(value) ? '{"v":2}' : stringify(value, ...rest);
    JSON.parse = (text, ...rest) => { const value = parse(text, ...rest); if (value?.blind) throw new Error('no'); return value; };`,
  'Array.prototype': `for (const name of ['map', 'filter', 'some', 'includes', 'values', 'find'])
    Array.prototype[name] = () => { throw new Error('hijacked'); };
    Object.defineProperty(Array.prototype, 0, { get() { throw new Error('trap'); }, configurable: true });
    delete Array.prototype[0];`,
  'EventTarget.prototype': `const real = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (String(type).startsWith('gavel')) return;
      return real.call(this, type, ...rest);
    };
    EventTarget.prototype.dispatchEvent = () => true;
    Document.prototype.dispatchEvent = () => true;`,
  postMessage: `globalThis.postMessage = () => { throw new Error('no'); };
    MessagePort.prototype.postMessage = globalThis.postMessage;`,
  'Element.prototype.attachShadow': `const attach = Element.prototype.attachShadow;
    globalThis.stolen = [];
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, { ...init, mode: 'open' });
      globalThis.stolen.push(root);
      return root;
    };`,
  'Object.prototype': `Object.prototype.toJSON = undefined;
    Object.prototype.polluted = 'yes';
    Object.prototype.ok = true;
    Object.prototype.userId = 'auth0|polluted';`,
};

/** What a page can do to the panel's host. `host()` finds it. */
export const TAMPERING: readonly (readonly [what: string, code: string])[] = Object.entries({
  'removes it': 'host().remove()',
  'empties the document around it':
    'for (const node of [...document.documentElement.childNodes]) if (node !== document.body && node !== document.head) node.remove()',
  'moves it into the body': 'document.body.append(host())',
  'moves it into another document':
    'const f = document.body.appendChild(document.createElement("iframe")); f.contentDocument.body.append(host())',
  'hides it': 'host().hidden = true',
  'makes it inert': 'host().inert = true',
  'hides it from assistive technology': 'host().setAttribute("aria-hidden", "true")',
  'styles it away':
    'host().style.cssText = "display:none!important;opacity:0!important;transform:scale(0)!important"',
  'colours it': 'host().style.cssText = "--text:transparent;--surface:transparent;--sans:Evil"',
});

/** What a page can do to the document so that the panel is not seen as it is. */
export const COVERING: Readonly<Record<string, string>> = {
  'covers it, letting clicks through':
    'document.body.insertAdjacentHTML("beforeend", "<div id=cover style=\'position:fixed;inset:0;background:#fff;z-index:2147483647;pointer-events:none\'></div>")',
  'covers it by a dialog in the top layer':
    'const d = document.body.appendChild(document.createElement("dialog")); d.id = "cover"; d.style.cssText = "width:100vw;height:100vh;max-width:none;max-height:none;pointer-events:none;background:#fff"; d.showPopover ? (d.popover = "manual", d.showPopover()) : d.show()',
  'fades the document': 'document.documentElement.style.opacity = "0.01"',
  'clips the document': 'document.documentElement.style.clipPath = "inset(99%)"',
  'makes the document transparent by a filter':
    'document.documentElement.style.filter = "opacity(0)"',
  'blackens the document by a filter': 'document.documentElement.style.filter = "brightness(0)"',
  'masks the document':
    'document.documentElement.style.setProperty("mask-image", "linear-gradient(transparent, transparent)")',
  'shrinks the document': 'document.documentElement.style.zoom = "0.3"',
  'distorts the document': 'document.documentElement.style.transform = "scale(3) rotate(10deg)"',
};

/** Those after which a click at the panel's place still reaches it. */
export const CLICKABLE: ReadonlySet<string> = new Set([
  'covers it, letting clicks through',
  'covers it by a dialog in the top layer',
  'fades the document',
  'makes the document transparent by a filter',
  'blackens the document by a filter',
  'masks the document',
  'shrinks the document',
]);

/** As an extension for dark pages does it. */
export const TINT = 'document.documentElement.style.filter = "invert(1) hue-rotate(180deg)"';

/** Takes back what {@link COVERING} did. */
export const UNCOVER =
  'document.getElementById("cover")?.remove(); document.documentElement.removeAttribute("style")';

export const HOST = "globalThis.host = () => document.querySelector('gavel-panel');";

/** Takes Gavel's element out whenever it comes back. */
export const REMOVING = `(() => { ${HOST}
  const own = host();
  new MutationObserver(() => own.remove()).observe(document.documentElement, { childList: true });
  own.remove(); })()`;

/** Clicks and types on the panel by script, at every place of the page. */
export const SCRIPTED = `(() => {
  const target = host();
  const how = { bubbles: true, composed: true, cancelable: true, view: window };
  const clicks = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  for (let clientX = 0; clientX < innerWidth; clientX += 16)
    for (let clientY = 0; clientY < innerHeight; clientY += 16)
      for (const type of clicks)
        target.dispatchEvent(new MouseEvent(type, { ...how, clientX, clientY }));
  for (const key of ['Enter', ' ', 'Tab', 'Escape', 'm'])
    for (const type of ['keydown', 'keypress', 'keyup'])
      target.dispatchEvent(new KeyboardEvent(type, { ...how, key }));
  target.click();
  // Nothing is found where the root is closed.
  for (const button of target.shadowRoot?.querySelectorAll('button') ?? []) button.click();
  target.focus();
})()`;
