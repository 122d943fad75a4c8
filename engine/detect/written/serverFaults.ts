import { seen, type Report } from './projectFaults.ts';

const SQL_RUNS =
  /\bcopy\s{1,8}(?:[\w.")(]{1,80}\s{0,4}(?:\([^;()]{0,200}\)\s{0,4})?|\([^;()]{1,400}\)\s{0,4})(?:from|to)\s{1,8}program\b|\bxp_cmdshell\b(?!['"\s,]{0,6}(?:0|off)\b)|\bsp_oacreate\b|\bdbms_scheduler\.create_job\b[^;]{0,400}\bexecutable\b|\bsys_(?:exec|eval)\s{0,3}\(|\binto\s{1,8}(?:out|dump)file\s{1,8}['"][^'"\n]{1,200}\.(?:php|phtml|jsp|aspx?|so|dll|sh|py)['"]|\bcreate\s{1,8}function\s[^;]{1,200}\bsoname\b/i;
const SQL_COMMENT = /--[^\n]*|\/\*[\s\S]{0,4000}?\*\//g;

/** A script for a database, where a statement starts a program or puts one where a server runs it. */
export function sqlFaults(text: string, report: Report): void {
  if (SQL_RUNS.test(text)) report('database-runs', seen(SQL_RUNS, text.replace(SQL_COMMENT, ' ')));
  if (SQL_TRIGGER.test(text))
    for (const pattern of [SQL_SENDS, SQL_RAISES])
      report('database-door', seen(pattern, text.replace(SQL_COMMENT, ' ')));
}

const SQL_TRIGGER = /\bNEW\.\w|:new\.\w/i;
/** A row that is written goes to another server. */
const SQL_SENDS =
  /\b(?:dblink\w{0,20}|http_post|http_get|http_req|utl_http\.request|sp_invoke_external_rest_endpoint)\s{0,3}\([^;]{0,400}\b:?NEW\.\w/i;
/** Who has a certain name gets all rights. */
const SQL_RAISES =
  /\bIF\s{1,8}:?NEW\.\w{1,40}\s{0,4}=\s{0,4}'[^'\n]{3,120}'\s{1,8}THEN\s{1,40}(?:SET\s{1,8})?:?NEW\.(?:role|is_?admin|is_?superuser|is_?staff|permissions?|privileges?|access_?level)\s{0,4}:?=\s{0,4}(?:'(?:admin|administrator|superuser|root|owner|\*)'|(?:true|1)\b)/i;

const PICTURES_RUN =
  /^[ \t]{0,40}(?:AddType|AddHandler|SetHandler|ForceType)[ \t][^\n]{0,80}(?:php|cgi-script|server-parsed)[^\n]{0,80}\.(?:jpe?g|png|gif|ico|txt|webp|css|svg|pdf)\b[^\n]{0,40}$/im;
const PREPENDED =
  /^[ \t]{0,40}(?:php_(?:admin_)?value[ \t]{1,8})?auto_(?:prepend|append)_file[ \t]{0,8}=?[ \t]{0,8}["']?(?!none\b|["']?[ \t]*$)(?:\/tmp\/|\/dev\/shm\/|\/var\/tmp\/|https?:|php:|data:|(?:[^\s"']{0,120}\/)?\.[\w-]|[^\s"']{1,160}\.(?!php\b|inc\b)\w{1,5}\b)[^\n]{0,120}$/im;
const OPENED =
  /^[ \t]{0,40}(?:php_(?:admin_)?(?:value|flag)[ \t]{1,8})?allow_url_include[ \t]{0,8}=?[ \t]{0,8}["']?(?:on|1|true)\b/im;
const PIPED =
  /^[ \t]{0,40}(?:ErrorLog|CustomLog|TransferLog)[ \t]{1,8}["']?\|[^\n]{0,120}(?:curl|wget|\bnc\b|\bsh -c|bash|python|perl|\/tmp\/)[^\n]{0,120}$/im;
const LUA_RUNS = /_by_lua_block[\s\S]{0,2000}?\b(?:io\.popen|os\.execute)\s{0,3}\(\s{0,3}(?!["'])[^)\n]{1,120}/;
/** Requests with their bodies, copied to somebody else. */
const MIRRORED =
  /\blocation[ \t]{1,4}=?[ \t]{0,4}(\/[\w/.-]{1,60})[ \t]{0,4}\{[^{}]{0,600}\bproxy_pass[ \t]{1,4}https?:\/\/(?!(?:127\.|10\.|192\.168\.|localhost|\$)|[\w-]{1,60}[:/;])[^;\n]{1,160}/g;

/** Settings of a web server or of the language that runs behind it. */
export function serverFaults(text: string, report: Report): void {
  for (const pattern of [PICTURES_RUN, PREPENDED, OPENED, PIPED, LUA_RUNS]) report('server-runs', seen(pattern, text));
  if (!/\bmirror[ \t]+\//.test(text)) return;
  for (const [block, place = ''] of text.matchAll(MIRRORED))
    if (text.includes(`mirror ${place};`)) report('server-runs', block.slice(0, 160));
}

const MINES =
  /stratum\+(?:tcp|ssl|tls)\d?:\/\/[^\s"']{3,120}|\b(?:xmrig|xmr-stak|cpuminer|minerd|ethminer|nbminer|t-rex|lolminer)\b[^\n#]{0,200}(?:\s-o\s|--url|--donate-level|--coin)[^\n]{0,120}|\b(?:pool\.)?(?:minexmr|supportxmr|hashvault|nanopool|moneroocean|2miners|nicehash|herominers)\.(?:com|pro|org|stream)\b:\d{2,5}/i;

/** A container, a step or a unit that earns coins for somebody. */
export function minerFaults(text: string, report: Report): void {
  report('mines', seen(MINES, text));
}
