import { codex } from './drivers/codex.ts';
import { testSituations } from './situations.ts';

testSituations(codex);
