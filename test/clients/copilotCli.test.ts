import { copilotCli } from './drivers/copilotCli.ts';
import { testSituations } from './situations.ts';

testSituations(copilotCli);
