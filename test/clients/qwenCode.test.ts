import { testDoctor } from './doctor.ts';
import { qwenCode } from './drivers/qwenCode.ts';
import { testSituations } from './situations.ts';

testSituations(qwenCode);
testDoctor(qwenCode, 'qwen');
