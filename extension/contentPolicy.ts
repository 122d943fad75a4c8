/** Fresh for every page. The one for styles is readable in the page, the one for scripts must not be. */
export interface PageNonces {
  readonly script: string;
  readonly style: string;
}

/**
 * The content security policy of every page: nothing but the page's own script and style, no connection, no inline
 * code, no frame, no form target. Styles set by script through the DOM are not inline code and need no exception; the
 * toolkit's one empty style element, by which it finds out how to draw the focus, has a nonce of its own.
 * @param source origin of the page's resources (`webview.cspSource`)
 */
export function contentPolicy(source: string, nonces: PageNonces): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonces.script}'`,
    `style-src ${source} 'nonce-${nonces.style}'`,
    `font-src ${source}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}
