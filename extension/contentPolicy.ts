/**
 * The content security policy of every page: nothing but the page's own script and style, no connection, no inline
 * code, no frame, no form target. Styles set by script through the DOM are not inline code and need no exception.
 * @param source origin of the page's resources (`webview.cspSource`)
 */
export function contentPolicy(source: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}
