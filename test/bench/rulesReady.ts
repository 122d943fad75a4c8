/** Bundled, in a process of its own: milliseconds from the rules' file to a detector that has judged its first call. */
import { loadDetector } from '../../engine/rulesets/detection.ts';
import { sampleCall } from './sampleCalls.ts';

const call = sampleCall(0);
const start = performance.now();
const { detector } = loadDetector(process.argv[2] ?? '');
const ready = performance.now();
detector.scan(call, 'content-aware');
const judged = performance.now();
console.log(JSON.stringify({ ready: ready - start, first: judged - ready, rules: detector.rules.length }));
