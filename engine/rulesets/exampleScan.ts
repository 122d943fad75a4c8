import { exampleInput, type ExampleCall } from '../clients/exampleCall.ts';
import { SessionMemory } from '../detect/session/sessionMemory.ts';
import type { Detector, ScanResult } from '../detect/types.ts';
import type { Profile } from '../protocol/verdict.ts';

/** Scans a written-down call after the calls of its session that ran before it. */
export function scanExample(detector: Detector, example: ExampleCall, profile: Profile): ScanResult {
  const earlier = new SessionMemory();
  const { before = [], ...call } = example;
  for (const each of before) {
    const { leftovers } = detector.scan({ ...exampleInput({ ...call, ...each, result: undefined }), earlier }, profile);
    for (const left of leftovers) earlier.remember(left);
  }
  return detector.scan({ ...exampleInput(call), earlier }, profile);
}
