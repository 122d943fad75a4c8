import { cline } from './drivers/cline.ts';
import { testSituations } from './situations.ts';

testSituations(cline);
