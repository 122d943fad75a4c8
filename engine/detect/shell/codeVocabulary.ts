/** What the scripting and compiled languages call the things that one-liners of attackers and of people do. */

export const FETCHES =
  /\b(?:requests\.(?:get|request|session)|urllib\d?(?:\.request)?\.(?:urlopen|urlretrieve)|urlopen\s*\(|httpx\.(?:get|stream|client)|aiohttp|fetch\s*\(|https?\.get\s*\(|axios(?:\.get)?\s*\(|got\s*\(|superagent|needle|Net::HTTP|open-uri|URI\.open|LWP::|HTTP::Tiny|file_get_contents\s*\(\s*['"]https?:|curl_exec|curl_init|(?<![\w.>:])get\s*\(?\s*['"]https?:|readfile\s*\(\s*['"]https?:|HTTParty|Faraday|RestClient|Invoke-WebRequest|reqwest|http\.Get\()|['"](?:node:)?https?['"]\s*\)\.(?:get|request)\s*\(/i;
export const SENDS =
  /\b(?:requests\.(?:post|put|patch)|httpx\.(?:post|put)|axios\.(?:post|put)|superagent\.(?:post|put)|request\.(?:post|put)|got\.post|Net::HTTP\.post|post_form|urlopen\s*\([^)]*data\s*=|urllib\.parse\.urlencode|http\.client|https?\.request\s*\(|sendall\s*\(|sendto\s*\(|smtplib|\.write_all\s*\(|XMLHttpRequest|sendBeacon|CURLOPT_POSTFIELDS|client\.post|Client::new\(\)\.post|ftplib|boto3)|method\s*:\s*['"](?:POST|PUT)/i;
export const EVALUATES =
  /\(\s*eval\s*\)|(?<![\w.])(?:exec|eval|execfile|compile|__import__)\s*\(|(?<![\w.])eval\s+|vm\.(?:run\w+|Script)|new\s+Function\s*\(|(?<![\w.])Function\s*\(|instance_eval|class_eval|loadstring\s*\(|(?<![\w.])load\s*\(|(?:pickle|marshal|cPickle|dill)\.loads?\s*\(|runInNewContext|assert\s*\(\s*\$|create_function|IEX\b|Invoke-Expression/;
export const EXECUTES =
  /\b(?:os\.(?:system|popen|exec[lv]p?e?|spawn\w*)|subprocess\.\w+|commands\.getoutput|pty\.spawn|child_process|exec(?:Sync|File|FileSync)?\s*\(|spawn(?:Sync)?\s*\(|execa\w*|Bun\.(?:spawn|\$)|Deno\.(?:run|Command)|(?:system|popen|passthru|shell_exec|proc_open|pcntl_exec)\s*\(|IO\.popen|Open3\.|Kernel\.(?:system|exec)|Process\.(?:spawn|start)|Runtime\.getRuntime|ProcessBuilder|os\.execute|io\.popen|exec\.Command|Command::new|create_subprocess_\w+|callCommand|createProcess|System\.cmd|execCmd|startProcess|Unix\.(?:execvp?|create_process)|exec[lv][pe]{0,2}\s*\()|['"](?:os|pty|subprocess)['"]\)\.|os:cmd|:os\.cmd|Process\s*\(\s*\)|Process\.new|set\s+\w+\s+"?exec\s|\[\s*(?:exec|eval)\s|\|&?\s*getline|(?:read|run)\s*\(\s*`|(?:print\s+\S+\s+|=\s*)`\s*\$|(?<![\w.])system\s*[('" ]|(?<![\w.])exec\s*[({'"]|qx[{(/]|%x[{([]|do shell script/;
export const DECODES =
  /\b(?:b(?:16|32|64|85)decode|base64\.decode\w*|a85decode|Buffer\.from\s*\([^)]*['"](?:base64|hex)['"]|atob\s*\(|base64_decode|decode64|unpack1?\s*\(?\s*['"](?:m|H\*|u)|fromhex|unhexlify|zlib\.decompress|gzinflate|str_rot13|codecs\.decode|MIME::Base64|FromBase64String|decode_base64|urlsafe_b64decode|from_base64)/;
/** Opens a connection below any protocol, in one of the languages that have a one-line form of it. */
export const SOCKET =
  /\b(?:socket\.(?:socket|create_connection|create_server|tcp|connect)|new\s+(?:java\.net\.|net\.|TCP)?(?:Server)?Socket\s*\(|net\.(?:connect|createConnection|createServer|Socket|dial_tcp|Dial|Listen)|(?:require|import)\s*\(?\s*['"](?:node:)?(?:net|tls)['"]|from\s+['"](?:node:)?(?:net|tls)['"]|TCPSocket|TCPServer|IO::Socket(?:::\w+)?|[PA]F_INET6?|p?fsockopen|stream_socket_(?:client|server)|socket_connect|gen_tcp|tcp:connect|TcpStream::connect|TcpListener|TcpClient|Net\.Sockets|Unix\.socket|open_connection|create_connection|(?:Deno|Bun|Socket)\.(?:connect|tcp|listen)|socketConnection|using\s+Sockets|Network\.(?:Socket|Simple)|newSocket|asyncnet|connectTo)|\.socket\s*\(\s*(?:\)|\w*\.?AF_)|\)\.socket\s*\(|\[\s*socket\s+[\w.$-]+\s+\S|\bsocket\s*\(\s*(?:[PA]F_INET|2\s*,)|\/inet\d?\/(?:tcp|udp)\/|['"]socket(?:\.core)?['"]\s*\)\.(?:tcp|connect|udp)\b/i;
export const LISTENS =
  /\b(?:listen\s*\(|TCPServer|ServerSocket|TcpListener|createServer|create_server|\.accept\b|accept\s*\()|\/inet\d?\/tcp\/\d+\/0\/0/;
export const DUPLICATES =
  /\bdup2\b|fdopen|reopen|[<>]&\s*\d|\.pipe\s*\(|stdin\.write|(?:STDIN|STDOUT|STDERR),\s*['"][<>]&|redirectErrorStream|for_fd|getStream|cmd\.Std(?:in|out)\s*=|\bgets?\b.*popen|while\s*\(?\s*(?:cmd|line|\w+)\s*=.*(?:gets|recv|readLine)|proc_open|\.pipeTo\s*\(|:in\s*,\s*:out|std(?:in|out)\s*=\s*\w+\s*[,)]|NSFileHandle|asStdio/s;
export const SHELL =
  /['"`](?:\/(?:usr\/)?bin\/)?(?:ba|z|k|da|a)?sh(?:\.exe)?(?:\s+-i)?[^'"`\w.]*['"`]|['"`]cmd(?:\.exe)?['"`]|powershell(?:\.exe)?['"`]|pty\.spawn|\/bin\/(?:ba|z)?sh|\(['"]pty['"]\)\.spawn/;
export const ENVIRONMENT =
  /\bos\.environ(?!\s*(?:\[|\.get|\.setdefault|\.pop))|JSON\.stringify\s*\(\s*process\.env\s*[,)]|(?<![\w.])process\.env(?!\s*[.[])|ENV\.(?:to_h|each|map|inspect|to_a)|%ENV|getenv\s*\(\s*\)|\$_ENV\b|std::env::vars|Deno\.env\.toObject/;
export const LITERAL = /'((?:[^'\\\n]|\\.){1,4096})'|"((?:[^"\\\n]|\\.){1,4096})"|`((?:[^`\\]|\\.){1,4096})`/g;
export const DELETES =
  /(?:shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs)|fs(?:\.promises|e)?\.(?:rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync|remove|removeSync|emptyDir(?:Sync)?)|(?<![\w.])(?:rimraf|rmSync|rmdirSync|unlinkSync|rmtree|rm_rf|removeSync)(?:\.sync)?|\brm|FileUtils\.(?:rm_rf|rm_r|remove_dir)|File\.(?:delete|unlink)|Dir\.(?:rmdir|delete)|File::Path|remove_tree|std::fs::remove_dir_all)\s*\(?\s*([^;\n]{1,200})/g;
export const HOME_CALL =
  /(?:os\.)?homedir\s*\(\s*\)|Path\.home\s*\(\s*\)|expanduser\s*\(\s*['"]~\/?['"]\s*\)|Dir\.home|process\.env\.HOME|os\.environ\[['"]HOME['"]\]|ENV\[['"]HOME['"]\]/;
export const SHELL_CALL =
  /(?:os\.(?:system|popen)|subprocess\.\w+|getoutput|exec(?:Sync|File|FileSync)?|spawn(?:Sync)?|execa\w*|(?:shell_exec|passthru|system|popen|proc_open)|IO\.popen|Open3\.\w+|Kernel\.\w+|os\.execute|io\.popen|Bun\.\$|sh\.exec|run|command|do shell script|callCommand|create_subprocess_shell|os:cmd|:os\.cmd|execCmd|Runtime\.getRuntime\(\)\.exec)\s*\(?\s*(?:~c|new String\[\]\s*)?(\[[^\]]{1,2000}\]|\{[^}]{1,2000}\}|'(?:[^'\\]|\\.){1,2000}'|"(?:[^"\\]|\\.){1,2000}"|`(?:[^`\\]|\\.){1,2000}`)(\s*,\s*\[[^\]]{1,2000}\]|(?:\s{0,20},\s{0,20}(?:'(?:[^'\\]|\\.){1,2000}'|"(?:[^"\\]|\\.){1,2000}")){1,6})?/g;
export const BACKTICKS = /(?:^|[=;\s(])(?:`([^`\n]{2,400})`|qx[{(]([^)}]{2,400})[)}]|%x[{([]([^)}\]]{2,400})[)}\]])/g;
/** Builds text from character codes: nobody writes a program that way by hand. */
export const ASSEMBLES =
  /\bchr\s*\(\s*\w+[^)]{0,20}\)\s*for\b|map\s*\(\s*chr\b|String\.fromCharCode|fromCodePoint|\bpack\s*\(?\s*['"](?:H\*|C\*|U\*)|bytes\s*\(\s*\[|bytearray\s*\(\s*\[|\.pack\s*\(\s*['"][CcU]\*/;
/** Takes in what the other side says. */
export const RECEIVES =
  /\b(?:recv(?:from)?|receive|gets|readline|readLines|sysread|read|ReadString)\s*\(|\.on\(\s*['"]data['"]|\bdata\s*\(\s*\w+\s*,|while\s*\(?\s*<|\.gets\b|\bgets\s+\$|\breceive\b|\bgetline\b|chan\.read/i;
/** Runs something that is not spelled in the code. */
export const RUNS_WHAT_COMES =
  /(?:system|popen|exec\w*|spawn\w*|run|Popen|call|check_output|Command|cmd|getoutput|shell_exec|passthru|create_subprocess_shell|Process\.new|proc_open)\s*\(?\s*\[?\s*(?:\$?[A-Za-z_]\w*(?!\w*['"])|\$_)|`\s*\$|\(\s*`[^`\n]{0,80}\$|\bexec\s+\$|\|&?\s*getline|(?:os:cmd|:os\.cmd)\s*\(\s*\w/;
/** A process that starts itself again and again. */
export const FORKS =
  /\bfork\b[^;\n]{0,40}\bwhile\b[^;\n]{0,20}(?:\bfork\b|\b1\b|\btrue\b)|\b(?:while|loop|for\s*\(;;\))\s*\(?\s*(?:1|true|True)?\s*\)?\s*[:{]?\s*(?:do\s)?\s*(?:os\.|Process\.)?(?:fork\b|require\s*\(\s*['"]child_process['"]\s*\)\.fork)/;
/** A variable of the environment, one at a time. */
export const VARIABLE_READ =
  /(?:environ(?:\.get)?\s*[[(]|getenv\s*\(|ENV\s*[[{]|process\.env(?:\.|\[)|Deno\.env\.get\s*\(|\$ENV\s*\{)\s*['"]?([A-Za-z_]\w*)/g;
/** A request's own parameter reaches a shell or an evaluator. */
export const WEB_SHELL =
  /(?:\b(?:system|exec|passthru|shell_exec|popen|proc_open|eval|assert|pcntl_exec)\s*\(|`)[^;`\n]{0,80}\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b|\$_(?:GET|POST|REQUEST|COOKIE)\s*\[[^\]]{1,40}\]\s*\(|=\s*\(?\$_(?:GET|POST|REQUEST|COOKIE)\s*\[[^\]]{1,40}\]\)?\s*;\s*(?:system|exec|passthru|shell_exec|eval)\s*\(|Runtime\.getRuntime\(\)\.exec\s*\(\s*request\.getParameter|(?:eval|Execute)\s*\(?\s*Request(?:\.(?:Item|Form|QueryString))?\s*[[(]/i;
