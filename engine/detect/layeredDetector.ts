import { createHash } from 'node:crypto';
import { SEVERITIES } from '../protocol/verdict.ts';
import type { Detector, ScanInput } from './types.ts';

/** Rules that count for some calls only, beside those that count for all. */
export interface RuleLayer {
  covers(input: ScanInput): boolean;
  readonly detector: Detector;
}

/**
 * A detector to which layers can only add: the base scans as if they were not there, with all of its time, and each layer
 * that covers the call adds what it finds, in as much time again at most. What takes too long is named, as any rule is.
 */
export function layeredDetector(base: Detector, layers: readonly RuleLayer[]): Detector {
  if (layers.length === 0) return base;
  return {
    get rules() {
      return [...base.rules, ...layers.flatMap((layer) => layer.detector.rules)];
    },
    get packHash() {
      const hashes = [base, ...layers.map((layer) => layer.detector)].map((each) => each.packHash);
      return createHash('sha256').update(hashes.join('\n')).digest('hex');
    },
    scan: (input, profile, budgetMs) => {
      const own = base.scan(input, profile, budgetMs);
      const added = layers
        .filter((layer) => layer.covers(input) && layer.detector.rules.length > 0)
        .map((layer) => layer.detector.scan(input, profile, budgetMs));
      if (added.length === 0) return own;
      const findings = [own, ...added].flatMap((each) => each.findings);
      findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
      return { ...own, findings, overran: [own, ...added].flatMap((each) => each.overran) };
    },
  };
}
