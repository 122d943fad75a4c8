export const ESCAPE_EFFECTS = [
  'conceals',
  'clipboard',
  'title',
  'link',
  'device',
  'erases',
  'moves',
  'reports',
] as const;

/** What a control sequence does to the terminal that shows it, as far as it deceives or reaches beyond the text. */
export interface EscapeEffect {
  readonly effect: (typeof ESCAPE_EFFECTS)[number];
  /** In words, with what it hides or carries. */
  readonly detail: string;
}

/** What follows a sequence may tell what it hides. */
const WINDOW = 400;
const CSI = /^(?:\x1b\[|\x9b)([0-?]{0,40})[ -/]{0,4}([@-~])/;
const OSC = /^(?:\x1b\]|\x9d)(\d{1,4});([^\x07\x1b\x9c]{0,300})(?:\x07|\x1b\\|\x9c)?/;

/** Reads the sequence at `start`; undefined for colours, styles and whatever else only decorates. */
export function escapeEffect(text: string, start: number): EscapeEffect | undefined {
  const here = text.slice(start, start + WINDOW);
  const csi = CSI.exec(here);
  if (csi) return controlEffect(csi[1] ?? '', csi[2] ?? '', here.slice(csi[0].length));
  const osc = OSC.exec(here);
  if (osc) return commandEffect(osc[1] ?? '', osc[2] ?? '', here.slice(osc[0].length));
  if (/^\x1b[P^_X]/.test(here)) return { effect: 'device', detail: 'sends a string to the terminal itself' };
  if (here.startsWith('\u001bc')) return { effect: 'erases', detail: 'resets the terminal' };
  return undefined;
}

function controlEffect(parameters: string, final: string, rest: string): EscapeEffect | undefined {
  if (final === 'm') {
    if (!concealsText(parameters)) return undefined;
    return { effect: 'conceals', detail: `makes this text invisible: "${printable(untilNextStyle(rest))}"` };
  }
  if (final === 'J') return { effect: 'erases', detail: 'erases the screen' };
  if (/^[ABCDEFGHdf]$/.test(final)) return { effect: 'moves', detail: 'moves the cursor over other text' };
  if (/^[STLMPX@r]$/.test(final)) return { effect: 'erases', detail: 'scrolls or deletes what is shown' };
  if (/^[hl]$/.test(final) && /^\?(?:47|1047|1049)$/.test(parameters))
    return { effect: 'erases', detail: 'switches to another screen' };
  if (/^[nc]$/.test(final)) return { effect: 'reports', detail: 'makes the terminal type an answer' };
  return undefined;
}

/** Conceal, or letters in the colour of their background. */
function concealsText(parameters: string): boolean {
  const codes = parameters.split(/[;:]/);
  let foreground = '';
  let background = '';
  for (let i = 0; i < codes.length; i++) {
    const code = Number(codes[i] ?? '');
    if (code === 8) return true;
    if (code === 38 || code === 48) {
      const length = codes[i + 1] === '5' ? 2 : 4;
      const colour = codes.slice(i + 1, i + 1 + length).join(';');
      if (code === 38) foreground = colour;
      else background = colour;
      i += length;
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97))
      foreground = String(code % 10) + (code > 60 ? 'b' : '');
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107))
      background = String(code % 10) + (code > 60 ? 'b' : '');
  }
  return foreground !== '' && foreground === background;
}

function untilNextStyle(rest: string): string {
  return rest.split(/\x1b|\x9b/, 1)[0] ?? '';
}

function commandEffect(number: string, body: string, rest: string): EscapeEffect | undefined {
  switch (number) {
    case '0':
    case '1':
    case '2':
      return { effect: 'title', detail: `sets the window's title to "${printable(body)}"` };
    case '8':
      return linkEffect(body, rest);
    case '52':
      return { effect: 'clipboard', detail: `puts "${printable(decodeClipboard(body))}" on the clipboard` };
    case '50':
    case '1337':
      return { effect: 'device', detail: 'uses a feature of the terminal that can write files or change settings' };
    default:
      return undefined;
  }
}

/** A link is honest as long as it leads to the host that it shows. */
function linkEffect(body: string, rest: string): EscapeEffect | undefined {
  const target = /^[^;]*;(.+)$/.exec(body)?.[1];
  const shown = /(?:https?:\/\/)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})\b/i
    .exec(untilNextStyle(rest))?.[1]
    ?.toLowerCase();
  const host = /^[a-z]{2,10}:\/\/([^/:?#]+)/i.exec(target ?? '')?.[1]?.toLowerCase();
  if (target === undefined || shown === undefined || host === undefined) return undefined;
  const bare = (name: string) => name.replace(/^www\./, '');
  if (bare(host) === bare(shown) || host.endsWith(`.${bare(shown)}`)) return undefined;
  return { effect: 'link', detail: `shows ${shown} but leads to ${host}` };
}

function decodeClipboard(body: string): string {
  return Buffer.from(body.replace(/^[^;]*;/, ''), 'base64').toString('utf8');
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, '·').slice(0, 100);
}
