import type * as vscode from 'vscode';

/** `vscode.l10n`, handed in so that texts can be tested without an editor. */
export type Localizer = Pick<typeof vscode.l10n, 't'>;
