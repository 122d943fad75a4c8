import { labelsOf, word } from './args.ts';
import type { Arg } from './shellFacts.ts';
import type { Unwrapped } from './wrappers.ts';

const KEY_NAMES: Readonly<Record<string, string>> = {
  space: ' ',
  enter: '\n',
  'c-m': '\n',
  'c-j': '\n',
  kpenter: '\n',
  return: '\n',
  kp_enter: '\n',
  tab: '\t',
};

/** What is typed into another terminal: a shell there reads it as if a person had typed it. */
export function typedCommands(program: string, args: readonly Arg[]): Unwrapped[] {
  const typed = typedText(program, args);
  return typed === undefined || typed.text.trim() === '' ? [] : [{ script: typed }];
}

function typedText(program: string, args: readonly Arg[]): Arg | undefined {
  const words = args.map((arg) => arg.text);
  const after = (verb: RegExp): readonly Arg[] | undefined => {
    const at = words.findIndex((text) => verb.test(text));
    return at < 0 ? undefined : args.slice(at + 1);
  };
  switch (program) {
    case 'tmux':
    case 'byobu':
      return keys(after(/^(?:send-keys|send)$/), /^-[tNc]$/);
    case 'screen':
      return keys(after(/^(?:stuff|paste)$/), /^-p$/);
    case 'wezterm':
    case 'kitty':
    case 'kitten':
      return keys(after(/^send-(?:text|key)$/), /^--?(?:pane-id|match|m|to|t)$/);
    case 'zellij':
      return keys(after(/^write-chars$/), /^$/);
    case 'xdotool':
    case 'ydotool':
    case 'dotool':
      return keys(after(/^(?:type|key)$/), /^--(?:delay|window|file|key-delay|key-hold)$/);
    case 'wtype':
      return keys(args, /^-[MmPpkd s]$/);
    default:
      return undefined;
  }
}

/** The keys as text. */
function keys(given: readonly Arg[] | undefined, takesValue: RegExp): Arg | undefined {
  if (!given) return undefined;
  const typed: Arg[] = [];
  for (let i = 0; i < given.length; i++) {
    const arg = given[i];
    if (!arg) break;
    if (takesValue.test(arg.text)) i++;
    else if (!/^--?[a-zA-Z][\w-]*(?:=|$)/.test(arg.text) || typed.length > 0) typed.push(arg);
  }
  return {
    text: typed.map((arg) => KEY_NAMES[arg.text.toLowerCase()] ?? spelled(arg.text)).join(''),
    dynamic: typed.some((arg) => arg.dynamic),
    labels: labelsOf(typed),
  };
}

function spelled(text: string): string {
  return text.replace(/\\(?:n|r|015|012)|\^[MJ]/g, '\n');
}

/** AppleScript that types into an application or has a terminal run something. */
export function appleScriptCommands(args: readonly Arg[]): Unwrapped[] {
  return args.flatMap((arg) =>
    [
      ...arg.text.matchAll(/\b(?:do script|keystroke|write text|set the clipboard to)\s+"((?:[^"\\]|\\.){1,2000})"/gi),
    ].map((hit) => ({ script: { ...word((hit[1] ?? '').replaceAll('\\"', '"')), labels: arg.labels } })),
  );
}
