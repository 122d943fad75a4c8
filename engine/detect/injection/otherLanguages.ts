import type { Row } from './signalRow.ts';

/** Romance and Germanic languages without accents: they are matched on text whose accents were taken off. */
export const OTHER_LATIN: readonly Row[] = [
  ['override', 1, '\\blassen_sie_(?:alle_)?(?:vorherigen|bisherigen)_\\w{4,20}_hinter_sich\\b'],
  ['override', 0.9, '\\b(?:folgen|kommen)_(?:nun_|jetzt_)?(?:neue|weitere)_(?:aufgaben|anweisungen)\\b'],
  [
    'override',
    1,
    '\\b(?:ignora(?:r|d|te|ndo)?|ignore|ignoren|olvida(?:r|te|d)?|olvide|desatiende|descarta|desestima|omite|haz_caso_omiso)_(?:(?:todas?|todos|las?|los|tus|sus|mis|de|del|a|cualquier|estas|esas)_){0,5}(?:instrucciones|indicaciones|directrices|reglas|ordenes|normas|directivas|restricciones|mensajes?|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignorez?|ignorer|oubliez?|oublier|negligez?|ne_tenez_pas_compte|faites_abstraction|desobeissez?)_(?:(?:toutes?|tous|les?|la|l|tes|vos|mes|des|de|du|ces|aux?)_){0,5}(?:instructions?|consignes?|directives?|regles|ordres|recommandations?|messages?|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignorier\\w{0,3}|vergiss|vergessen|missachte\\w{0,2}|verwirf|uberspring\\w{0,2}|lass|beachte)_(?:(?:sie|nun|jetzt|bitte|alle[snr]?|die|der|den|deine[nr]?|ihre[nr]?|meine|obigen|vorherigen|bisherigen|vorangehenden|vorangegangenen|fruheren|oben|stehenden|nicht|ganz)_){0,6}(?:anweisung\\w{0,3}|instruktion\\w{0,3}|vorgabe\\w{0,2}|regel\\w{0,2}|befehl\\w{0,2}|auftrag\\w{0,2}|auftrage|aufgabe\\w{0,2}|angabe\\w{0,2}|richtlinie\\w{0,2}|aufforderung\\w{0,2}|information\\w{0,2}|kontext|alles|davor|prompts?|nachrichten?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:vergiss|vergessen_sie|ignoriere|ignorieren_sie)_(?:alles|das|was)~(?:davor|vorher|zuvor|oben|bisher|gesagt|obige|vorherige)',
  ],
  [
    'override',
    1,
    '\\b(?:ignor[ae]r?|ignorem|esque[cç]a|esqueca|esquecer|desconsider[ae]|desconsidere|descarte)_(?:(?:todas?|todos|as?|os|suas?|seus|tuas|minhas|de|das|dos|quaisquer)_){0,5}(?:instrucoes|orientacoes|diretrizes|regras|ordens|comandos|restricoes|mensagens|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:ignora(?:re)?|dimentica(?:re)?|trascura|tralascia)_(?:(?:tutte|tutti|le|i|gli|tue|tuoi|mie|delle|di|queste)_){0,5}(?:istruzioni|regole|direttive|ordini|indicazioni|comandi|prompts?)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:negeer|vergeet)_(?:(?:alle|de|je|uw|jouw|vorige|voorgaande|eerdere|bovenstaande)_){1,5}(?:instructies|regels|aanwijzingen|opdrachten|richtlijnen)\\b',
  ],
  [
    'override',
    1,
    '\\b(?:zignoruj|ignoruj|zapomnij_o?)_(?:(?:wszystkie|wszystkich|poprzednie|poprzednich|wczesniejsze|powyzsze|swoje|twoje)_){1,4}(?:instrukcj\\w{1,3}|polece\\w{1,4}|zasad\\w{0,2}|regul\\w{0,2})\\b',
  ],
  [
    'override',
    1,
    '\\b(?:onceki|yukaridaki|tum)_(?:\\w{1,12}_){0,3}(?:talimat\\w{0,6}|yonerge\\w{0,6}|komut\\w{0,6})_(?:\\w{1,12}_){0,2}(?:yok_say\\w{0,4}|unut\\w{0,4}|gormezden_gel)',
  ],
  ['override', 1, '\\b(?:abaikan|lupakan)_(?:(?:semua|seluruh)_)?(?:instruksi|perintah|aturan|petunjuk)\\b'],
  [
    'override',
    0.9,
    '\\b(?:nuevas?|nouvelles?|neuen?|novas?|nuove)_(?:instrucciones|consignes?|instructions?|anweisungen|aufgaben?|instrucoes|istruzioni)\\b',
  ],
  [
    'persona',
    0.9,
    '\\b(?:ahora_eres|a_partir_de_ahora|vous_etes_(?:maintenant_|desormais_)?(?:administrateur|un|une|libre)|tu_es_maintenant|du_bist_(?:jetzt|nun|ab_sofort)|sie_sind_(?:jetzt|nun)|agora_voce_e|voce_agora_e|ora_sei|adesso_sei)\\b',
  ],
  [
    'act',
    0.6,
    '\\b(?:envoyez?|envoie|envia(?:r|me|lo|las)?|envie|sende|senden_sie|schicke|invia|mande)_(?:\\w{1,16}_){0,8}(?:a|an|to|para|al|nach)_(?:\\S{1,40}@|https?|la_(?:url|direccion)|diese)',
  ],
  [
    'act',
    0.6,
    '\\b(?:approuvez|contournez|desactivez|desactiva|omite|umgehe|deaktiviere|genehmige|burlar|contorne)_(?:(?:les?|la|las|los|all[es]|die|toutes?)_){0,2}\\w{4,20}',
  ],
  ['act', 0.6, '\\butilisez?_l?_?(?:outil)?_?\\w{3,20}_(?:puis|et)_(?:envoyez?|affichez?|transmettez?)\\b'],
  [
    'conceal',
    1,
    '\\b(?:no_(?:le_)?(?:digas|informes|menciones)|ne_(?:dites|dis|mentionnez|informez)_(?:rien|pas)|sag\\w{0,3}_(?:es_)?(?:dem|der)_(?:benutzer|nutzer)_nicht|nao_(?:diga|informe|mencione))\\b',
  ],
];

