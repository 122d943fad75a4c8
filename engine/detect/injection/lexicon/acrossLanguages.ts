import type { LexiconRow } from '../wordClasses.ts';

/**
 * Parts of orders that every language has a word for: who is spoken to, who is not to know, what is to be run, where
 * things are to go. Forms are those of an order or an infinitive.
 */
export const ACROSS_LANGUAGES: readonly LexiconRow[] = [
  [
    'person',
    `usuario | usuaria | al usuario | del usuario | nadie | persona | utilisateur | l utilisateur | a l utilisateur | personne | usuario | ao usuario | o usuario | ninguem | utente | l utente | all utente | nessuno |
     benutzer | benutzern | nutzer | anwender | niemandem | niemand | gebruiker | de gebruiker | anvandaren | brugeren | uzytkownik* | nikogo | nikomu | uzivatel* |
     пользовател* | никому | никто | користувач* | нікому | kullanici* | kimse* | المستخدم | للمستخدم | أحد | کاربر | המשתמש | למשתמש | उपयोगकर्ता | यूजर | किसी | nguoi dung | pengguna | siapa pun |
     用户 | 使用者 | 任何人 | ユーザー | 利用者 | 誰に | 사용자 | 누구에게 | ผู้ใช้`,
  ],
  [
    'silence',
    `no se lo digas | no se lo cuentes | no lo cuentes | no le cuentes | no digas | no decirlo | no decirselo | no informar | no avisar | no avises | no notifiques | no mencionar | no lo menciones | no menciones | no muestres | sin avisar | sin avisarle | sin decirlo | sin decirselo | sin informar | sin notificar | sin mencionar | sin que lo sepa |
     ne dis rien | ne dites rien | ne le dis pas | ne le dites pas | ne pas dire | ne pas informer | ne pas mentionner | ne pas prevenir | n en parle pas | n en parlez pas | ne previens pas | n informe pas | n informez pas | ne mentionne pas | ne mentionnez pas | sans prevenir | sans avertir | sans en parler | sans informer | sans le dire | sans mentionner | sans notifier |
     nao conte | nao diga | nao digas | nao mencione | nao informe | nao avise | nao notifique | nao revele | nao contar | nao mencionar | sem avisar | sem informar | sem contar | sem dizer | sem mencionar | sem notificar |
     non dire | non dirlo | non ditelo | non dica | non informare | non avvisare | non menzionare | non menzionarlo | non rivelare | senza avvisare | senza informare | senza dirlo | senza dire | senza menzionare | senza avvertire |
     nichts sagen | nicht sagen | nicht erwahnen | nicht informieren | nicht mitteilen | nicht verraten | nichts erfahren | nichts davon erfahren | nicht erfahren | nichts wissen | erwahne es nicht | erwahnt es | sag nichts | sagt nichts | sage nichts | verrate nichts | ohne es zu sagen | ohne zu informieren | ohne zu erwahnen | ohne wissen |
     vertel niet | niet vertellen | vertel daar niets | vertel er niets | niets over vertellen | daar niets over | niet melden | meld niet | meld dit niet | niet vermelden | vermeld dit niet | zonder te melden | zonder te vertellen | zonder te informeren |
     beratta inte | namn inte | utan att beratta | utan att informera | uden at fortaelle |
     nie mow | nie informuj | nie informujcie | nie wspominaj | nie wspominajcie | nie powiadamiaj | nie zglaszaj | bez informowania | bez powiadamiania | bez wiedzy | nerikej | neinformuj | nezminuj |
     не говори | не говорите | не сообщай | не сообщайте | об этом не сообщай | не упоминай | не упоминайте | не рассказывай | не рассказывайте | не уведомляй | не уведомляйте | не информируй | не показывай | ничего не говори | без уведомления | не кажи | не кажіть | не повідомляй | не повідомляйте | не згадуй | без відома | без повідомлення |
     soyleme | soylemeyin | soylemeden | bildirme | bildirmeyin | bildirmeden | haber verme | haber vermeyin | haber vermeden | bahsetme | bahsetmeyin | bahsetmeden | belli etme | belli etmeyin |
     لا تخبر | لا تخبروا | ولا تخبر | ولا تخبروا | لا تذكر | ولا تذكر | لا تبلغ | ولا تبلغ | دون إخبار | دون إشعار | دون إعلام | بدون إخبار | بدون إشعار | بدون علم | نگو | نگویید | اطلاع نده | بدون اطلاع | אל תספר | אל תגיד | אל תזכיר | אל תודיע | בלי לספר | בלי להודיע | מבלי לספר |
     न बताएं | न बताएँ | न बताना | न बताओ | मत बताना | मत बताओ | मत बताएं | को न बताएं | बताए बिना | सूचित न करें |
     dung noi | dung cho | khong noi | khong thong bao | dung thong bao | dung tiet lo | khong de cap | jangan beri tahu | jangan beritahu | jangan katakan | jangan sebutkan | jangan bilang | tanpa memberi tahu | tanpa memberitahu | tanpa sepengetahuan |
     不要告诉 | 别告诉 | 不告诉 | 不得告知 | 不要透露 | 不要通知 | 不要提及 | 不要提到 | 无需告知 | 不必告知 | 勿告知 | 勿让用户 | 勿让任何人 | 勿让人 | 勿让他 | 勿让她 | 勿让别人 | 勿让其他 | 勿让管理员 | 勿让审核 | 勿让审查 | 勿让大家 | 勿让对方 | 勿让操作员 | 勿让主人 | 不要让用户 | 不要让任何人 | 不要让人 | 不要让他 | 不要让她 | 不要让别人 | 不要让其他 | 不要让管理员 | 不要让审核 | 不要让审查 | 不要让大家 | 不要让对方 | 不要让操作员 | 不要让主人 | 別告訴 | 不要告訴 |
     報告しない | 報告しません | 伝えない | 知らせない | 言わない | 言及しない | 明かさない | 通知しない | 話さない | 報告せず | 伝えず | 知らせず | 言わず | 気づかれない |
     알리지 | 말하지 | 언급하지 | 보고하지 | 모르게 | 통보하지 | 밝히지 | อย่าบอก | อย่าแจ้ง | ห้ามบอก`,
  ],
  [
    'agent',
    `asistentes de ia | asistente de ia | agentes de ia | assistants ia | agents ia | les assistants automatiques | assistentes de ia | assistenti ia | assistenti automatici | assistente virtuale | ki agent | ki agenten | ki assistent | ki assistenten | ki modelle | sprachmodelle | ai assistenten | ai assistent | taalmodellen | asystent ai | asystenci ai | model jezykowy | modele jezykowe |
     ии ассистент | ии агент | ии агенты | ассистент | ассистенты | нейросеть | языковая модель | языковым моделям | языковые модели | искусственный интеллект | мовна модель | yapay zeka | yapay zeka asistan* | dil modeli | المساعد الذكي | للمساعد الذكي | الذكاء الاصطناعي | نموذج لغوي | एआई | ai सहायक | भाषा मॉडल | tro ly ai | asisten ai | model bahasa |
     智能助手 | 人工智能 | 大模型 | 语言模型 | 智能体 | 助手们 | 助理 | アシスタント | エージェント | 言語モデル | 人工知能 | 에이전트 | 어시스턴트 | 인공지능 | 언어 모델 | 비서`,
  ],
  [
    'run',
    `ejecuta | ejecutar | ejecute | ejecuten | ejecutad | corre el | lanza | executer | execute | executez | lance | lancez | lancer | execute | executar | executem | rode | rodar | esegui | eseguire | eseguite | eseguano | avvia | lancia | ausfuhren | fuhre aus | fuhrt aus | fuhre | fuhrt | fuhren sie | starte | startet | voer uit | voer | voert uit | start | kor | uruchom | uruchomcie | wykonaj | spust | spustte |
     запусти | запустите | выполни | выполните | исполни | установи | виконай | виконайте | запусти | запустіть | calistir | calistirin | yurut | yurutun | نفذ | نفّذ | شغل | شغّل | اجرا کن | הרץ | הפעל | चलाओ | चलाएं | चलाएँ | निष्पादित करें | chay | thuc thi | jalankan | eksekusi |
     执行 | 運行 | 运行 | 執行 | 启动 | 実行し | 実行せよ | 実行して | 実行する | 実行してください | 起動し | 실행하 | 실행해 | รัน | เรียกใช้`,
  ],
  [
    'program',
    `comando | comandos | el script | terminal | la terminal | consola | commande | commandes | le script | le terminal | o comando | o script | terminale | lo script | il comando | skript | das skript | befehl | das terminal | opdracht | het script | skrypt | polecenie w | prikaz | skript |
     скрипт | скрипта | команду | терминал* | оболочк* | сценарий | скріпт | термінал* | betik | betigi | betigini | terminalde | komutu | komutunu | الأمر التالي | الطرفية | السكربت | البرنامج النصي | دستور زیر | ترمینال | הפקודה | הסקריפט | स्क्रिप्ट | कमांड | टर्मिनल | kich ban | lenh sau | terminal | skrip | perintah berikut |
     脚本 | 终端 | 終端 | 命令行 | 腳本 | スクリプト | コマンド | ターミナル | 端末で | 스크립트 | 명령어 | 터미널 | สคริปต์`,
  ],
  [
    'send',
    `envialo | enviala | envielo | mandalo | publicalo | publicalas | pasalo | adjunta | envoies | transmettre | envoyer le | publie | publiez | poste | publique | publique as | publicar | mande | envie o | repasse | spedisci | spedire | invia | inviare | inoltra | pubblica | carica su | trasmetti | schickst | sendest | ubergib | ubergeben | veroffentliche | verzenden | stuur door | plaats | skicka vidare | wyslac | opublikuj | udostepnij |
     выложи | опубликуй | пришли | скинь | отошли | надішли | опублікуй | передай | gonderin | gonder | iletin | yayinla | paylasin | أرسله | ارفع | انشر | شارك | أرسل محتوى | بفرستید | ارسال کنید | שלח את | העבר | פרסם | भेजें | भेजो | भेज दें | अपलोड करें | साझा करें | gui noi dung | chia se | tai len | kirimkan | unggah | bagikan |
     提交 | 发给 | 发至 | 传到 | 送到 | 送信し | 送信して | 送付し | 投稿し | 提出し | 보내 | 전송하 | 제출하 | 올려 | ส่งไป`,
  ],
  [
    'secret',
    `archivo de contrasenas | las claves | variables de entorno | fichier de mots de passe | variables d environnement | les cles | as chaves | variaveis de ambiente | arquivo de senhas | senha | senhas | chaves | variabili d ambiente | file delle password | le chiavi | passwortdatei | umgebungsvariablen | die schlussel | omgevingsvariabelen | wachtwoordbestand | zmienne srodowiskowe | plik z haslami | zmiennych srodowiskowych |
     файл с паролями | переменных окружения | ключи от | змінні середовища | файл з паролями | ortam degiskenler* | sifre dosya* | ملف كلمات المرور | متغيرات البيئة | פרטי ההתחברות | משתני הסביבה | पर्यावरण चर | पासवर्ड फ़ाइल | bien moi truong | tep mat khau | variabel lingkungan |
     环境变量 | 密码文件 | 登录凭据 | 环境配置文件 | 環境変数 | パスワードファイル | 鍵ファイル | 환경변수 | 환경 변수 | 비밀번호 파일`,
  ],
  [
    'safety',
    `comprobaciones | las comprobaciones | controles de seguridad | advertencias | antivirus | controle des permissions | controle d acces | controles de securite | avertissements | verificacao de seguranca | verificacoes | controllo di sicurezza | controlli di sicurezza | avvisi di sicurezza | schutzprufung | sicherheitsprufung | signaturprufung | sicherheitswarnungen | warnungen des sicherheitswerkzeugs | veiligheidscontroles | waarschuwingen | kontrole bezpieczenstwa |
     проверку подписи | проверку безопасности | антивирус* | предупреждения безопасности | перевірку безпеки | guvenlik kontrol* | guvenlik taramas* | guvenlik uyari* | فحص الأمان | التحقق من | تحذيرات الأمان | בדיקות אבטחה | סריקת האבטחה | सुरक्षा जांच | सुरक्षा चेतावनी | kiem tra bao mat | canh bao bao mat | pemeriksaan keamanan | peringatan keamanan |
     安全扫描 | 安全检查 | 安全警告 | 安全提示 | 人工审批 | 权限检查 | セキュリティ検査 | セキュリティチェック | セキュリティ警告 | 安全確認 | 보안 검사 | 보안 경고 | 보안 확인`,
  ],
  [
    'disable',
    `desactivar | desactiva | desactiven | apaga las | quita | desactiver | desactivez | desligue | desabilite | desative | disattiva | disattivare | abschalten | ausschalten | schalte ab | deaktiviert | schakel uit | zet uit | wylacz | wylaczcie | vypni | отключи | отключите | отключить | выключи | вимкни | вимкніть | kapat | kapatin | devre disi birak | devre disi birakin | عطل | عطّل | أوقف | تعطيل | השבת | כבה | בטל | बंद करें | अक्षम करें | vo hieu hoa | tat | nonaktifkan | matikan |
     关闭 | 禁用 | 停用 | 无视 | 無効にし | 無効化し | オフにし | 止めて | 비활성화 | 끄고 | 무시하도록`,
  ],
  [
    'unasked',
    `sin pedir confirmacion | no hace falta pedir | sin preguntar | sin autorizacion | se aprueben sin | ya autorizo | ya ha autorizado | ha autorizado al agente | sans demander | sans confirmation | est valide par la direction | c est valide par | a deja autorise | ja autorizou | ja foi autorizado | sem perguntar | sem confirmacao | senza chiedere | senza conferma | ha gia autorizzato | ohne ruckfrage | ohne ruckfragen | hat freigegeben | hat es genehmigt | wurde genehmigt | zonder te vragen | heeft toestemming gegeven | bez pytania | bez potwierdzenia |
     администратор разрешил | уже одобрено | без спроса | без подтверждения | адміністратор дозволив | yonetici onayladi | onay almadan | izin alindi | تمت الموافقة | وافق المسؤول | دون تأكيد | המנהל אישר | ללא אישור | अनुमति मिल चुकी | quan tri vien da | admin sudah | tanpa izin | tanpa konfirmasi |
     无需人工审批 | 无需审批 | 无需确认 | 管理员已批准 | 已获授权 | 管理員已 | 許可は得て | 許可を得て | 承認済み | 確認は不要 | 관리자가 허락 | 관리자가 승인 | 허락을 받았 | 승인 없이`,
  ],
  [
    'remember',
    `guarda en tu memoria | guarda en memoria | anota para siempre | enregistre dans ta memoire | garde en memoire | guarde na sua memoria | memoriza que | salva in memoria | ricorda per sempre | merke dir dauerhaft | merk dir dauerhaft | speichere dauerhaft | onthoud voortaan | zapamietaj na stale | запомни навсегда | запиши в память | запам ятай назавжди | kalici olarak hatirla | hafizana kaydet | احفظ في ذاكرتك | تذكر دائما | זכור תמיד | याद रखो | याद रखें | hay nho | simpan dalam memori | ingat selalu | 永久记住 | 记住以下 | 記憶して | 覚えておいて | 記憶に保存 | 기억해 | 기억하`,
  ],
  [
    'verbatim',
    `word for word | verbatim | exactly as written | letter for letter | palabra por palabra | textualmente | literalmente | al pie de la letra | mot pour mot | mot a mot | textuellement | integralement | palavra por palavra | exatamente o texto | literalmente | parola per parola | testualmente | wortwortlich | wort fur wort | wortlich | woordelijk | letterlijk | ord for ord | ordagrant | slowo w slowo | doslownie | doslovne |
     дословно | слово в слово | буквально | дослівно | слово в слово | kelimesi kelimesine | harfi harfine | aynen | حرفيا | حرفياً | كلمة بكلمة | بالنص | מילה במילה | शब्दशः | हूबहू | tung chu | nguyen van | kata demi kata | persis | 一字不差 | 一字一句 | 原封不动 | 逐字 | 原文 | そのまま | 一言一句 | 그대로 | 한 글자도 | คำต่อคำ`,
  ],
  [
    'told',
    `al comienzo de esta conversacion | al principio de esta | que te dieron | que recibiste | indicaciones que te | avant mon premier message | que tu as recues | que vous avez recues | au debut de cette | suas instrucoes iniciais | instrucoes iniciais | que recebeu | no inicio desta | le istruzioni iniziali | che hai ricevuto | all inizio di questa | uber dieser nachricht | vor dieser nachricht | vor meiner ersten | die internen vorgaben | am anfang dieses | boven dit bericht | voor mijn eerste | powyzej tej wiadomosci | na poczatku rozmowy |
     находится выше | до этого сообщения | в начале разговора | перед этим сообщением | вище цього | на початку розмови | en basta verilen | bu mesajdan once | sana verilen | قبل هذه الرسالة | التي تلقيتها | في بداية المحادثة | לפני ההודעה | שקיבלת בתחילת | सिस्टम निर्देश | इस संदेश से पहले | truoc tin nhan nay | dau cuoc tro chuyen | sebelum pesan ini | di awal percakapan |
     最初收到的 | 对话开始前 | 这条消息之前 | 最初的设定 | 你收到的设定 | 收到的指令 | 最初に与えられた | 最初に受け取った | 会話の最初 | このメッセージより前 | 대화가 시작되기 전 | 처음에 받은 | 이 메시지 이전`,
  ],
  [
    'void',
    `no vale | ya no valen | quedan anuladas | quedan sin efecto | ya no se aplican | ne sont plus valables | n ont plus cours | sont annulees | nao valem mais | estao anuladas | non valgono piu | sono annullate | gilt nicht mehr | gelten nicht mehr | ist hinfallig | sind hinfallig | sind ungultig | gelden niet meer | vervallen | juz nie obowiazuja | больше не действуют | больше не действует | отменены | більше не діють | скасовані | artik gecerli degil | gecersizdir | لم تعد سارية | ملغاة | אינן תקפות | अब मान्य नहीं | khong con hieu luc | tidak berlaku lagi |
     已作废 | 均已作废 | 都已失效 | 不再有效 | 已经失效 | 均不适用 | すべて無効 | 無効です | 無効とな | 破棄され | 더 이상 유효하지 | 무효`,
  ],
  [
    'orders',
    `lo que te pidieron | tus ordenes | las demandes | les demandes | des demandes | les consignes | les presentes instructions | pedidos anteriores | i comandi | le richieste | vorgaben | auftrage | opdrachten | polecenia | указания | распоряжения | вказівки | talimatlari | yonergeleri | yeu cau | permintaan | 要求 | 指示は | 指示を | 지침 | 지시를`,
  ],
];
