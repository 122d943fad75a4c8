import { remembered } from '../remembered.ts';
/** Where a value of a program came from, as a set of bits. */
export type CodeLabels = number;

export const FETCHED = 1;
export const DECODED = 2;
export const SECRET = 4;
export const ENVIRONMENT = 8;
/** One variable that holds the key of a build or a cloud. */
export const BUILD_TOKEN = 16;
/** What the other end of a bare socket said. */
export const SOCKET_DATA = 32;
/** What a visitor of a web page sent. */
export const REQUEST = 64;
export const SCREEN = 128;
export const CLIPBOARD = 256;
export const KEYS = 512;
/** A process that is a shell. */
export const SHELL_PROCESS = 1024;
/** Deserialised or unmarshalled bytes. */
export const UNPACKED = 2048;
/** Who and where the machine is. */
export const HOST_FACTS = 4096;

/** A password or the number of a card, as somebody typed it. */
export const TYPED = 8192;
/** Fields of a form that hold one. */
export const TYPED_NAMES = 'password|passwd|passphrase|cvv2?|cvc|(?:card|cc)[-_]?[nN]umber';
export const TYPED_FIELD = new RegExp(`^(?:${TYPED_NAMES})$`, 'i');

const SOURCES: readonly (readonly [CodeLabels, RegExp])[] = [
  [FETCHED, /^(?:invoke-(?:webrequest|restmethod)|iwr|irm|wget|curl)\(\)/i],
  [
    FETCHED,
    /(?:^|\.)(?:requests|httpx|session|urllib3|grequests|cloudscraper|cfscrape)(?:\.\w+\(\))?\.(?:get|post|request|stream)\(\)|urlopen\(\)|PoolManager\(\)\.request\(\)|^(?:fetch|nodeFetch|axios|got|needle|ky|undici\.(?:fetch|request)|bent)\(\)|^(?:node-fetch|axios|got|superagent|needle|request|request-promise|ky|phin|undici)(?:\.default)?(?:\.(?:get|post|request|fetch))?\(\)|^https?\.(?:get|request)\(\)|(?:^|\.)(?:globalThis|window|self)\.fetch\(\)|^curl_exec\(\)|^Net\.HTTP\.(?:get|post|get_response|start)\w*|^(?:URI|OpenURI)\.(?:open|parse\(\)\.(?:open|read))|^(?:HTTParty|Faraday|RestClient|Excon|Typhoeus)\.(?:get|post)\(\)|LWP\.\w+(?:\.new\(\))?\.(?:get|request)|^(?:http\.(?:Get|Post|NewRequest|DefaultClient)|client\.Do|resty)|^(?:reqwest|ureq|surf|minreq|attohttpc)\.|\.?Download(?:String|Data)(?:Async|TaskAsync)?\(\)|\.Get(?:String|ByteArray|Stream)Async\(\)|^(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|wget|curl)\(\)|\.openStream\(\)|^Jsoup\.connect|HttpClient\S*\.send\(\)|^(?:XMLHttp|WinHttp)\w*\S*\.responseText|\.responseText$|MSXML2\S*\.response(?:Text|Body)|^http\.(?:client\.HTTP\w+\(\))\S*getresponse\(\)|^wp_remote_(?:get|post|request|retrieve_body)\(\)|^(?:e|err|error|ex)\.response\.(?:data|body|text)\b/,
  ],
  [
    DECODED,
    /(?:^|\.)(?:(?:standard_|urlsafe_)?b(?:16|32|64|85)decode|a85decode|decodebytes|decodestring|unhexlify|a2b_(?:hex|base64)|fromhex|atob|base64_decode|gzinflate|gzuncompress|gzdecode|str_rot13|hex2bin|convert_uudecode|(?:strict_|urlsafe_)?decode64|decode_base64|FromBase64String|FromHexString|DecodeString|fromCharCode|fromCodePoint|b64decode|decodeURIComponent\(\)\.split|unescape)\(\)|^codecs\.decode\(\)|^bxor$|Base64\.\w*(?:getDecoder\(\)\.)?decode\w*\(\)|^base64\.decode\(\)/,
  ],
  [UNPACKED, /^marshal\.loads?\(\)|^(?:zlib|bz2|gzip)\.decompress\(\)|^chr\(\)|^lzma\.decompress\(\)/],
  [
    ENVIRONMENT,
    /^(?:os\.environ(?:\.(?:items|copy|values)\(\))?|process\.env|ENV(?:\.(?:to_h|each|map|inspect|to_a|to_s|to_json))?(?:\(\))?|_ENV|os\.Environ\(\)|(?:std\.)?env\.vars\(\)|System\.getenv\(\)|Environment\.GetEnvironmentVariables\(\)|Deno\.env\.toObject\(\)|Bun\.env|Platform\.environment)$/,
  ],
  [
    BUILD_TOKEN,
    /(?:^|\.)(?:GITHUB_TOKEN|GH_TOKEN|NPM_TOKEN|NODE_AUTH_TOKEN|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|ACTIONS_RUNTIME_TOKEN|PYPI_TOKEN|PYPI_API_TOKEN|TWINE_PASSWORD|CARGO_REGISTRY_TOKEN|GEM_HOST_API_KEY|RUBYGEMS_API_KEY|VAULT_TOKEN|GITLAB_TOKEN|CI_JOB_TOKEN|CIRCLE_TOKEN|BUILDKITE_AGENT_ACCESS_TOKEN|DOCKER_PASSWORD|DOCKERHUB_TOKEN|KUBECONFIG|GOOGLE_APPLICATION_CREDENTIALS|AZURE_CLIENT_SECRET|SSH_PRIVATE_KEY|DEPLOY_KEY|SESSION_SECRET|JWT_SECRET|COOKIE_SECRET|SECRET_KEY_BASE|DJANGO_SECRET_KEY|APP_KEY|DB_PASSWORD|PGPASSWORD|MYSQL_ROOT_PASSWORD|ENCRYPTION_KEY|ANTHROPIC_API_KEY|OPENAI_API_KEY|CLOUDFLARE_API_TOKEN|VERCEL_TOKEN|NETLIFY_AUTH_TOKEN|HEROKU_API_KEY|STRIPE_SECRET_KEY|SLACK_BOT_TOKEN|PRIVATE_KEY|MNEMONIC|SEED_PHRASE)$/,
  ],
  [
    SOCKET_DATA,
    /(?:[Ss]ocket|net\.(?:connect|createConnection|Socket|Dial)|TcpStream|TCPSocket|TCPServer|TCPClient|TcpClient|fsockopen|stream_socket_client)\S*\.(?:recv|recvfrom|read(?:line|partial|_nonblock|String|Line|_to_string)?|Read|gets|sysread|on|getInputStream|GetStream|listen|receive)(?:\(\)|$)|^(?:recv|recvfrom|socket_read|WSARecv)\(\)|^net\.(?:createServer\(\)|Listen\w*\(\)\.Accept\w*\(\))$/,
  ],
  [
    REQUEST,
    /^(?:_(?:GET|POST|REQUEST|COOKIE|FILES)\b|_SERVER\.(?:HTTP_\w+|QUERY_STRING)|HTTP_(?:GET|POST)_VARS|getallheaders\(\)|apache_request_headers\(\)|filter_input\(\)|(?:(?:flask|bottle|sanic|quart)\.)?request\.(?:args|form|values|json|data|query|files|GET|POST|META|params|headers|cookies|get_data|get_json|stream)\b|(?:req|request|httpRequest|servletRequest)\.(?:getParameter|getHeader|getQueryString|getReader|getCookies)\b|req(?:uest)?\.(?:query|body|params|headers|cookies|nextUrl)\b|req\.(?:header|get|param|on)\(\)|ctx\.(?:query|request\.body|params)\b|Request(?:\.(?:QueryString|Form|Params|Item|Headers))?(?:\.\w+)?$|Request\(\)|(?:\w*(?:ctx|[cC]ontext)\.)?Request\.(?:QueryString|Form|Params|Headers|Query|Cookies)\b|r(?:eq|equest)?\.(?:FormValue|URL\.Query|PostFormValue|Header\.(?:Get|Values))\b|c(?:tx)?\.(?:Query|DefaultQuery|QueryParam|PostForm|GetHeader|FormValue)\(\)|(?:request\.)?env(?:iron)?\.(?:HTTP_\w+|QUERY_STRING)$|rfile\.read(?:line)?\(\)|(?:urllib\.parse\.)?parse_qsl?\(\)|params\.\w+|CGI\S*\.param)/,
  ],
  [
    HOST_FACTS,
    /^(?:os\.(?:hostname|userInfo|networkInterfaces|uname|getlogin)|socket\.gethostname|getpass\.getuser|platform\.(?:node|uname|platform)|os\.Hostname|user\.Current|Socket\.gethostname|gethostname|php_uname|process\.cwd|os\.getcwd|InetAddress\.getLocalHost|Environment\.MachineName)(?:\(\)|$)/,
  ],
  [TYPED, new RegExp(`(?:^|\\.)(?:${TYPED_NAMES})(?:\\.value)?$`)],
  [
    SCREEN,
    /^(?:ImageGrab\.grab|PIL\.ImageGrab\.grab|pyautogui\.screenshot|pyscreenshot\.grab|mss\.mss\(\)\.\w+|mss\(\)\.\w+|screenshot-desktop|desktopCapturer\.getSources)\(\)|Robot\(\)\.createScreenCapture\(\)/,
  ],
  [
    CLIPBOARD,
    /^(?:pyperclip\.paste|clipboard\.(?:paste|readText|readSync)|clipboardy\.read(?:Sync)?|win32clipboard\.GetClipboardData|navigator\.clipboard\.readText|Get-Clipboard|electron\.clipboard\.readText)\(\)/,
  ],
  [
    SECRET,
    /^(?:keyring\.(?:get_(?:password|credential)|Get)|secretstorage\.\w+|(?:huggingface_hub\.)?HfFolder\.get_token|huggingface_hub\.get_token|win32crypt\.CryptUnprotectData|CryptUnprotectData|browser_cookie3\.\w+|keytar\.(?:findCredentials|getPassword))\(\)/,
  ],
];

