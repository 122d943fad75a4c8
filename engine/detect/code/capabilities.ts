import { remembered } from '../remembered.ts';
import type { Language } from './language.ts';

const EVALUATE: Readonly<Partial<Record<Language, RegExp>>> = {
  python:
    /^(?:builtins\.|__builtins__\.)?(?:eval|exec|execfile)$|^(?:types\.FunctionType|runpy\.run_\w+|code\.InteractiveInterpreter\(\)\.runcode)$/,
  js: /^(?:(?:globalThis|window|global|self|top)\.)?(?:eval|Function|execScript|importScripts)$|^vm\.(?:run\w+|Script|compileFunction)$|\._compile$|^(?:vm2?\.)?(?:VM|NodeVM)\(\)\.run$|\.constructor\.constructor$|^Function\.constructor$/,
  ruby: /(?:^|\.)(?:eval|send|public_send|__send__|instance_eval|class_eval|module_eval|instance_exec)$/,
  php: /^(?:eval|assert|create_function|call_user_func(?:_array)?|array_map|preg_replace|include|include_once|require|require_once)$/,
  perl: /^eval$/,
  lua: /^(?:loadstring|load|dofile)$/,
  powershell:
    /^(?:Invoke-Expression|iex|ScriptBlock\.Create|\.Create|\.InvokeScript|(?:System\.)?Reflection\.Assembly\.Load\w*|\S*InvokeCommand\.(?:InvokeScript|NewScriptBlock))$/i,
  csharp:
    /^(?:System\.Reflection\.)?Assembly\.(?:Load|UnsafeLoadFrom)$|^CSharpScript\.\w+$|^eval$|\.CompileAssemblyFromSource$/i,
  jvm: /\.(?:defineClass|eval|evaluate|parseClass)$|^(?:Eval\.me|GroovyShell\(\)\.evaluate)$/,
  vb: /^(?:Execute|ExecuteGlobal|Eval)$/i,
  go: /\.Eval$|^plugin\.Open$/,
};

