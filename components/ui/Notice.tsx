import type { ComponentChildren } from 'preact';

/** A sentence that must be read. `role` is `alert` where it answers what the person just did. */
export function Notice({
  tone = 'plain',
  role,
  children,
}: {
  tone?: 'plain' | 'warn' | 'danger' | 'good';
  role?: 'alert' | 'status';
  children: ComponentChildren;
}) {
  return (
    <div class={tone === 'plain' ? 'notice' : `notice notice--${tone}`} {...(role ? { role } : {})}>
      {children}
    </div>
  );
}
