import { testDoctor } from './doctor.ts';
import { copilotCli } from './drivers/copilotCli.ts';
import { testSituations } from './situations.ts';

testSituations(copilotCli);
testDoctor(copilotCli, 'copilot');
