import { testDoctor } from './doctor.ts';
import { cline } from './drivers/cline.ts';
import { testSituations } from './situations.ts';

testSituations(cline);
testDoctor(cline, 'cline');
