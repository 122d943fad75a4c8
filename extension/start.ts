import * as vscode from 'vscode';
import { AgentsView } from './agentsView.ts';
import { agentCommands } from './agentCommands.ts';
import { auditCommands } from './auditCommands.ts';
import { clientCommands } from './clientCommands.ts';
import { COMMAND_IDS, type CommandHandlers } from './commandIds.ts';
import { engineCommands } from './engineCommands.ts';
import type { EngineLink } from './engineLink.ts';
import { EngineModel } from './engineModel.ts';
import { heldCommands } from './heldCommands.ts';
import { HeldDocuments } from './heldDocuments.ts';
import { HeldNotifier } from './heldNotifier.ts';
import { HeldView } from './heldView.ts';
import { PlanDocuments } from './planDocuments.ts';
import { showProblems } from './problems.ts';
import { tellLostProtection } from './protectionNotifier.ts';
import { publishContext } from './publishContext.ts';
import { SessionsView } from './sessionsView.ts';
import { createStatusItem } from './statusItem.ts';
import { tellTrust } from './tellTrust.ts';
import { TimelinePanels } from './timelinePanels.ts';

export interface Surroundings {
  readonly context: vscode.ExtensionContext;
  readonly link: EngineLink;
  readonly log: vscode.LogOutputChannel;
  /** `~/.oktsec`. */
  readonly home: string;
}

/** Builds the editor side around a link to the engine. Waits for nothing: everything follows the link. */
export function start({ context, link, log, home }: Surroundings): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const fail = (error: unknown) => void showFailure(error, log);
  const run = (action: () => Promise<void>) => void action().catch(fail);

  const model = own(new EngineModel(link, (problem) => log.warn(problem)));
  own(publishContext(model));
  const heldView = own(new HeldView(model));
  own(new SessionsView(model));
  own(new AgentsView(model));
  own(createStatusItem(model));
  const documents = own(new HeldDocuments(model));
  const plans = own(new PlanDocuments());
  const timelines = own(
    new TimelinePanels({ model, extensionUri: context.extensionUri, log: (line) => log.warn(line), run }),
  );
  own(showProblems(model, (line) => log.warn(line)));
  own(tellLostProtection(model));
  own(tellTrust(link, (line) => log.warn(line)));

  const held = heldCommands(model, heldView, documents);
  own(new HeldNotifier(model, held, fail));
  const handlers: CommandHandlers = {
    ...held,
    ...clientCommands(model, plans),
    ...agentCommands(model),
    ...auditCommands(model, timelines),
    ...engineCommands({ model, home, extensionId: context.extension.id, showLog: () => log.show() }),
  };
  for (const id of COMMAND_IDS) {
    own(
      vscode.commands.registerCommand(id, async (argument?: unknown) => {
        try {
          await handlers[id](argument);
        } catch (error) {
          fail(error);
        }
      }),
    );
  }
}

/** Says what did not work, with a way to the details. */
async function showFailure(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const show = vscode.l10n.t('Show Log');
  const message = error instanceof Error ? error.message : String(error);
  if ((await vscode.window.showErrorMessage(vscode.l10n.t('Oktsec: {0}', message), show)) === show) log.show();
}
