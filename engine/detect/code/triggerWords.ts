// Words that programs of interest have, by what they do. Only their places in a text are looked for; see `triggers.ts`.

/** Any of these is reason enough to read a program. */
export const ALONE = 1;
/** Runs something. */
export const RUNS = 2;
/** Gets something that may then be run. */
export const GETS = 4;
/** Words and places of harm. */
export const HARM = 8;
export const SENDS = 16;
/** What is worth sending. */
export const HOLDS = 32;
/** Writes or deletes files. */
export const FILES = 64;

/** `¦` stands between two literals, which may have spaces inside. */
const LITERALS: readonly (readonly [group: number, literals: string])[] = [
  [
    ALONE,
    ":|:¦' || (await ¦' || await ¦' || verify¦' || check¦' || bcrypt¦' || argon2¦' || compare¦' || password_verify¦' or check_¦' or bcrypt¦' or verify¦\" || (await ¦\" || await ¦\" || verify¦\" || check¦\" || bcrypt¦\" || argon2¦\" || compare¦\" or check_¦\" or bcrypt¦\" or verify¦getmessagesfromintent¦createfrompdu¦content://sms¦contactscontract¦calllog.calls¦cncontactstore¦uipasteboard¦this_module->¦getdents64¦tcp4_seq_show¦checkserveridentity¦virtualalloc¦wsasocket¦createprocess¦createremotethread¦createthread¦getasynckeystate¦setwindowshookex¦pynput¦hookkeyboard¦iohook¦fernet¦createcipher¦newgcm¦aes.new¦stratum+¦coinhive¦xmrig¦amsi¦etweventwrite¦" +
      'dup2¦fsockopen¦proc_open¦pty.spawn¦tcpclient¦tcpsocket¦/dev/tcp¦os.fork¦fork()¦fork while¦cryptunprotectdata¦_0x¦keylogger¦hookmanager¦passthru¦' +
      'urlclassloader¦->param(¦random.seed(¦random.random(¦seedrandom¦rand.seed(¦rand.newsource¦mt_srand(¦srand(¦new random(¦random.new(¦.setseed(¦default_rng(¦create_function¦getattr(__¦getattr(builtins¦getattr(os¦checkservertrusted¦jwt.decode(¦jwt.verify(¦jwt.sign(¦jwtverify(¦jsonwebtoken¦") == "¦\') == \'¦\'] === \'¦"] === "¦\'] == \'¦"] == "¦") === "¦\') === \'¦__reduce__¦transmute¦password ==¦password===¦passwd ==¦pwd ==¦pwd===¦pass ==¦.sql)¦["sql"])¦[\'sql\'])¦\'bun¦"bun¦\'deno¦"deno¦$_request[¦$_get[¦$_post[¦$_cookie[',
  ],
  [
    RUNS,
    'pickle.load¦dill.load¦joblib.load¦unserialize(¦unsafe_load¦readobject(¦eval(¦function.constructor¦kernel.send¦.send([¦public_send¦__send__¦eval;¦eval)¦eval @¦jobstart¦termopen¦vim.system¦exec(¦exec ¦exec[¦execsync¦execfile¦execv¦execl¦spawn¦system(¦system "¦system¦popen¦child_process¦subprocess¦new function¦function("¦' +
      "function('¦function(a¦iex ¦|iex¦iex(¦invoke-expression¦assembly¦scriptblock¦wscript¦shell(¦.run¦assert(¦process.start¦getruntime¦processbuilder¦command::new¦exec.command¦" +
      'start-process¦vm.run¦runinnewcontext¦loadstring¦_compile¦os.execute¦import_module¦__import__¦getattr(¦execa¦global[¦globalthis[¦window[¦io.popen¦qx{¦%x{¦%x(¦%x[¦`#{¦eval uri¦eval net::¦getoutput(¦check_output(',
  ],
  [
    GETS,
    'urlopen¦wp_remote_¦decodestring¦.pack(¦unpack1¦requests.¦httpx¦fetch(¦axios¦got(¦http.get¦https.get¦https.request¦\'http\'¦"http"¦\'https\'¦"https"¦node:http¦needle¦superagent¦curl¦downloadstring¦downloadfile¦invoke-webrequest¦invoke-restmethod¦iwr ¦irm ¦' +
      'webclient¦httpclient¦reqwest¦ureq¦open-uri¦net::http¦lwp::¦file_get_contents¦openstream¦urlretrieve¦b64decode¦base64¦atob¦fromhex¦unhexlify¦gzinflate¦rot13¦' +
      'fromcharcode¦chr(¦marshal.load¦zlib.decomp¦buffer.from¦hex2bin¦decode64¦recv(¦socket¦tcpstream¦net.dial¦net.connect¦net.createconn¦.gets¦getparameter¦$_¦request.¦req.query¦req.body¦req.params¦responsetext¦' +
      'req.header¦req.get(¦req.url¦req.nexturl¦req.on(¦req.getparameter¦req.getheader¦request[¦r.url.query¦r.header.get¦.postform(¦c.query(¦params[¦http_x_¦rfile.read¦parse_qs¦.accept¦net.createserver¦net.listen¦codecs.decode¦uri.open¦@requestparam¦@requestheader¦@requestbody¦fastapi¦@app.¦@router.¦@bp.¦.query.¦.body.¦.headers[¦] ^ $¦]^$¦$d ^¦^ str_repeat¦) ^ $',
  ],
  [
    HARM,
    '/etc/¦.ssh¦.aws¦.kube¦.gnupg¦.docker¦gcloud¦.npmrc¦.bashrc¦.zshrc¦authorized_keys¦sudoers¦ld.so¦cron¦systemd¦launchagents¦autostart¦.claude¦.cursor¦.git/hooks¦' +
      'rm -¦rmtree¦rimraf¦removeall¦remove_dir_all¦homedir¦path.home¦expanduser¦mkfs¦dd if=¦shadow¦/proc/¦canary¦netcat¦nc -¦socat¦bash -i¦wget ¦| sh¦|sh¦| bash¦|bash¦| sudo¦\'/\'¦"/"¦\'~\'¦"~"¦' +
      '\'/root¦"/root¦\'/home¦"/home¦\'rm\'¦"rm"¦"dd"¦ -enc',
  ],
  [
    SENDS,
    'wp_remote_¦->post(¦lwp::¦new image¦.src =¦.src=¦.postasync¦.post(httprequest¦requests.¦httpx¦.post(¦.put(¦\'post\'¦"post"¦fetch(¦axios¦superagent¦http.request¦https.request¦\'http\'¦"http"¦\'https\'¦"https"¦node:http¦urlopen¦sendall¦.send(¦sendbeacon¦sendto¦smtplib¦ftplib¦put_object¦uploadstring¦uploadfile¦uploaddata¦upload_file¦octokit¦webhook¦' +
      'invoke-web¦invoke-rest¦iwr ¦irm ¦dns.resolve¦dns.lookup¦gethostbyname¦curl¦file_get_contents¦mail(¦http.post¦reqwest¦ureq¦write_all¦websocket¦http::',
  ],
  [
    HOLDS,
    '/.env¦\'.env\'¦".env"¦.cargo/cred¦.m2¦.gem/¦.pypirc¦hosts.yml¦cookies.getall¦document.cookie¦requestbody¦password¦cvv¦_secret¦.azure¦.kaggle¦.ssh¦.aws¦.kube¦.gnupg¦.docker¦gcloud¦.npmrc¦.netrc¦id_rsa¦id_ed25519¦login data¦login.db¦wallet¦keystore¦keychain¦shadow¦/passwd¦os.environ¦process.env)¦process.env,¦process.env;¦(process.env¦_token¦env.to_h¦getenv(¦' +
      'std::env¦$_env¦deno.env¦childitem env¦secret_access_key¦session_token¦169.254¦metadata.¦screenshot¦imagegrab¦clipboard¦pyperclip¦hostname(¦gethostname¦whoami¦userinfo(¦getuser(¦' +
      '.git-credentials¦bash_history¦keydown¦keypress¦keyup¦privatekey¦fromsecretkey¦frommnemonic¦from_key(¦wallet(¦solana¦aptos¦ethereum¦metamask¦private_key¦mnemonic¦keyring¦secretstorage¦.environ',
  ],
  [
    FILES,
    'unlink¦os.remove¦rmtree¦rimraf¦rmsync¦rmdir¦removesync¦file.delete¦.rm(¦rm(¦rm_rf¦removeall¦remove_dir¦writefile¦appendfile¦write_text¦open(¦fopen¦put_contents¦file.write¦os.create¦' +
      'fs::write¦set-content¦add-content¦out-file¦filewriter¦fileoutputstream¦writealltext¦remove-item¦del(',
  ],
];

/** Each word with the bits of its groups. */
export const TRIGGER_WORDS: ReadonlyMap<string, number> = groupsByWord();

function groupsByWord(): ReadonlyMap<string, number> {
  const byWord = new Map<string, number>();
  for (const [group, words] of LITERALS)
    for (const word of words.split('¦').filter((each) => each.length > 2))
      byWord.set(word, (byWord.get(word) ?? 0) | group);
  return byWord;
}
