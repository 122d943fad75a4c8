// Preloaded into an engine under test (`node --import`): its wall clock is off by the milliseconds in a file.
import { readFileSync } from 'node:fs';

const now = Date.now;
Date.now = () => now() + Number(readFileSync(process.env.OKTSEC_TEST_CLOCK, 'utf8'));
