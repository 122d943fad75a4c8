import { buildLiteralIndex, type LiteralIndex } from '../regex/literalIndex.ts';
import type { Language } from './language.ts';

/** Any of these is reason enough to read a program. */
const ALONE = 1;
/** Runs something. */
const RUNS = 2;
/** Gets something that may then be run. */
const GETS = 4;
/** Words and places of harm. */
const HARM = 8;
const SENDS = 16;
/** What is worth sending. */
const HOLDS = 32;
/** Writes or deletes files. */
const FILES = 64;

const LITERALS: readonly (readonly [group: number, words: string])[] = [
  [
    ALONE,
    'virtualalloc createremotethread createthread getasynckeystate setwindowshookex pynput hookkeyboard iohook fernet stratum coinhive xmrig amsi etweventwrite ' +
      'dup2 fsockopen proc_open pty.spawn tcpclient tcpsocket /dev/tcp os.fork fork() fork while cryptunprotectdata _0x keylogger hookmanager passthru create_function \'bun "bun $_request[ $_get[ $_post[ $_cookie[',
  ],
  [
    RUNS,
    'eval exec( exec[ .exec exec" exec\' exec(" execsync execfile execv spawn system( system"  system  popen child_process subprocess function( function iex invoke-expression ' +
      'assembly scriptblock shell assert( process.start processbuilder runtime command::new command.new exec.command wscript start-process vm. runinnewcontext ' +
      'loadstring execute _compile os.execute importlib getattr( execa deno powershell global[ globalthis[ window[',
  ],
  [
    GETS,
    'urlopen requests. httpx fetch( axios got( http.get https.get http. https. needle superagent curl download invoke-webrequest invoke-restmethod iwr irm webclient httpclient ' +
      'reqwest ureq open-uri net::http lwp file_get_contents openstream urlretrieve b64decode base64 frombase64 atob fromhex unhexlify gzinflate rot13 fromcharcode chr( ' +
      'marshal zlib buffer.from hex2bin decode64 recv socket .gets getparameter $_ _request request. req.query req.body req.params responsetext',
  ],
  [
    HARM,
    '/etc/ .ssh .aws .kube .gnupg .docker gcloud .npmrc .bashrc .zshrc .profile authorized_keys sudoers ld.so cron systemd launchagents autostart .claude .cursor .git/hooks ' +
      'rm -r rm -f rmtree rimraf removeall remove_dir_all homedir path.home expanduser format  mkfs dd if= shadow /proc/ canary netcat nc - socat bash -i wget  curl  | sh | bash ' +
      '| sudo stage \'/\' "/" \'~\' "~" /root /home',
  ],
  [
    SENDS,
    'requests. httpx post( .put( fetch( axios superagent http.request https.request request. urlopen sendall .send( send( sendbeacon sendto smtplib ftplib put_object upload ' +
      'octokit webhook invoke- dns. gethostbyname resolve curl file_get_contents mail( post reqwest ureq write_all .write( websocket http::',
  ],
  [
    HOLDS,
    '.ssh .aws .kube .gnupg .docker gcloud .npmrc .netrc id_rsa id_ed25519 login data cookies wallet keystore keychain shadow /passwd environ process.env env.to_h getenv( env: std::env ' +
      '_env deno.env _token secret_access_key session_token 169.254 metadata. screenshot imagegrab clipboard pyperclip keyboard hostname whoami userinfo getuser .git-credentials bash_history ' +
      'solana aptos ethereum metamask private_key mnemonic keyring os.environ()',
  ],
  [
    FILES,
    'unlink remove rmtree rimraf rmsync rmdir delete rm( .rm rm_rf writefile appendfile write_text open( fopen put_contents file.write os.create fs::write set-content add-content ' +
      'out-file copy( filewriter fileoutputstream writealltext del ',
  ],
];

let built: { readonly index: LiteralIndex; readonly groups: readonly number[] } | undefined;

function lookup() {
  if (built) return built;
  const byLiteral = new Map<string, number>();
  for (const [group, words] of LITERALS)
    for (const word of words
      .split(/ (?! )/)
      .map((each) => each.trimStart())
      .filter((each) => each.length > 1))
      byLiteral.set(word, (byLiteral.get(word) ?? 0) | group);
  return (built = { index: buildLiteralIndex([...byLiteral.keys()]), groups: [...byLiteral.values()] });
}

/** Can this text do anything that counts, if it is a program? Most programs cannot, and are not read any further. */
export function acts(text: string, language?: Language): boolean {
  const { index, groups } = lookup();
  let seen = 0;
  index.search(text, (literal) => (seen |= groups[literal] ?? 0), { spent: () => enough(seen) });
  return language === 'shell' || language === 'batch' ? (seen & (HARM | GETS | HOLDS | ALONE)) !== 0 : enough(seen);
}

function enough(seen: number): boolean {
  const has = (...all: number[]) => all.every((each) => (seen & each) !== 0);
  return has(ALONE) || has(RUNS, GETS) || has(RUNS, HARM) || has(SENDS, HOLDS) || has(FILES, HARM);
}
