import { geminiCli } from './drivers/geminiCli.ts';
import { testSituations } from './situations.ts';

testSituations(geminiCli);
