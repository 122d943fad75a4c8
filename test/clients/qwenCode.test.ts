import { qwenCode } from './drivers/qwenCode.ts';
import { testSituations } from './situations.ts';

testSituations(qwenCode);
