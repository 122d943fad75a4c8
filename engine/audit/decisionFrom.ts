import type { EntryFinding, EntryRecord } from '../protocol/audit.ts';
import type { Approval, Decision, Finding } from '../protocol/verdict.ts';

/** The decision that an entry records, as far as it is stored; `approvals` are those of its session. */
export function decisionFrom(record: EntryRecord, approvals: readonly EntryRecord[]): Decision | undefined {
  const { verdict, stage, mode, action, enforced } = record;
  if (!verdict || !stage || !mode || !action || !enforced) return undefined;
  const later = approvals.findLast(({ call }) => call === record.call);
  // A caller that went away decided nothing.
  const settled = later?.approval?.state === 'cancelled' ? undefined : later;
  const approval: Approval | undefined = settled?.approval ?? record.approval;
  const reason = record.reason ?? '';
  return {
    verdict,
    stage,
    mode,
    action: settled?.action ?? action,
    enforced,
    findings: (record.findings ?? []).map(findingFrom),
    agentReason: reason,
    humanReason: reason,
    ...(approval && { approval }),
    micros: record.micros ?? 0,
    stageMicros: {},
  };
}

function findingFrom(stored: EntryFinding): Finding {
  return { ...stored, name: stored.rule, role: 'argument', explanation: '', remediation: '' };
}
