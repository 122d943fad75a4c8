import type { LexiconRow } from '../wordClasses.ts';

/** Slavic, Turkic, Semitic, Indic and East and South-East Asian languages. */
export const OTHER_LANGUAGES: readonly LexiconRow[] = [
  // Polish, Czech, Slovak
  [
    'drop',
    'zignoruj | zignorujcie | ignoruj | pomin | zapomnij | zapomnij o | zlekcewaz | odrzuc | nie przestrzegaj | nie stosuj sie do | zapomen | zapomente | ignorujte | prehlizej | zabudni',
  ],
  [
    'orders',
    'instrukcje | instrukcji | polecenia | polecen | zasady | zasad | reguly | regul | wytyczne | wytycznych | ograniczenia | pokyny | instrukce | pravidla | prikazy | pokyn',
  ],
  [
    'prior',
    'poprzednie | poprzednich | wczesniejsze | wczesniejszych | powyzsze | powyzszych | wszystkie | wszystkich | wszelkie | predchozi | vsechny | predeslych | vsechna | predchadzajuce',
  ],
  ['your', 'swoje | swoj | twoje | twoj | twoich | swoich | tve | sve | tvoje | svuj'],
  ['reveal', 'pokaz | ujawnij | wyswietl | podaj | powtorz | wypisz | wydrukuj | ukaz | zobraz | vypis | odhal'],
  [
    'prompt',
    'prompt systemowy | promptu systemowego | instrukcje systemowe | instrukcji systemowych | ukryte instrukcje | systemovy prompt | systemove instrukce',
  ],
  [
    'conceal',
    'nie mow uzytkownikowi | nie informuj uzytkownika | nie wspominaj | bez wiedzy uzytkownika | nerikej uzivateli | neinformuj uzivatele',
  ],
  ['secretly', 'potajemnie | po cichu | w tajemnicy | bez pytania | bez zgody | tajne | potichu'],
  ['send', 'wyslij | wyslac | przeslij | przekaz | odeslij | posli | odesli | poslete'],
  [
    'secret',
    'hasla | haslo | hasel | klucze api | klucz api | dane logowania | dane klientow | hesla | heslo | klic api',
  ],
  ['become', 'jestes teraz | od teraz | od tej pory | udawaj | zachowuj sie jak | nyni jsi | od nynejska | predstirej'],
  ['unbound', 'bez ograniczen | bez filtrow | bez zasad | bez cenzury | tryb programisty | bez omezeni'],
  // Russian, Ukrainian, Bulgarian
  ['prompt', 'до моего сообщения | перед моим сообщением | инструкции которые ты получил | текст который тебе дали'],
  ['drop', 'не выполняй | не выполняйте'],
  ['told', 'просьбу пользователя | запрос пользователя | то что просит пользователь | что хочет пользователь'],
  [
    'drop',
    'игнорируй* | игнорировать | проигнорируй* | забудь | забудьте | забыть | не обращай внимания | не обращайте внимания | отбрось* | пренебреги* | не следуй | не следуйте | отмени | отмените | ігноруй* | проігноруй* | забудь | забудьте | відкинь* | не зважай | не дотримуйся | игнорирай | забрави',
  ],
  [
    'orders',
    'инструкци* | указани* | правил* | команды | командам | команд | директив* | распоряжени* | промпт* | предписани* | ограничени* | інструкці* | вказівк* | правила | правил | наказ* | обмежен* | промпт*',
  ],
  [
    'prior',
    'предыдущи* | прежни* | прошлые | ранее | выше | все | всех | всё | вышеуказанн* | изначальн* | попередні* | усі | всі | всіх | вище',
  ],
  ['your', 'свои | свой | своих | твои | твой | твоих | ваши | ваш | свої | твої | ваші'],
  ['new', 'новые | новая | новым | следующие | следующим | нові | наступні'],
  ['follow', 'следуй | следуйте | выполни | выполняй | выполните | подчиняйся | виконуй | виконай | дотримуйся'],
  [
    'reveal',
    'покажи | покажите | раскрой | раскройте | выведи | выведите | напиши | повтори | повторите | сообщи | назови | распечатай | переведи | покажи | розкрий | виведи | повтори | напиши',
  ],
  [
    'prompt',
    'системный промпт | системного промпта | системное сообщение | системные инструкции | системную инструкцию | скрытые инструкции | внутренние инструкции | свои инструкции | твои инструкции | ваши инструкции | начальные инструкции | исходные инструкции | свой промпт | системний промпт | системні інструкції | приховані інструкції | свої інструкції | твої інструкції',
  ],
  [
    'conceal',
    'не говори пользователю | не говорите пользователю | не сообщай пользователю | не сообщайте пользователю | не упоминай об этом | не упоминайте об этом | не рассказывай | не уведомляй | не информируй | без ведома | втайне от пользователя | скрой от пользователя | не кажи користувачу | не повідомляй користувач* | без відома',
  ],
  [
    'secretly',
    'тайно | втайне | незаметно | скрытно | без подтверждения | без разрешения | без спроса | не спрашивая | таємно | непомітно | без дозволу | без підтвердження',
  ],
  [
    'send',
    'отправь | отправьте | отправить | перешли | перешлите | передай | передайте | загрузи | выложи | надішли | відправ | перешли',
  ],
  [
    'outside',
    'на сервер | внешний сервер | мой сервер | этот адрес | по адресу | на адрес | злоумышленник* | зовнішній сервер',
  ],
  [
    'secret',
    'пароль | пароли | паролей | ключи | ключ api | api ключ | api ключи | учетные данные | секреты | токены | токен | данные клиентов | персональные данные | переменные окружения | паролі | облікові дані | ключі | дані клієнтів',
  ],
  [
    'become',
    'ты теперь | теперь ты | вы теперь | отныне | с этого момента | притворись | представь что ты | веди себя как | действуй как | тепер ти | ти тепер | відтепер | уяви що ти',
  ],
  [
    'unbound',
    'без ограничений | без фильтров | без правил | без цензуры | режим разработчика | без обмежень | без фільтрів | режим розробника',
  ],
  ['disable', 'отключи | отключите | обойди | обойдите | пропусти | выключи | вимкни | обійди | пропусти'],
  ['safety', 'безопасност* | проверк* | фильтр* | защит* | подтверждени* | одобрени* | безпек* | перевірк* | захист*'],
  ['remember', 'запомни | запомните | сохрани в память | запамятай'],
  ['always', 'всегда | навсегда | в будущем | завжди'],
  [
    'foreign',
    'другого пользователя | других пользователей | другого клиента | других клиентов | іншого користувача | інших користувачів',
  ],
  ['read', 'прочитай | открой | получи | найди | прочитай | відкрий'],
  [
    'data',
    'файлы | файлов | счета | переписку | разговор | сообщения | базу данных | документы | файли | рахунки | листування',
  ],
  ['destroy', 'удали | удалите | сотри | уничтожь | видали | зітри'],
  ['must', 'пожалуйста | теперь | затем | сейчас | должен | будь ласка | тепер | потім'],
  // Turkish, Azerbaijani
  [
    'drop',
    'yoksay | yok say | yok sayin | gormezden gel | gormezden gelin | unut | unutun | dikkate alma | gozardi et | goz ardi et | bosver',
  ],
  ['orders', 'talimat* | yonerge* | komutlari | kurallar* | komut* | kisitlama* | istem* | direktif*'],
  ['prior', 'onceki | yukaridaki | tum | butun | mevcut | her turlu | daha once'],
  ['reveal', 'goster | gosterin | acikla | yazdir | tekrarla | soyle | paylas | ifsa et'],
  ['prompt', 'sistem istemi* | sistem talimat* | sistem mesaj* | gizli talimat* | sistem komut* | sistem prompt*'],
  [
    'conceal',
    'kullaniciya soyleme | kullaniciya bildirme | kullaniciya haber verme | kullaniciya bahsetme | kullaniciya belli etme | kimseye soyleme',
  ],
  ['secretly', 'gizlice | sessizce | onay almadan | sormadan | izin almadan'],
  ['send', 'gonder | gonderin | yolla | ilet | yukle'],
  ['secret', 'sifre* | parola* | api anahtar* | kimlik bilgi* | gizli anahtar* | musteri veri*'],
  ['become', 'artik sen | sen artik | bundan sonra | bundan boyle | gibi davran | rolunu oyna'],
  ['unbound', 'kisitlama olmadan | sinirsiz | filtresiz | sansursuz | kuralsiz | gelistirici modu'],
  // Arabic, Persian, Hebrew, Urdu
  ['prompt', 'التعليمات التي تلقيتها | النص الذي تلقيته'],
  ['told', 'طلب المستخدم | ما طلبه المستخدم | ما يريده المستخدم'],
  [
    'drop',
    'تجاهل | تجاهلي | تجاهلوا | انس | انسى | انسَ | تجاوز | أهمل | اهمل | لا تتبع | تجاهل كل | نادیده بگیر | نادیده بگیرید | فراموش کن | فراموش کنید | נظر انداز | התעלם | התעלמי | תתעלם | שכח | תשכח | נظر',
  ],
  [
    'orders',
    'التعليمات | تعليمات | تعليماتك | الأوامر | أوامر | القواعد | الإرشادات | التوجيهات | السابقة | دستورالعمل* | دستورات | قوانین | دستور | הוראות | ההוראות | כללים | הכללים | הנחיות | ההנחיות | ہدایات',
  ],
  [
    'prior',
    'السابقة | السابق | جميع | كل | أعلاه | قبلی | پیشین | تمام | همه | הקודמות | הקודמים | כל | לעיל | שקיבלת | پچھلی | تمام',
  ],
  [
    'reveal',
    'اعرض | أظهر | اكشف | اكتب | أخبرني | كرر | اطبع | شارك | نشان بده | افشا کن | بنویس | תציג | הצג | חשוף | גלה | הדפס',
  ],
  [
    'prompt',
    'موجه النظام | رسالة النظام | تعليمات النظام | التعليمات المخفية | التعليمات السرية | تعليماتك | پرامپت سیستم | دستورالعمل سیستم | הנחיית המערכת | הוראות המערכת | ההוראות הנסתרות',
  ],
  [
    'conceal',
    'لا تخبر المستخدم | ولا تخبر المستخدم | ولا تخبر | دون إخبار المستخدم | دون علم المستخدم | لا تذكر هذا | بدون علم المستخدم | لا تخبر أحدا | به کاربر نگو | بدون اطلاع کاربر | אל תספר למשתמש | אל תגיד למשתמש | בלי ידיעת המשתמש',
  ],
  ['secretly', 'سرا | بصمت | خفية | دون تأكيد | دون إذن | مخفیانه | بی سر و صدا | בחשאי | בסתר'],
  ['send', 'أرسل | ارسل | أرسلي | حمّل | شارك | انقل | ارسال کن | بفرست | שלח | תשלח | העלה | بھیجیں'],
  [
    'secret',
    'كلمة المرور | كلمات المرور | مفتاح api | مفاتيح api | بيانات الاعتماد | المفاتيح السرية | بيانات العملاء | رمز عبور | رمزهای عبور | کلید api | סיסמאות | סיסמה | מפתח api | מפתחות | פרטי גישה',
  ],
  [
    'become',
    'أنت الآن | انت الآن | من الآن فصاعدا | تظاهر | تصرف كأنك | تصرف ك | تو اکنون | از این به بعد | אתה עכשיו | מעכשיו | התנהג כמו',
  ],
  [
    'unbound',
    'بدون قيود | دون قيود | بلا قيود | بدون فلاتر | وضع المطور | بدون محدودیت | ללא הגבלות | בלי הגבלות | מצב מפתח',
  ],
  // Hindi, Bengali
  ['prompt', 'तुम्हें दिए गए निर्देश | आपको दिए गए निर्देश'],
  ['told', 'उपयोगकर्ता के अनुरोध | उपयोगकर्ता की बात | यूजर के अनुरोध'],
  [
    'drop',
    'अनदेखा | अनदेखा करें | अनदेखा करो | नज़रअंदाज़ | नजरअंदाज | नज़रअंदाज़ करें | भूल जाओ | भूल जाएं | भूल जाइए | उपेक्षा | उपेक्षा करें | मत मानो | উপেক্ষা | ভুলে যাও | ভুলে যান | অগ্রাহ্য',
  ],
  ['orders', 'निर्देश | निर्देशों | आदेश | आदेशों | नियम | नियमों | निर्देशो | প্রম্পট | নির্দেশ | নির্দেশনা | নির্দেশাবলী | নিয়ম'],
  ['prior', 'पिछले | पिछली | सभी | पूर्व | ऊपर | पहले | সব | সমস্ত | পূর্ববর্তী | আগের'],
  ['reveal', 'दिखाओ | दिखाएं | बताओ | बताएं | प्रकट करें | লিখ | দেখাও | দেখান | প্রকাশ'],
  ['prompt', 'सिस्टम प्रॉम्प्ट | सिस्टम निर्देश | छिपे हुए निर्देश | सिस्टम संदेश | সিস্টেম প্রম্পট'],
  [
    'conceal',
    'उपयोगकर्ता को मत बताना | उपयोगकर्ता को न बताएं | उपयोगकर्ता को मत बताओ | यूजर को मत बताना | ব্যবহারকারীকে বলবেন না',
  ],
  ['send', 'भेजो | भेजें | भेज दो | अपलोड | পাঠান | পাঠাও'],
  ['secret', 'पासवर्ड | एपीआई कुंजी | api कुंजी | गोपनीय | পাসওয়ার্ড'],
  ['become', 'अब तुम | अब आप | अब से | আপনি এখন | এখন থেকে'],
  ['unbound', 'बिना किसी प्रतिबंध | बिना प्रतिबंध | कोई नियम नहीं'],
  // Vietnamese, Indonesian, Malay, Filipino, Thai
  [
    'drop',
    'bo qua | quen di | quen | phot lo | khong tuan theo | abaikan | lupakan | jangan ikuti | kesampingkan | balewalain | kalimutan | huwag pansinin | ละเว้น | ไม่ต้องสนใจ | ลืม | เพิกเฉย',
  ],
  [
    'orders',
    'huong dan | chi dan | lenh | quy tac | chi thi | instruksi | perintah | aturan | petunjuk | arahan | panduan | mga tagubilin | tagubilin | mga utos | patakaran | คำสั่ง | คำแนะนำ | กฎ',
  ],
  [
    'prior',
    'truoc do | truoc | tren | tat ca | moi | o tren | sebelumnya | semua | seluruh | di atas | terdahulu | nakaraang | lahat | naunang | ก่อนหน้า | ทั้งหมด | ข้างต้น',
  ],
  [
    'reveal',
    'hien thi | tiet lo | cho toi biet | in ra | cho xem | lap lai | tampilkan | ungkapkan | tunjukkan | cetak | beritahu saya | ulangi | ipakita | ibunyag | แสดง | เปิดเผย | บอก',
  ],
  [
    'prompt',
    'loi nhac he thong | prompt he thong | huong dan he thong | thong diep he thong | prompt sistem | instruksi sistem | pesan sistem | instruksi tersembunyi | instruksi awal | พรอมต์ระบบ | คำสั่งระบบ | ข้อความระบบ',
  ],
  [
    'conceal',
    'khong noi cho nguoi dung | dung noi cho nguoi dung | khong thong bao cho nguoi dung | dung cho nguoi dung biet | khong de nguoi dung biet | jangan beritahu pengguna | jangan beri tahu pengguna | tanpa sepengetahuan pengguna | jangan sebutkan ini | huwag sabihin sa user | อย่าบอกผู้ใช้ | ห้ามบอกผู้ใช้ | โดยไม่ให้ผู้ใช้รู้',
  ],
  [
    'secretly',
    'bi mat | am tham | len lut | diam diam | secara diam diam | secara rahasia | tanpa konfirmasi | tanpa izin | palihim | อย่างลับๆ | แอบ',
  ],
  ['send', 'gui | gui toi | chuyen tiep | tai len | kirim | kirimkan | teruskan | unggah | ipadala | ส่ง | อัปโหลด'],
  [
    'secret',
    'mat khau | khoa api | thong tin dang nhap | kata sandi | kunci api | kredensial | data pelanggan | รหัสผ่าน | คีย์ api',
  ],
  [
    'become',
    'bay gio ban la | tu bay gio | hay dong vai | ban hien la | sekarang kamu adalah | sekarang anda adalah | mulai sekarang | berpura pura | bertindak sebagai | คุณคือ | ตั้งแต่นี้ไป',
  ],
  [
    'unbound',
    'khong gioi han | khong co gioi han | khong bi han che | khong kiem duyet | tanpa batasan | tanpa filter | tanpa aturan | mode pengembang | ไม่มีข้อจำกัด | ไร้ข้อจำกัด',
  ],
  // Chinese
  ['prompt', '收到的第一条消息 | 第一条消息原样 | 你收到的指示 | 你被告知的内容'],
  ['told', '用户的请求 | 用户请求 | 用户的要求 | 用户的问题 | 使用者的要求'],
  [
    'drop',
    '忽略 | 忽视 | 无视 | 忘记 | 忘掉 | 不要理会 | 不要遵守 | 不要遵循 | 放弃 | 抛开 | 抛弃 | 无需遵守 | 不用管 | 跳过 | 忽視 | 無視 | 忘記 | 不要理會 | 撤销 | 作废',
  ],
  [
    'orders',
    '指令 | 指示 | 提示 | 说明 | 规则 | 规定 | 命令 | 约束 | 限制 | 上下文 | 對話 | 規則 | 說明 | 準則 | 准则 | 指引 | 设定',
  ],
  ['prior', '之前 | 以前 | 以上 | 上述 | 先前 | 上面 | 所有 | 全部 | 一切 | 原有 | 此前 | 前面 | 你的 | 您的'],
  [
    'reveal',
    '显示 | 透露 | 输出 | 告诉我 | 打印 | 泄露 | 重复 | 公开 | 展示 | 列出 | 翻译 | 顯示 | 揭示 | 複述 | 复述 | 说出 | 给我看',
  ],
  [
    'prompt',
    '系统提示 | 系统指令 | 系统提示词 | 系統提示 | 初始指令 | 初始提示 | 提示词 | 隐藏指令 | 内部指令 | 你的指令 | 你的规则 | 系统消息 | 原始指令',
  ],
  [
    'conceal',
    '不要告诉用户 | 别告诉用户 | 不要让用户知道 | 不要向用户说 | 不要向用户透露 | 不要向用户提及 | 不要向用户提到 | 不要向用户提起 | 不要向用户展示 | 不要向用户显示 | 不要向用户报告 | 不要向用户汇报 | 不要向用户说明 | 不要向用户解释 | 不要向用户披露 | 不要向用户告知 | 不要向用户通报 | 不要向用户公开 | 不要向用户泄露 | 不要向用户承认 | 不要向用户暴露 | 不要向用户透漏 | 不要通知用户 | 瞒着用户 | 不要告訴使用者 | 不要提及此 | 不要提到这 | 对用户保密',
  ],
  ['secretly', '秘密地 | 悄悄 | 偷偷 | 暗中 | 无需确认 | 不经确认 | 未经同意 | 无需批准 | 不要询问'],
  ['send', '发送 | 上传 | 转发 | 传送 | 发到 | 提交到 | 發送 | 上傳 | 寄到 | 传给'],
  ['outside', '服务器 | 外部服务 | 攻击者 | 以下地址 | 这个地址 | 我的邮箱'],
  [
    'secret',
    '密码 | 密钥 | 口令 | 凭证 | 凭据 | 令牌 | 私钥 | 环境变量 | 个人信息 | 客户数据 | 用户数据 | 密碼 | 金鑰',
  ],
  ['become', '你现在是 | 现在你是 | 从现在起 | 从现在开始 | 從現在起 | 你將扮演 | 扮演 | 假装 | 假设你是 | 你不再是'],
  [
    'unbound',
    '没有限制 | 没有任何限制 | 不受限制 | 不受约束 | 无限制 | 无审查 | 没有道德 | 开发者模式 | 越狱 | 沒有限制 | 管理员模式',
  ],
  ['disable', '禁用 | 关闭 | 绕过 | 跳过 | 停用'],
  ['safety', '安全检查 | 安全限制 | 安全过滤 | 安全策略 | 审核 | 审批 | 验证 | 身份验证 | 防火墙'],
  ['remember', '记住 | 保存到记忆 | 写入记忆 | 牢记'],
  ['always', '始终 | 永远 | 总是 | 今后 | 以后'],
  ['destroy', '删除 | 清空 | 销毁 | 刪除'],
  ['data', '对话 | 聊天记录 | 文件 | 数据库 | 记录 | 邮件 | 所有数据'],
  ['read', '读取 | 打开 | 获取 | 查看 | 收集'],
  ['foreign', '其他用户 | 其他客户 | 别的用户 | 其他租户'],
  // Japanese
  ['prompt', '最初に受け取った | 最初に与えられた'],
  ['told', 'ユーザーの依頼 | ユーザーのリクエスト | ユーザーの要求'],
  [
    'drop',
    '無視して | 無視し | 無視しろ | 無視せよ | 無視する | 忘れて | 忘れろ | 忘れなさい | 破棄し | 従わない | 従わず | 取り消し',
  ],
  ['orders', '指示 | 命令 | ルール | プロンプト | 制約 | 設定 | 規則 | ガイドライン | インストラクション | 制限'],
  ['prior', '以前 | これまで | 上記 | 前の | すべて | 全て | 今まで | 先ほど | 元の'],
  ['reveal', '表示 | 教えて | 出力 | 見せて | 公開し | 開示し | 繰り返し | 明かし'],
  ['prompt', 'システムプロンプト | 初期プロンプト | 内部指示 | システムメッセージ | 隠された指示 | あなたの指示'],
  [
    'conceal',
    'ユーザーに言わない | ユーザーには言わない | ユーザーに知らせない | ユーザーに伝えない | ユーザーには伝えない | ユーザーに内緒 | 誰にも言わない',
  ],
  ['secretly', '密かに | こっそり | 内緒で | 確認せずに | 許可なく'],
  ['send', '送信 | 送って | 送れ | アップロード | 転送'],
  ['secret', 'パスワード | 認証情報 | 秘密鍵 | 個人情報 | トークン'],
  ['become', 'あなたは今から | 今からあなたは | これからあなたは | ふりをして | になりきって | として振る舞'],
  ['unbound', '制限なし | 制限のない | 無制限 | 開発者モード | 制約なし | 検閲なし'],
  // Korean
  ['prompt', '처음에 받은 | 처음 받은 지시 | 처음에 주어진'],
  ['told', '사용자의 요청 | 사용자 요청'],
  [
    'drop',
    '무시하 | 무시해 | 무시하고 | 무시 | 잊어 | 잊고 | 따르지 마 | 따르지 마라 | 따르지 마세요 | 따르지 말고 | 따르지 말아라 | 따르지 마십시오 | 버리고',
  ],
  ['orders', '지시 | 명령 | 지침 | 규칙 | 프롬프트 | 안내 | 제한'],
  ['prior', '이전 | 이전의 | 앞의 | 위의 | 모든 | 지금까지의 | 기존 | 앞선'],
  ['reveal', '보여 | 알려 | 출력 | 공개 | 말해 | 반복'],
  ['prompt', '시스템 프롬프트 | 시스템프롬프트 | 초기 지시 | 숨겨진 지시 | 시스템 메시지 | 내부 지침'],
  ['conceal', '사용자에게 말하지 | 사용자에게 알리지 | 사용자 몰래 | 사용자에게 언급하지'],
  ['secretly', '몰래 | 비밀리에 | 조용히 | 확인 없이 | 허락 없이 | 승인 없이'],
  ['send', '보내 | 전송 | 업로드 | 전달'],
  ['secret', '비밀번호 | api 키 | 자격 증명 | 자격증명 | 개인 키 | 환경 변수 | 고객 데이터'],
  ['become', '너는 이제 | 이제 너는 | 이제부터 너는 | 당신은 이제 | 지금부터 당신은 | 지금부터 너는 | 인 척'],
  ['unbound', '제한 없는 | 제한 없이 | 무제한 | 제약 없이 | 검열 없이 | 개발자 모드'],
  // Greek
  ['drop', 'αγνοησε | αγνοηστε | ξεχασε | ξεχαστε | παραβλεψε'],
  ['orders', 'οδηγιες | εντολες | κανονες'],
  ['prior', 'προηγουμενες | ολες | ολους | παραπανω'],
];
