import { openCode } from './drivers/openCode.ts';
import { testSituations } from './situations.ts';

testSituations(openCode);
