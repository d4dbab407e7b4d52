import { Component } from 'preact';

/**
 * A component that is drawn again only when one of its properties is another value. With 500 rows,
 * one change then draws one row. Properties must be plain values or keep their identity.
 */
export abstract class Memo<P extends object, S = object> extends Component<P, S> {
  override shouldComponentUpdate(next: Readonly<P>, state: Readonly<S>): boolean {
    return differ(this.props, next) || differ(this.state, state);
  }
}

/** Whether any property is another value. */
export function differ(a: object, b: object): boolean {
  if (a === b) return false;
  const before = a as Record<string, unknown>;
  const after = b as Record<string, unknown>;
  for (const key in after) if (!Object.is(before[key], after[key])) return true;
  for (const key in before) if (!(key in after)) return true;
  return false;
}
