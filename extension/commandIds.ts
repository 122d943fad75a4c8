/** Every command of the extension; the manifest declares exactly these. */
export const COMMAND_IDS = [
  'oktsec.approve',
  'oktsec.reject',
  'oktsec.showDetails',
  'oktsec.showHeld',
  'oktsec.explainHeld',
  'oktsec.openTimeline',
  'oktsec.exportSession',
  'oktsec.connect',
  'oktsec.disconnect',
  'oktsec.chooseHandler',
  'oktsec.prove',
  'oktsec.suspendAgent',
  'oktsec.resumeAgent',
  'oktsec.chooseMode',
  'oktsec.verifyAudit',
  'oktsec.exportAudit',
  'oktsec.openConfig',
  'oktsec.openWalkthrough',
  'oktsec.refresh',
  'oktsec.showMenu',
  'oktsec.showLog',
  'oktsec.restartEngine',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

/** What a command does. Arguments come from menus, rows and key bindings, so each handler narrows its own. */
export type CommandHandler = (argument?: unknown) => Promise<void> | void;
export type CommandHandlers = Readonly<Record<CommandId, CommandHandler>>;
