import type { LexiconRow } from '../wordClasses.ts';

/**
 * What else orders to send secrets, to pay and to keep quiet are made of, language by language: Scandinavian, Finnish,
 * Hungarian, Romanian, Czech and Slovak, Polish, South Slavic, Greek, Hebrew, Arabic, Persian, Urdu, Bengali, Hindi, Thai,
 * Filipino, Swahili, traditional Chinese, and words of consent, payment and make-believe in the larger ones.
 */
export const FURTHER_LANGUAGES: readonly LexiconRow[] = [
  [
    'drop',
    `abweichend von | abweichend zu | strunta i | bry dig inte om | overse | felejtsd el | felejtse el | hagyd figyelmen kivul | hagyja figyelmen kivul | ne kovesd | uitati | neglija |
     zapomen | zapomente | nedbej | porzuc | porzuccie | odrzuc | пренебрегни | تخل عن | تخلى عن | نظر انداز کریں | بھول جائیں | بھول جاؤ |
     เลิกทำตาม | ไม่ต้องทำตาม | อย่าทำตาม | 放棄 | 捨棄 | 拋開`,
  ],
  [
    'orders',
    `instruksjoner | instruksjonene | instrukser | instruktionerne | utasitas* | szabalyokat | parancsokat | instrukce | prikazy | инструкциите | указанията |
     دستورهای | دستورها`,
  ],
  [
    'prior',
    `korabbi | elozo | eddigi | fenti | osszes | precedente | predchozi | vsechny | dosavadni | drivejsi | dotychczasowe | dotychczasowych | предишните | всички | горните`,
  ],
  ['reveal', 'mutasd meg | ird ki | aruld el | arata | afiseaza | dezvaluie | vypis | покажи ми | ensename | dis nous'],
  [
    'prompt',
    `rendszerprompt* | rendszeruzenet* | promptul de sistem | promptul sistemului | instructiunile de sistem | con el que te configuraron | con la que te configuraron |
     te programaron | texto secreto | avec lequel on t a configure | texte secret | mit dem du konfiguriert | wortlaut deiner anweisungen | con cui ti hanno configurato |
     com que foste configurado | com que foi configurado`,
  ],
  [
    'send',
    `laheta | lahettakaa | valita eteenpain | kuldd | kuldd el | kuldje el | tovabbitsd | toltsd fel | trimite | trimiteti | transmite | posli | poslete | odesli | preposli | odosli | wyslij | wyslijcie | przeslij |
     posalji | posaljite | изпрати | изпратете | στειλε | στειλτε | προωθησε | ανεβασε | بھیج دو | بھیج دیں | পাঠিয়ে দাও | পাঠিয়ে দিন | tuma | utume | ipasa |
     寄到 | 寄給 | 傳送 | 發給 | 發到 | 贴到 | 貼到`,
  ],
  [
    'secret',
    `losenorden | inloggningsuppgifter | api nycklar | passord | passordene | adgangskoder | salasana* | salasanoja | kayttajatunnukset | api avaimet | jelszo* | jelszav* | parolele | parola utilizatorului |
     cheile api | hesla | prihlasovaci udaje | api klice | hasla | hasel | lozinke | lozinku | паролите | κωδικους | κωδικο προσβασης | κλειδια api | διαπιστευτηρια | הסיסמאות |
     رمزهای | رمزها | گذرواژه* | مفاتيح الوصول | كلمات السر | كلمة السر | پاس ورڈ | پاسورڈ | mga password | nywila | neno la siri | 憑證 | 個資`,
  ],
  [
    'outside',
    `till mig | till denna adress | den har adressen | til denne adressen | denne adresse | tahan osoitteeseen | palvelimelle | erre a cimre | la aceasta adresa | aceasta adresa | na tuto adresu | na adresu | na ten adres |
     na ovu adresu | на този адрес | на цю адресу | σε αυτη τη διευθυνση | στη διευθυνση | לכתובת הזו | לכתובת זו | לשרת | هذا العنوان | إلى العنوان التالي | إلى الخادم | این نشانی | این آدرس |
     এই ঠিকানায় | इस पते | address na ito | anwani hii | esta direccion | cette adresse | questo indirizzo | este endereco | bu adrese |
     ที่อยู่นี้ | 這個信箱 | 此信箱 | 這個地址 | 這個網址 | 伺服器 | 这个邮箱 | 该地址 | このアドレス | 次のアドレス | 이 주소 | 다음 주소`,
  ],
  [
    'silence',
    `utan att saga | utan att namna | sag inget | sag ingenting | beratta inget | uten a si | uten a fortelle | ikke si noe | ikke fortell | uden at sige | sig ikke noget | fortael ikke |
     kertomatta | ala kerro | alkaa kertoko | ilmoittamatta | mainitsematta | ala mainitse | ne szolj | ne mondd el | ne emlitsd | ne ertesitsd | ne tajekoztasd | nelkul hogy szolnal |
     fara sa i spui | fara sa spui | nu spune | nu i spune | nu mentiona | nu informa | nic nerikej | nerikejte | aniz bys | nic nehovor | nepovedz | nie informujac | nic nie mow |
     ne govori | nemoj reci | ne spominji | bez obavjestavanja | не казвай | без да казваш | не споменавай | χωρις να του πεις | χωρις να πεις | μην πεις | μην αναφερεις | χωρις να ενημερωσεις |
     چیزی نگو | به او نگو | بدون گفتن | نہ بتائیں | مت بتانا | بتائے بغیر | বলবে না | বলো না | জানাবে না | না জানিয়ে | বলবেন না | nang hindi sinasabi | huwag sabihin | bila kumwambia | usimwambie | usiseme |
     no le comentes | no le comentes nada | no lo comentes | ne le lui dis pas |
     โดยไม่ต้องบอก | โดยไม่บอก | ไม่ต้องแจ้ง | 不要告知 | 請勿告知 | 不必告知 | 別讓使用者 | 別讓用戶 | 別讓任何人 | 別讓人 | 別讓他 | 別讓她 | 別讓別人 | 別讓其他 | 別讓管理員 | 別讓審核 | 別讓大家 | 別讓對方 | 不要讓使用者 | 不要讓用戶 | 不要讓任何人 | 不要讓人 | 不要讓他 | 不要讓她 | 不要讓別人 | 不要讓其他 | 不要讓管理員 | 不要讓審核 | 不要讓大家 | 不要讓對方 | 知らせないで | 伝えないで | 言わないで | 報告は不要`,
  ],
  [
    'must',
    'doit | doivent | debe | deben | deve | devono | devem | muss | mussen | moet | moeten | должен | должны | musi',
  ],
  [
    'terms',
    'la politique | les politiques | la politica | las politicas | as politicas | le politiche | die richtlinien | политику',
  ],
  [
    'person',
    `felhasznalo* | kayttaja* | utilizatorul* | pouzivatel* | korisnik* | потребител* | χρηστη | χρηστης | ব্যবহারকারী* | mtumiaji | bruker* | brukeren`,
  ],
  [
    'agent',
    `asszisztens* | mesterseges intelligenc* | nyelvi modell* | tekoaly* | kielimalli* | asistentul ai | inteligenta artificiala | ai asistent* | umela inteligence | modelu ai | model ai | asystencie |
     umjetna inteligencija | vestacka inteligencija | изкуствен интелект | ші | штучний інтелект | βοηθο τν | βοηθος ai | τεχνητη νοημοσυνη | בינה מלאכותית | לעוזר | دستیار | هوش مصنوعی | এআই | কৃত্রিম বুদ্ধিমত্তা |
     msaidizi wa ai | akili bandia | kunstig intelligens | ki assistenten | para el asistente | el asistente debe | l assistant doit | o assistente deve | l assistente deve | der assistent muss |  pour l assistant | per l assistente | para o assistente | fur den assistenten |
     ปัญญาประดิษฐ์ | ผู้ช่วย ai | 人工智慧 | 智慧代理 | 助理`,
  ],
  [
    'unasked',
    `ya dio permiso | ya dio su permiso | ya ha dado permiso | ya acepto | a deja donne son accord | a deja accepte | hat bereits zugestimmt | hat schon zugestimmt | ja deu permissao | ja concordou |
     ha gia dato il permesso | ha gia acconsentito | уже согласился | уже разрешил | дал согласие | 已经同意 | 用户已同意 | 同意済み | すでに同意 | 이미 동의`,
  ],
  [
    'pay',
    `transfiere | transfiera | paga el | paga la | vire | virez | effectue un virement | payez | uberweise | uberweisen sie | bezahle | transfira | pague | trasferisci | bonifica | maak over | przelej | zaplac |
     переведи | переведите | оплати | havale et | 转账 | 汇款 | 轉帳 | 匯款 | 送金 | 振り込 | 송금 | 이체`,
  ],
  [
    'money',
    `los fondos | dinero | el importe | l argent | les fonds | la somme | geld | den betrag | guthaben | dinheiro | os fundos | fondi | denaro | i soldi | pieniadze | srodki | деньги | средства | сумму | parayi |
     资金 | 余额 | 款项 | 資金 | お金 | 금액 | 자금`,
  ],
  [
    'become',
    `haz como si | actua como si | imagina que no | fais comme si | imagine que tu n | fai finta | comportati come se | faca de conta | tu so als hattest du | doe alsof je | представь что у тебя`,
  ],
  [
    'unbound',
    `no tuvieras normas | no tuvieras reglas | no tienes reglas | no tienes limites | sin normas | sin reglas | tu n avais pas de regles | sans regles | sans limites | non avessi regole | senza regole |
     nao tivesses regras | sem regras | sem limites | hattest du keine regeln | никаких ограничений | нет никаких правил`,
  ],
  [
    'unasked',
    `ohne prufung | ungepruft | ohne zu prufen | sans verifier | sans verification | sans la relire | sin revisar | sin revisarla | sin revisarlo | sin revision | sin comprobar | sem verificar | sem rever | sem revisao |
     senza controlli | senza controllare | senza verificare | senza verifica | zonder controle | ongecontroleerd | bez sprawdzania | bez weryfikacji | без проверки | не проверяя | без перевірки | kontrol etmeden | incelemeden |
     دون مراجعة | بدون مراجعة | دون تحقق | 未经审核 | 不经审核 | 无需审核 | 不要运行测试 | 不要检查 | 不用检查 | 確認せずに | 確認せず | 検証せず | 검토하지 말고 | 확인하지 말고 | 검토 없이 | 확인 없이`,
  ],
  [
    'favour',
    `genehmige | genehmigen sie | gib frei | approuve | approuvez | validez | aprueba | apruebe | aprove | aprova | approva | approvi | approvate | keur goed | keur | zatwierdz | zaakceptuj | одобри | одобрите | утверди | подтверди | схвали | onayla | onaylayin |
     وافق على | اعتمد | 批准 | 核准 | 通过审核 | 承認して | 承認し | 承認せよ | 승인하라 | 승인해 | 승인하세요`,
  ],
];
