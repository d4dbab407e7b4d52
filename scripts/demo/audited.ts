import type { AuditLine } from '~/examples/token-service/audit';

/** What the token service decided about whom: the same in every run. */
export function auditedAs({ who, action, decision }: AuditLine): string {
  return `${who ?? 'nobody signed in'}, ${action}: ${decision}`;
}

/** The same, with what is another in every run. */
export function describeAudit(line: AuditLine): string {
  const { room, jti } = line;
  return [auditedAs(line), jti, room !== null && `(in ${room})`].filter(Boolean).join(' ');
}