/** Languages whose words are not made of ASCII: gaps are counted in characters. */
export const OTHER_SCRIPTS: readonly Row[] = [
  [
    'override',
    1,
    '(?:игнориру[йе]\\S{0,3}|забудь\\S{0,2}|не обращай\\S{0,2} внимания на|отбрось\\S{0,2}|пренебреги\\S{0,2}|проигнорируй\\S{0,2}).{0,40}(?:инструкци|указани| правил|команд|директив|распоряжени|промпт)',
  ],
  ['override', 1, '(?:ігноруй\\S{0,3}|забудь\\S{0,2}|проігноруй\\S{0,2}).{0,40}(?:інструкці|вказівк| правил|команд)'],
  [
    'override',
    1,
    '(?:忽略|忽视|无视|忘记|忘掉|不要理会|放弃|無視|忘記|忽視).{0,14}(?:指令|指示|提示|说明|規則|规则|命令|要求|內容|内容|对话|约束|限制)',
  ],
  ['override', 1, '(?:指示|命令|指令|ルール|プロンプト|制約|設定|規則)(?:を|は)?.{0,8}(?:無視し|忘れ|破棄し|従わない)'],
  ['override', 1, '(?:지시|명령|지침|규칙|프롬프트|안내).{0,8}(?:무시|잊어|따르지)'],
  ['override', 1, '(?:تجاهل|انس|انسَ|تجاوز|اهمل|أهمل).{0,24}(?:التعليمات|الأوامر|القواعد|الإرشادات|التوجيهات|تعليمات)'],
  ['override', 1, '(?:התעלם|התעלמי|שכח|תתעלם).{0,24}(?:הוראות|ההוראות|כללים|הנחיות|ההנחיות)'],
  ['override', 1, '(?:पिछले|पिछली|पूर्व|सभी|ऊपर).{0,24}(?:निर्देश|आदेश|नियम).{0,24}(?:अनदेखा|भूल|नज़रअंदाज़|नजरअंदाज|उपेक्षा)'],
  ['override', 1, '(?:αγνόησε|αγνοήστε|ξέχασε|ξεχάστε).{0,30}(?:οδηγίες|εντολές|κανόνες)'],
  ['override', 1, '(?:bỏ qua|quên).{0,24}(?:hướng dẫn|chỉ dẫn|lệnh|quy tắc)'],
  [
    'reveal',
    1,
    '(?:покажи|раскрой|выведи|напиши|повтори|сообщи).{0,30}(?:системн\\S{1,4} (?:промпт|сообщени|инструкци|подсказк)|свои инструкции|свой промпт)',
  ],
  [
    'reveal',
    1,
    '(?:显示|透露|输出|告诉我|打印|泄露|重复|公开|顯示|揭示).{0,12}(?:系统提示|系统指令|系統提示|初始指令|提示词|隐藏指令)',
  ],
  ['reveal', 1, '(?:システムプロンプト|初期プロンプト|内部指示).{0,12}(?:表示|教え|出力|見せ|公開)'],
  ['reveal', 1, '(?:시스템 ?프롬프트|초기 지시).{0,12}(?:보여|알려|출력|공개)'],
  [
    'persona',
    0.9,
    '(?:ты теперь|теперь ты|вы теперь|отныне ты|你现在是|现在你是|從現在起|从现在起|从现在开始|あなたは今から|今からあなたは|너는 이제|이제부터 너는|أنت الآن)',
  ],
  [
    'conceal',
    1,
    '(?:не (?:говори|сообщай|упоминай)\\S{0,2}.{0,16}пользовател|不要告诉用户|(?:不要|别|勿|不得|請勿|请勿)向.{1,8}(?:说明|透露|提及|提到|提起|展示|显示|报告|汇报|解释|披露|告知|通报|公开|泄露|承认|暴露|說明|顯示|報告|披露|洩露)|ユーザーに(?:は)?(?:言わない|知らせない|伝えない)|사용자에게.{0,6}(?:말하지|알리지))',
  ],
];