const EXECUTE: Readonly<Partial<Record<Language, RegExp>>> = {
  python:
    /^(?:os\.(?:system|popen\d?|startfile|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?)|subprocess\.(?:run|call|Popen|check_output|check_call|getoutput|getstatusoutput)|commands\.get(?:status)?output|pty\.spawn|popen2\.\w+|asyncio\.create_subprocess_(?:shell|exec)|pexpect\.(?:spawn|run)|invoke\.run|(?:ctypes\.)?windll\.(?:shell32\.ShellExecute\w*|kernel32\.WinExec))$/,
  js: /^(?:child_process|node-pty|cross-spawn|bun|Bun)(?:\.(?:exec|execSync|spawn|spawnSync|execFile|execFileSync|fork|sync|\$))?$|^(?:execa|shelljs|zx|process-promises)(?:\.(?:exec|execa|execaSync|execaCommand|execaCommandSync|command|commandSync|sync|shell|\$))?$|^(?:Deno\.(?:run|Command)|util\.promisify\(\)|promisify\(\)|exec|execSync|execFile|execFileSync|spawn|spawnSync)$|(?:ActiveXObject|CreateObject)\(\)\.(?:Run|Exec|ShellExecute)$|process\.binding\(\)\.spawn$/,
  ruby: /^(?:Kernel\.)?(?:system|exec|spawn|`)$|^(?:IO\.popen|Open3\.\w+|PTY\.spawn|Process\.spawn)$/,
  php: /^(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|expect_popen)$/,
  perl: /^(?:system|exec|open|open2|open3|qx)$/,
  c: /^(?:system|popen|_popen|_wpopen|exec[lv]p?e?|posix_spawnp?|CreateProcess\w*|WinExec|ShellExecute\w*|_wsystem|NSTask)$/,
  go: /^(?:exec\.Command(?:Context)?|syscall\.(?:Exec|ForkExec)|os\.StartProcess)$/,
  rust: /(?:^|\.)Command\.new$/,
  jvm: /(?:Runtime\.getRuntime\(\)|[rR]untime|\brt|getRuntime\(\))\.exec$|^ProcessBuilder$|\.execute$/,
  csharp:
    /^(?:System\.Diagnostics\.)?Process\.Start$|Process\(\)\.Start$|^ProcessStartInfo$|^System\.Diagnostics\.ProcessStartInfo$/,
  dart: /^Process\.(?:start|run|runSync)$/,
  swift: /^(?:Process\.launchedProcess|Process\.run|shell)$/,
  lua: /^(?:os\.execute|io\.popen|vim\.(?:fn\.(?:system|systemlist|jobstart|termopen)|system|(?:uv|loop)\.spawn)|(?:awful\.)?spawn(?:\.\w+)?|hs\.execute)$/,
  powershell:
    /^(?:Start-Process|saps|Invoke-Item|ii|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|Invoke-Command|icm|rundll32|regsvr32|mshta|System\.Diagnostics\.Process\.Start|\.Start)$/i,
  vb: /^Shell$|(?:CreateObject\(\)|WScript\.Shell|wsh|shell)\.(?:Run|Exec|ShellExecute)$/i,
  batch: /^$/,
};

const SEND =
  /(?:^|\.)(?:requests|httpx|session|grequests|cloudscraper|aiohttp\.ClientSession\(\)|ClientSession\(\))(?:\.\w+\(\))?\.(?:post|put|patch|request)$|^urllib\d?(?:\.request)?\.(?:urlopen|Request)$|^(?:urlopen|Request)$|HTTPS?Connection\(\)\.(?:request|send)$|^(?:fetch|axios|got|needle|ky|node-fetch|nodeFetch|request|superagent|undici\.(?:fetch|request)|phin|bent)(?:\.default)?(?:\.(?:post|put|patch|request|fetch))?$|(?:globalThis|window)\.fetch$|superagent\.\w+\(\)\.(?:send|attach|field|query)$|^https?\.(?:get|request)$|https?\.request\(\)\.(?:write|end)$|XMLHttpRequest\(\)\.send$|sendBeacon$|WebSocket\(\)\.send$|(?:[Ss]ocket|net\.(?:connect|createConnection|Socket|Dial)|TcpStream|TCPSocket|TcpClient|TCPClient|fsockopen|stream_socket_client)\S*\.(?:send|sendall|sendto|write|write_all|end|puts|print|Write)$|^(?:socket_write|fwrite|fputs|send|sendto|WSASend)$|smtplib\.SMTP\w*\(\)\.\w*send\w*$|ftplib\.FTP\w*\(\)\.stor\w+$|(?:^|\.)(?:put_object|upload_file|upload_fileobj|files_upload|storbinary|send_document|send_message|sendMessage|sendDocument|send_file|sendFile|sendMail|send_mail)$|^Net\.HTTP\.post\w*$|^(?:HTTParty|Faraday|RestClient|Excon|Typhoeus)\.(?:post|put|get)$|^(?:curl_setopt|curl_setopt_array|mail|wp_remote_post|wp_remote_get|file_get_contents)$|LWP\S*\.(?:post|request)$|^http\.(?:Post|PostForm|NewRequest\w*|Get)$|^(?:reqwest|ureq|surf|attohttpc|minreq)\S*\.(?:post|put|body|json|form|send|send_string|send_json|send_bytes|multipart|query)$|\.Upload(?:String|Data|File|Values)(?:Async|TaskAsync)?$|\.(?:Post|Put)(?:AsJson)?Async$|^(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|Send-MailMessage)$|getOutputStream\(\)\S*\.(?:write|print|println)$|HttpClient\S*\.send(?:Async)?$|\.postFor\w+$|^dns\.(?:promises\.)?(?:resolve\w*|lookup)$|^(?:socket\.(?:gethostbyname|getaddrinfo)|dns\.resolver\.\w+)$|^octokit\.\S+$|(?:DiscordWebhook|SyncWebhook|Webhook|WebhookClient)\(\)\.(?:send|execute|add_file)$/;

const WRITE =
  /^(?:fs|fs-extra|fs\/promises|fs\.promises|graceful-fs)\.(?:write|append|output)File(?:Sync)?$|^(?:fs|fs-extra)\.(?:createWriteStream|copyFile(?:Sync)?|outputJson(?:Sync)?|writeJson(?:Sync)?|cpSync|cp)$|^(?:Bun\.write|Deno\.write(?:Text)?File(?:Sync)?)$|(?:^|\.)(?:write_text|write_bytes)$|^(?:open|io\.open|codecs\.open|aiofiles\.open)$|^(?:File\.(?:write|open|binwrite|append)|IO\.(?:write|binwrite))$|^(?:file_put_contents|fopen|copy|move_uploaded_file)$|^(?:os|ioutil)\.(?:WriteFile|OpenFile|Create)$|^(?:std\.)?fs\.(?:write|copy)$|File\.create$|^Files\.(?:write|writeString|copy)$|^(?:FileWriter|FileOutputStream|PrintWriter)$|^(?:System\.IO\.)?File\.(?:WriteAll\w+|AppendAll\w+|Create|Copy)$|^StreamWriter$|^(?:Set-Content|Add-Content|Out-File|Tee-Object|sc|ac)$|^shutil\.(?:copy\w*|move)$/i;

const DELETE =
  /^(?:shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs)|(?:fs|fs-extra|fs\/promises|fs\.promises|graceful-fs)\.(?:rm|rmdir|unlink)|(?:fs|fs-extra|graceful-fs)\.(?:rmSync|rmdirSync|unlinkSync)|fs-extra\.(?:remove|removeSync|emptyDir|emptyDirSync)|(?:rimraf|del|trash|trash-cli)(?:\.(?:rimraf|sync|rimrafSync|native|nativeSync|manual|deleteAsync|deleteSync|default|del))?|FileUtils\.(?:rm\w*|remove\w*)|File\.(?:delete|unlink)|Dir\.(?:rmdir|delete|unlink)|unlink|rmdir|rmtree|remove_tree|File\.Path\.\w+|os\.(?:RemoveAll|Remove)|(?:std\.)?fs\.remove_(?:dir_all|dir|file)|Files\.delete\w*|FileUtils\.(?:deleteDirectory|forceDelete)|(?:System\.IO\.)?(?:Directory|File)\.Delete|Remove-Item|ri|rm|del|rd|Deno\.remove(?:Sync)?|send2trash|rmSync|rmdirSync|unlinkSync|rimrafSync)$/;

const READ =
  /(?:^|\.)(?:open|read|readFile|readFileSync|createReadStream|read_text|read_bytes|readlines|readlink|file_get_contents|fopen|file|readfile|ReadFile|ReadAll|OpenFile|Open|read_to_string|readAllBytes|readString|readAllLines|lines|newBufferedReader|FileReader|FileInputStream|File|Scanner|ReadAllText|ReadAllBytes|ReadAllLines|OpenRead|Get-Content|gc|type|cat|copy|copy2|copyfile|copyFile|copyFileSync|copytree|make_archive|connect|Database|DatabaseSync|foreach|glob|iglob|readdir|readdirSync|listdir|scandir|walk|IO\.read|attach|FormData|append|binread|readJson|readJsonSync|configparser|load_dotenv|load)$/;

/** Files from the net into a file: the destination is the marked argument. */
export const DOWNLOAD_TO_FILE =
  /(?:^|\.)(?:urlretrieve|DownloadFile(?:Async|TaskAsync)?|URLDownloadToFile[AW]?|wget\.download|download_file|downloadFile|copyURLToFile)$|^Start-BitsTransfer$/;

/** Does the call do this? */
export function does(capability: 'evaluate' | 'execute', callee: string, language: Language): boolean {
  const table = capability === 'evaluate' ? EVALUATE : EXECUTE;
  return table[language]?.test(callee) === true;
}

const SENDS = 1;
const WRITES = 2;
const DELETES = 4;
const READS = 8;

/** Names repeat within a program and between programs. */
const capabilities = remembered(
  20_000,
  (callee) =>
    (SEND.test(callee) ? SENDS : 0) |
    (WRITE.test(callee) ? WRITES : 0) |
    (DELETE.test(callee) ? DELETES : 0) |
    (READ.test(callee) ? READS : 0),
);

export const sends = (callee: string): boolean => (capabilities(callee) & SENDS) !== 0;
export const writes = (callee: string): boolean => (capabilities(callee) & WRITES) !== 0;
export const deletes = (callee: string): boolean => (capabilities(callee) & DELETES) !== 0;
export const reads = (callee: string): boolean => (capabilities(callee) & READS) !== 0;
