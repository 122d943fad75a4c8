import { claudeCode } from './claudeCode.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import type { ClientDriver } from './driver.ts';
import { geminiCli } from './geminiCli.ts';
import { openCode } from './openCode.ts';
import { qwenCode } from './qwenCode.ts';

/** Every client that is driven for real, by the name of its test. */
export const DRIVERS: Readonly<Record<string, ClientDriver>> = {
  claudeCode,
  codex,
  geminiCli,
  copilotCli,
  qwenCode,
  openCode,
  cline,
};
