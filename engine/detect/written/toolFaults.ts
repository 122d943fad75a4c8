import { seen, type Report } from './projectFaults.ts';

const GIT_KEYS =
  /^[ \t]*(?:fsmonitor|sshCommand|hooksPath|gitProxy|askPass|packObjectsHook|external|textconv|clean|smudge|process|program)[ \t]*=(?![ \t]*(?:true|false|\.husky|git-lfs\b|gpg2?\b|ssh-keygen\b|op-ssh-sign|ssh[ \t]+-i|"?\/(?:usr|opt|Applications)\/)[^\n]{0,80}$)[^\n]{2,200}$/im;
const GIT_SHELL =
  /^[ \t]*(?:helper|pager|editor|[\w-]{1,30})[ \t]*=[ \t]*"?![^\n]{0,80}(?:curl|wget|\bnc\b|\/dev\/tcp|base64|python|node|\bsh\b|bash|\.\/)[^\n]{0,120}$/im;
const GIT_REWRITE = /^[ \t]*insteadOf[ \t]*=[ \t]*https?:\/\/(?:github|gitlab|bitbucket)[^\n]{0,80}$/im;

/** Git's own settings, where one of them starts a program or leads elsewhere. */
export function gitFaults(text: string, report: Report): void {
  report('git-runs', seen(GIT_KEYS, text) ?? seen(GIT_SHELL, text));
  if (/\[url "http:/i.test(text)) report('git-runs', seen(GIT_REWRITE, text));
  report('git-runs', seen(/^[ \t]*(?:url|path)[ \t]*=[ \t]*(?:ext::|-)[^\n]{1,120}$/im, text));
}

/** The client's settings of ssh. */
export function sshFaults(text: string, report: Report): void {
  report(
    'ssh-runs',
    seen(
      /^[ \t]*(?:LocalCommand|KnownHostsCommand)[ \t]+[^\n]{2,160}$|^[ \t]*ProxyCommand[ \t]+(?!(?:ssh|nc|ncat|cloudflared|aws|gcloud|none|\/usr\/bin\/(?:ssh|nc)|tsh|corkscrew|connect|sh -c "aws)\b)[^\n]{2,160}$|^[ \t]*(?:StrictHostKeyChecking[ \t]+no|UserKnownHostsFile[ \t]+\/dev\/null)\b/im,
      text,
    ),
  );
}

const EXECUTABLE_SETTING =
  /"(?:git\.path|python\.(?:defaultInterpreterPath|pythonPath)|php\.validate\.executablePath|eslint\.(?:nodePath|runtime)|typescript\.tsdk|terminal\.integrated\.(?:profiles|automationProfile|shell)[\w.]{0,40}|[\w.-]{1,60}(?:executablePath|ExecutablePath|binaryPath|serverPath|\.path))"\s{0,40}:\s{0,40}"(?:\$\{workspaceFolder\}|\.{1,2}|\/tmp)\/[^"]{1,120}"/;
const TRUST_OFF =
  /"security\.workspace\.trust\.(?:enabled|banner)"\s{0,40}:\s{0,40}(?:false|"never")|"task\.allowAutomaticTasks"\s{0,40}:\s{0,40}"on"/;
/** Every terminal that is opened runs it first. */
const TERMINAL_CODE =
  /"args"\s{0,40}:\s{0,40}\[[^\]]{0,400}"(?:-\w{0,3}c|\/[ck]|-Command)"\s{0,40},\s{0,40}"[^"\n]{0,300}(?:curl|wget|\biwr\b|\birm\b|Invoke-|\bnc\b|\/dev\/tcp|base64|python|node\b)[^"\n]{0,200}"/i;
const HONEST_EXECUTABLE = /\.venv\/|\/venv\/|node_modules\/|\.yarn\/sdks\//;

/** The editor's settings in a project. */
export function editorFaults(text: string, report: Report): void {
  report(
    'editor-runs',
    seen(TRUST_OFF, text) ?? (text.includes('terminal.integrated') ? seen(TERMINAL_CODE, text) : undefined),
  );
  const found = seen(EXECUTABLE_SETTING, text);
  if (found !== undefined && !HONEST_EXECUTABLE.test(found)) report('editor-runs', found);
}

/** The head of a skill, a command or a sub-agent. */
export function skillFaults(text: string, report: Report): void {
  const head = /^---\r?\n([\s\S]{0,4000}?)\r?\n---/.exec(text)?.[1];
  if (head !== undefined)
    report(
      'skill-all-tools',
      seen(
        /^(?:allowed-tools|tools)[ \t]*:[ \t]*\[?[ \t]*["']?(?:\*|all|Bash\(\*(?::\*)?\))["']?[ \t]*\]?[ \t]*$/im,
        head,
      ),
    );
}
