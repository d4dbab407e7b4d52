// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { AuditLine } from '~/examples/token-service/audit';
import { auditedAs, describeAudit } from '~/scripts/demo/audited';

const line: AuditLine = {
  time: '2026-12-01T09:00:00.700Z',
  who: 'anna',
  app_id: 'vpaas-magic-cookie-0123456789abcdef0123456789abcdef',
  action: 'ban',
  room: 'standup',
  jti: '6ff3',
  decision: 'token',
};
const nobody: AuditLine = { ...line, who: null, room: null, jti: null, decision: 'login_required' };

describe('what the demo says of the audit of a token service', () => {
  it('is who was given what for which action, the same in every run', () => {
    expect(auditedAs(line)).toBe('anna, ban: token');
    expect(auditedAs({ ...line, jti: '7aa4', time: '' })).toBe(auditedAs(line));
    expect(auditedAs(nobody)).toBe('nobody signed in, ban: login_required');
  });

  it('names the token and the room where there are any', () => {
    expect(describeAudit(line)).toBe('anna, ban: token 6ff3 (in standup)');
    expect(describeAudit(nobody)).toBe('nobody signed in, ban: login_required');
  });
});
