import { testDoctor } from './doctor.ts';
import { geminiCli } from './drivers/geminiCli.ts';
import { testSituations } from './situations.ts';

testSituations(geminiCli);
testDoctor(geminiCli, 'gemini');
