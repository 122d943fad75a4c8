/** A programming language as far as its lexical rules and its calls go. */
export type Language =
  | 'python'
  | 'js'
  | 'ruby'
  | 'php'
  | 'perl'
  | 'c'
  | 'go'
  | 'rust'
  | 'jvm'
  | 'csharp'
  | 'dart'
  | 'swift'
  | 'lua'
  | 'powershell'
  | 'shell'
  | 'batch'
  | 'vb';

const BY_EXTENSION: Readonly<Record<string, Language>> = {
  ...named('python', 'py pyw pyi pyx'),
  ...named('js', 'js mjs cjs jsx ts mts cts tsx vue svelte html htm hta'),
  ...named('ruby', 'rb rake gemspec ru'),
  ...named('php', 'php php3 php4 php5 php7 php8 phtml phar inc'),
  ...named('perl', 'pl pm cgi t'),
  ...named('c', 'c h cc cpp cxx hpp m mm'),
  ...named('go', 'go'),
  ...named('rust', 'rs'),
  ...named('jvm', 'java kt kts groovy gradle scala jsp jspx'),
  ...named('csharp', 'cs csx aspx ashx asmx cshtml'),
  ...named('dart', 'dart'),
  ...named('swift', 'swift'),
  ...named('lua', 'lua'),
  ...named('powershell', 'ps1 psm1 psd1'),
  ...named('shell', 'sh bash zsh ksh command'),
  ...named('batch', 'bat cmd'),
  ...named('vb', 'vbs vba vb bas asp'),
};
/** Files in which code is quoted, not run. */
const PROSE =
  /\.(?:md|mdx|markdown|rst|adoc|csv|tsv|json|jsonl|json5|ya?ml|toml|xml|svg|css|scss|less|lock|log|sql|ini|cfg|conf|tf|hcl|env|diff|patch|snap|ipynb|proto|graphql)$/;

function named(language: Language, extensions: string): Record<string, Language> {
  return Object.fromEntries(extensions.split(' ').map((each) => [each, language]));
}

/** The language of a file, by its name, else by how it begins. Undefined: not a program. */
export function languageOf(path: string, text: string): Language | undefined {
  const name = path.replace(/^.*[/\\]/, '').toLowerCase();
  if (/^(?:makefile|dockerfile|containerfile)/.test(name)) return undefined;
  const extension = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? '';
  const known = BY_EXTENSION[extension];
  if (known !== undefined) return known;
  if (PROSE.test(name)) return undefined;
  if (/^(?:rakefile|gemfile|vagrantfile|podfile|fastfile)$/.test(name)) return 'ruby';
  return sniffed(text);
}

const SIGNS: readonly (readonly [Language, RegExp])[] = [
  ['php', /^\s{0,200}<\?php\b/],
  ['jvm', /^\s{0,200}<%@?\s{0,8}(?:page\b|\s{0,200}\/\*|[\s\S]{0,600}java\.)/],
  ['csharp', /^\s{0,200}<%@\s{0,8}(?:Page|WebHandler)\b|^\s{0,40}using System(?:\.[\w.]+)?;/im],
  ['jvm', /^\s{0,40}(?:import java[x]?\.[\w.*]+;|package [\w.]+;\s*(?:\/\/.*\s*)*import)/m],
  ['go', /^\s{0,40}package main\b/m],
  ['c', /^\s{0,40}#\s{0,8}include\s{0,8}[<"]/m],
  ['dart', /^\s{0,40}import 'dart:/m],
  ['rust', /^\s{0,40}(?:use std::|fn main\s*\(\))/m],
  [
    'powershell',
    /^\s{0,40}(?:add-type|param\s*\(|function [\w-]+-[\w-]+|\$[a-z_]\w*\s*=\s*(?:new-object|\[|\(|'|"|invoke-|get-))/im,
  ],
  ['batch', /^\s{0,40}@echo off\b/i],
  ['python', /^(?:import (?!java)[a-z_][\w., ]*|from [a-z_][\w.]* import )/m],
  ['js', /^(?:(?:const|let|var) [\w{}, ]{1,80} = require\(|import [\w{}*, ]{1,80} from ['"]|['"]use strict['"];)/m],
  ['ruby', /^require ['"]/m],
  ['perl', /^use (?:strict|warnings|Socket|IO::)/m],
  ['vb', /^\s{0,40}(?:Dim \w+|Set \w+ ?= ?CreateObject\()/im],
];

/** How a line begins in every text that has one of the signs. */
const ANY_SIGN =
  /^[^\S\n]{0,200}(?:<[?%]|@echo|#|using |import |package |use |fn |add-type|param|function |\$|from |const |let |var |['"]use|require |dim |set )/im;

/** How much of a text without a telling name is looked at. */
const HEAD = 4000;

/** The language of a text by its first lines. */
export function sniffed(text: string): Language | undefined {
  const head = text.slice(0, HEAD);
  const shebang = /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+)*)?([a-z]+)[\d.]*/.exec(head)?.[1];
  if (shebang !== undefined) return BY_SHEBANG[shebang];
  return ANY_SIGN.test(head) ? SIGNS.find(([, sign]) => sign.test(head))?.[0] : undefined;
}

/** The language that a program runs or compiles, by its normalised name, else by how the text begins. */
export function languageRun(program: string, text: string): Language | undefined {
  return BY_SHEBANG[program] ?? sniffed(text);
}

const BY_SHEBANG: Readonly<Record<string, Language>> = {
  ...named('shell', 'sh bash zsh ksh dash ash'),
  ...named('python', 'python pypy'),
  ...named('js', 'node nodejs deno bun'),
  ruby: 'ruby',
  perl: 'perl',
  php: 'php',
  lua: 'lua',
  pwsh: 'powershell',
};