/** Every source has one of these in its name; most names have none. */
const TELLING =
  /request|req\.|httpx|session|urllib|scrap|urlopen|poolmanager|fetch|axios|got|needle|ky|undici|bent|superagent|phin|http|curl|net\.|uri|faraday|restclient|excon|typhoeus|lwp|client|resty|reqwest|ureq|surf|minreq|download|async|invoke-|iwr|irm|wget|openstream|jsoup|response|decode|hexlify|bxor|a2b_|hex|atob|gz|rot13|base64|char|point|unescape|chr|marshal|dill|pickle|shelve|compress|env|token|key|secret|password|kubeconfig|credentials|mnemonic|seed|socket|tcp|recv|_get|_post|_cookie|_files|_server|http_|headers|filter_input|ctx\.|formvalue|query|params|cgi|os\.|getpass|platform|user|inetaddress|uname|cwd|machine|gethost|imagegrab|screen|autogui|mss|capturer|clip|crypt|cookie|keytar|passw|passphrase|cvv|cvc|card|ccnum|cc_num|req\.|parse_qs|rfile|^c\.|accept\w*\(\)$|createserver|tcpserver/i;

/** What a chain of names and calls gives, by its names: they repeat within a program and between programs. */
export const sourceLabels = remembered(20_000, (chain): CodeLabels => {
  if (!TELLING.test(chain)) return 0;
  let found = 0;
  for (const [label, test] of SOURCES) if (test.test(chain)) found |= label;
  return found;
});
