import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { Popup } from '~/components/popup/Popup';
import { QUIET_MS, RUN_MS } from '~/components/ui/guard';
import { pressOn } from '../press';
import { type FakeBackground, START } from './fake-port';

let root: HTMLElement | null = null;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

afterEach(async () => {
  const at = root;
  if (at) await act(async () => render(null, at));
  at?.remove();
  root = null;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The popup as it stands once the background has answered; nothing can be confirmed yet. */
export async function open(background: FakeBackground): Promise<HTMLElement> {
  root ??= document.body.appendChild(document.createElement('div'));
  const at = root;
  await act(async () => render(<Popup port={background.port} />, at));
  await pass(0);
  return at;
}

/** The popup, and the moment gone by in which a click is not taken for an answer. */
export async function openAndSettle(background: FakeBackground): Promise<HTMLElement> {
  const page = await open(background);
  await pass(QUIET_MS);
  return page;
}

/** Lets time go by, in milliseconds. */
export async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

export async function close(): Promise<void> {
  const at = root;
  if (at) await act(async () => render(null, at));
}

/** A click by itself: people take a moment from one to the next. */
export async function click(element: HTMLElement): Promise<void> {
  await pass(RUN_MS);
  await act(async () => pressOn(element));
  await pass(0);
}

export async function type(field: HTMLElement, text: string): Promise<void> {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
    throw new Error('Not a text field');
  }
  await act(async () => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** The Enter key in a field: one of one line submits the form that it is in, if any. */
export async function enter(field: HTMLElement): Promise<void> {
  const form = field.closest('form');
  await act(async () => {
    const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    if (field.dispatchEvent(key) && field instanceof HTMLInputElement) form?.requestSubmit();
  });
  await pass(0);
}

type Role =
  | 'button'
  | 'heading'
  | 'textbox'
  | 'checkbox'
  | 'alert'
  | 'status'
  | 'link'
  | 'combobox';

const SELECTORS: Record<Role, string> = {
  button: 'button',
  heading: 'h1, h2',
  textbox: 'input:not([type="checkbox"]), textarea',
  checkbox: 'input[type="checkbox"]',
  alert: '[role="alert"]',
  status: '[role="status"]',
  link: 'a[href]',
  combobox: 'select',
};

/** Every element of a role, with the name that assistive technology reads. */
export function all(role: Role): { element: HTMLElement; name: string }[] {
  const found = document.querySelectorAll<HTMLElement>(SELECTORS[role]);
  return [...found].map((element) => ({ element, name: nameOf(element) }));
}

export function names(role: Role): string[] {
  return all(role).map(({ name }) => name);
}

/** The one element of that role and name. */
export function get(role: Role, name: string): HTMLElement {
  const found = all(role).filter((one) => one.name === name);
  const [only] = found;
  if (found.length !== 1 || !only) {
    throw new Error(`${found.length} × ${role} “${name}”; there are: ${names(role).join(' | ')}`);
  }
  return only.element;
}

/** What is read out as the description of an element. */
export function descriptionOf(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return squeeze(ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
}

export function textOf(element: Element): string {
  return squeeze(element.textContent ?? '');
}

/** What the popup says, all of it. */
export function words(): string {
  return textOf(document.body);
}

function nameOf(element: HTMLElement): string {
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const label = element.id && document.querySelector(`label[for="${element.id}"]`);
  return textOf(label || element);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
