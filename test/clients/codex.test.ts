import { testDoctor } from './doctor.ts';
import { codex } from './drivers/codex.ts';
import { testSituations } from './situations.ts';

testSituations(codex);
testDoctor(codex, 'codex');
