import { testDoctor } from './doctor.ts';
import { openCode } from './drivers/openCode.ts';
import { testSituations } from './situations.ts';

testSituations(openCode);
testDoctor(openCode, 'opencode');
