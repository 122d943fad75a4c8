import { WAITS_FOR_CONSENT } from './standing.ts';

/**
 * Deeds that a stranger has a reader's program do, in languages other than English. They count only behind an address
 * that is certain: so an order form is enough, and what is ordered of data, accounts, programs and reports.
 */
interface Deeds {
  /** Enough alone: pay, book, approve, forward, switch off, keep silent. */
  readonly alone: string;
  /** Hand on, and what is private. */
  readonly hand: readonly [verbs: string, things: string];
  /** Change, delete, grant, and what belongs to somebody. */
  readonly change: readonly [verbs: string, things: string];
  /** Run, fetch, open: with an address, or the script that stands below. */
  readonly run: readonly [verbs: string, things: string];
  /** Say, recommend, answer: and what is to be believed. */
  readonly claim: readonly [verbs: string, things: string];
}

/** What leads out of the house in any language. */
const OUTSIDE = 'https?://|[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w{2}|\\w\\.(?:dev|com|net|org|io|example)/\\w';
const NAMED = `${OUTSIDE}|(?<!\\w)\\.env\\b|\\.ssh|tokens?\\b|passw|api[ -]?key|e-?mail`;

/** Matched on text whose Latin letters have lost their accents. */
const LATIN: readonly Deeds[] = [
  {
    // German
    alone:
      'uberweis(?:e|en sie)|bezahl(?:e|en sie)|bestell(?:e|en sie)|buch(?:e|en sie)|kauf(?:e|en sie)|genehmig(?:e|en sie)|deaktivier(?:e|en sie)|verschweig(?:e|en sie)|gewahr(?:e|en sie)|leit(?:e|en sie) [^.\\n]{3,60} weiter|schalt(?:e|en sie) [^.\\n]{3,60} (?:ab|aus)|geb(?:en sie)? [^.\\n]{3,40} frei|gib [^.\\n]{3,40} frei|erwahn(?:e|en sie) (?:es|das|dies|ihn|sie|die|den)\\b|umgeh(?:e|en sie)',
    hand: [
      'send(?:e|en sie)|schick(?:e|en sie)|lad(?:e|en sie)|poste|kopier(?:e|en sie)|trag(?:e|en sie)|fug(?:e|en sie)|teil(?:e|en sie)|ubermittl?e|veroffentlich(?:e|en sie)|antwort(?:e|en sie)',
      'kontonummer|zugangsdat|schlussel|kontakte|adressbuch|kalender|kunden|nutzer|unterhaltung|verlauf|karte|rechnungen|nummer|adresse',
    ],
    change: [
      'ander(?:e|n sie)|ersetz(?:e|en sie)|aktualisier(?:e|en sie)|losch(?:e|en sie)|entfern(?:e|en sie)|leer(?:e|en sie)|fug(?:e|en sie)|gib|geben sie|mach(?:e|en sie)|verschieb(?:e|en sie)|markier(?:e|en sie)|lad(?:e|en sie)',
      'iban|konto|admin|rechte|rolle|prufung|schutz|sicherung|protokoll|datenbank|nachricht|\\bmails?\\b|gelesen|gepruft|freigegeben|whitelist|positivliste|papierkorb|als besitzer|als bearbeiter',
    ],
    run: [
      'lad(?:e|en sie)|fuhr(?:e|en sie)|start(?:e|en sie)|installier(?:e|en sie)|offn(?:e|en sie)|ruf(?:e|en sie)',
      'skript (?:unten|von)|befehl unten',
    ],
    claim: [
      'sag(?:e|en sie)?|schreib(?:e|en sie)?|antwort(?:e|en sie)|behaupt(?:e|en sie)|empfiehl|empfehlen sie|nenn(?:e|en sie)|bewert(?:e|en sie)|stell(?:e|en sie)',
      'dass|offiziell|an erster|als erste|beste|nur unser|zuruckgerufen|geprift|fehlerfrei',
    ],
  },
  {
    // Spanish
    alone:
      'pag(?:a|ue)|transfi?er[ae]|compr[ae]|reserv[ae]|apr(?:ueb|ob)[ae]|desactiv[ae]|reenvi[ae]|ocult[ae]|autori[zc]e?a?|suscrib[ae]|elude|evit[ae] mencionar',
    hand: [
      'envi[ae]|mand[ae]|sub[ae]|publi(?:ca|que)|compart[ae]|copi[ae]|peg(?:a|ue)|respond[ae]|adjunt[ae]|anad[ae]',
      'contrasen|claves?\\b|contactos|agenda|calendario|usuario|clientes|tarjeta|conversacion|historial|factura|numero|direccion',
    ],
    change: [
      'cambi[ae]|sustituy[ae]|borr[ae]|elimin[ae]|anad[ae]|agreg(?:a|ue)|invit[ae]|otor(?:ga|gue)|dale|marc[ae]|marque|modifi(?:ca|que)|vaci[ae]|muev[ae]',
      'cuenta|iban|administrador|editor|permisos|copias? de seguridad|registros?|base de datos|lista blanca|papelera|mensaje|correo|aviso|aprobad|leid|revisad',
    ],
    run: ['descar(?:ga|gue)|instal[ae]|ejecut[ae]|abr[ae]|visit[ae]', 'script de abajo|siguiente comando'],
    claim: [
      'di|dig[ae]|respond[ae]|recomiend[ae]|afirm[ae]|clasifi(?:ca|que)|pon|escrib[ae]|menci[oó]n[ae]',
      '\\bque (?:es|el|la|los|las|no|se|todo|fue)\\b|oficial|primer|el mejor|descargar|solo nuestro|unicamente',
    ],
  },
  {
    // French
    alone:
      'transfer(?:e|ez)|pay(?:e|ez)|ach(?:ete|etez)|reserv(?:e|ez)|approuv(?:e|ez)|desactiv(?:e|ez)|accept(?:e|ez)|cach(?:e|ez)|contourn(?:e|ez)|abonn(?:e|ez)',
    hand: [
      'envo(?:ie|yez)|ajout(?:e|ez)|re?copi(?:e|ez)|publi(?:e|ez)|partag(?:e|ez)|coll(?:e|ez)|transmet(?:s|tez)|repond(?:s|ez)|joi(?:ns|gnez)|ouvr(?:e|ez)',
      'mots? de passe|\\bcles?\\b|contacts|agenda|calendrier|utilisateur|clients|\\bcarte\\b|conversation|historique|factures?|numero|adresse|coordonnees|fichier \\.',
    ],
    change: [
      'chang(?:e|ez)|modifi(?:e|ez)|remplac(?:e|ez)|supprim(?:e|ez)|effac(?:e|ez)|ajout(?:e|ez)|invit(?:e|ez)|donn(?:e|ez)|accord(?:e|ez)|marqu(?:e|ez)|vid(?:e|ez)|deplac(?:e|ez)',
      'compte|iban|\\brib\\b|administrateur|editeur|droits|sauvegarde|journa(?:l|ux)|base de donnees|messages?\\b|liste blanche|corbeille|courriel|avis|approuve|comme lu',
    ],
    run: [
      'telecharg(?:e|ez)|install(?:e|ez)|execut(?:e|ez)|lanc(?:e|ez)|ouvr(?:e|ez)|visit(?:e|ez)',
      'script (?:ci-dessous|suivant)|commande suivante',
    ],
    claim: [
      'dis|dites|repond(?:s|ez)|recommand(?:e|ez)|class(?:e|ez)|affirm(?:e|ez)|ecri(?:s|vez)|mentionn(?:e|ez)|indiqu(?:e|ez)',
      '\\bqu(?:e (?:les?|la|c|tout|nos|notre)|il|elle)\\b|officiel|premier|le meilleur|en premier|seulement notre',
    ],
  },
  {
    // Portuguese
    alone:
      'pague|transfira|compre|reserve|aprove|desative|encaminhe|oculte|esconda|aceite|autorize|assine|esqueca (?:a|o) (?:pergunta|pedido)',
    hand: [
      'envie|mande|adicione|copie|publique|compartilhe|partilhe|cole|responda|anexe',
      'senhas?\\b|chaves?\\b|contatos|contactos|agenda|calendario|usuario|utilizador|clientes|cartao|conversa\\b|historico|faturas?|numero|endereco',
    ],
    change: [
      'mude|altere|substitua|apague|exclua|remova|adicione|conceda|convide|marque|de ao|torne|esvazie|mova',
      'contas?\\b|iban|administrador|editor|permiss|copias? de seguranca|registros?|banco de dados|base de dados|mensage(?:m|ns)|lista branca|lixeira|e-?mail|aviso|aprovad|lida',
    ],
    run: ['baixe|descarregue|instale|execute|abra|visite', 'script abaixo|comando (?:abaixo|seguinte)'],
    claim: [
      'diga|responda|recomende|classifique|afirme|escreva|mostre|mencione',
      '\\bque (?:o|a|os|as|e|nao|tudo)\\b|oficial|primeir|o melhor|apenas o? ?noss|somente o? ?noss|afiliado',
    ],
  },
  {
    // Italian
    alone:
      'pag(?:a|ate|hi)|bonifica(?:te)?|acquist(?:a|ate|i)|compr(?:a|ate)|prenot(?:a|ate|i)|approv(?:a|ate|i)|disattiv(?:a|ate|i)|inoltr(?:a|ate|i)|nascond(?:i|ete|a)|autorizz(?:a|ate|i)|accett(?:a|ate)',
    hand: [
      'invi(?:a|ate)|mand(?:a|ate)|aggiung(?:i|ete)|copi(?:a|ate)|pubblic(?:a|ate)|condivid(?:i|ete)|incoll(?:a|ate)|rispond(?:i|ete)|alleg(?:a|ate)',
      'password|chiav[ei]|contatti|rubrica|calendario|utente|clienti|\\bcarta\\b|conversazione|cronologia|fattur|numero|indirizzo',
    ],
    change: [
      'cambi(?:a|ate)|modific(?:a|ate)|sostitui(?:sci|te)|cancell(?:a|ate)|elimin(?:a|ate)|aggiung(?:i|ete)|invit(?:a|ate)|conced(?:i|ete)|segn(?:a|ate)|svuot(?:a|ate)|spost(?:a|ate)',
      '\\bcont[oi]\\b|iban|amministrator|editor|permessi|backup|registr[oi]|database|messagg|\\bmail\\b|whitelist|cestino|avviso|approvat|come lett',
    ],
    run: [
      'scaric(?:a|ate)|install(?:a|ate)|esegu(?:i|ite)|apri(?:te)?|visit(?:a|ate)',
      'script (?:qui )?sotto|comando seguente',
    ],
    claim: [
      'd[iì](?:te|ca)?|rispond(?:i|ete)|consigli(?:a|ate)|classific(?:a|ate)|afferm(?:a|ate)|scriv(?:i|ete)|menzion(?:a|ate)',
      '\\bche (?:il|la|lo|i|le|e|tutto|non)\\b|ufficiale|per prim|migliore|solo il nostro',
    ],
  },
];

const RUSSIAN: Deeds = {
  alone:
    'оплати(?:те)?|переведи(?:те)? (?!на )|купи(?:те)?|закажи(?:те)?|забронируй(?:те)?|одобри(?:те)?|отключи(?:те)?|перешли(?:те)?|скрой(?:те)?|разреши(?:те)?|не (?:пиши|говори|сообщай|упоминай)(?:те)? об этом',
  hand: [
    'отправь(?:те)?|вышли(?:те)?|скопируй(?:те)?|вставь(?:те)?|опубликуй(?:те)?|загрузи(?:те)?|передай(?:те)?|ответь(?:те)?|поделись|поделитесь',
    'парол|ключ|токен|контакт|календар|пользовател|клиент|карт[аыу]|переписк|истори|номер|адрес|его содержимое|файл',
  ],
  change: [
    'добавь(?:те)?|измени(?:те)?|замени(?:те)?|удали(?:те)?|очисти(?:те)?|выдай(?:те)?|назначь(?:те)?|пригласи(?:те)?|отметь(?:те)?|дай(?:те)?',
    'сч[её]т|реквизит|администратор|владельц|права|резервн|журнал|базу|письм|сообщени|прочитан|провер',
  ],
  run: ['скачай(?:те)?|установи(?:те)?|запусти(?:те)?|выполни(?:те)?|открой(?:те)?', 'скрипт ниже|команду ниже'],
  claim: [
    'скажи(?:те)?|напиши(?:те)?|ответь(?:те)?|(?:по)?рекомендуй(?:те)?|утверждай(?:те)?|назови(?:те)?',
    'что[ ,]|официальн|перв|лучш|только наш',
  ],
};

/** Where words are not parted by spaces: in either order, near each other. */
const WITHOUT_SPACES: readonly string[] = [
  // Chinese
  '(?:付款|支付|转账|购买|下单|批准|禁用|隐去|隐瞒|转发|(?:关闭|停用|绕过|跳过).{0,8}(?:安全|校验|验证|审核|测试|扫描)|(?:不要|无需|不必|勿)(?:提及|提到|告知|告诉))',
  '(?:上传|发送|发给|发到|发往|复制|公开|共享|分享|填写|填入|写入|粘贴).{0,24}(?:密码|密钥|令牌|通讯录|联系人|日历|账号|账户|用户|客户|银行卡|聊天记录|https?:|[\\w.]@)',
  '(?:密码|密钥|令牌|通讯录|联系人|日历|账号|账户|客户|银行卡|聊天记录|文件).{0,16}(?:上传|发送|发给|发到|公开|共享|分享|填写|填入|粘贴)',
  '(?:修改|更改|替换|删除|清空|添加|加入|授予|设为).{0,20}(?:账号|账户|收款|管理员|权限|备份|日志|数据库|邮件|记录)',
  '(?:下载|安装|运行|执行|打开).{0,20}(?:https?:|下面的脚本|以下脚本|该脚本|以下命令)',
  '(?:说|称|写明|声称|回答|推荐).{0,24}(?:官方|第一|最好|最佳|唯一|没有问题)',
  // Japanese
  '(?:購入|支払い?|送金|振込|注文|予約|承認|転送|無効に|解除|停止).{0,12}(?:ください|下さい|しろ|せよ|なさい|すること)',
  '(?:パスワード|連絡先|予定|カレンダー|カード|ユーザー|顧客|鍵|トークン|ファイル|履歴|メール|https?:|[\\w.]@).{0,30}(?:送信|送って|共有|アップロード|貼り付け|入力|公開|変更|削除).{0,14}(?:ください|下さい|しろ|せよ|なさい|、)',
  '(?:知らせ|伝え|言及し|触れ|言わ|報告し)(?:ない|ず)(?:でください|でくれ|こと|に)',
  '(?:スクリプト|コマンド|https?:).{0,20}(?:実行|インストール|ダウンロード|開い).{0,8}(?:ください|しろ|せよ|なさい)',
  // Korean
  '(?:결제|구매|송금|예약|승인|전달|비활성화|(?:검사|보안|검증).{0,8}(?:끄|해제|중지)).{0,14}(?:하세요|하라|해라|하십시오|주세요|고 )',
  '(?:연락처|비밀번호|사용자|고객|일정|카드|토큰|파일|기록|메일|알림|https?:|[\\w.]@).{0,30}(?:업로드|전송|보내|공유|복사|입력|공개|삭제|변경).{0,8}(?:하세요|하라|하고|해라|하십시오|주세요|세요)',
  '(?:관리자|계정|권한).{0,16}(?:추가|변경|부여|해제).{0,4}(?:하세요|하라|해라|하십시오|주세요)',
  '(?:알리|말하|언급하|보고하)지 (?:마|말)',
  '(?:스크립트|명령|https?:).{0,16}(?:실행|설치|다운로드).{0,4}(?:하세요|하라|해라|하십시오|주세요)',
];

function worded({ alone, hand, change, run, claim }: Deeds): readonly string[] {
  const with_ = ([verbs, things]: readonly [string, string], near: number, more: string) =>
    `(?:${verbs})(?![\\p{L}\\d])[^.!?\\n]{0,${near}}?(?:${things}|${more})`;
  return [
    `(?:${alone})(?![\\p{L}\\d])`,
    with_(hand, 70, NAMED),
    with_(change, 60, '\\bhttps?://'),
    with_(run, 60, OUTSIDE),
    with_(claim, 60, '\\blgtm\\b'),
  ].map((source) => `(?<![\\p{L}\\d./-])${source}`);
}

const DEEDS = new RegExp([...[...LATIN, RUSSIAN].flatMap(worded), ...WITHOUT_SPACES].join('|'), 'giu');
/** Forbidden, or told of somebody. */
const NO_ORDER =
  /(?:\b(?:nicht|nie|niemals|kein\w{0,2}|no|nunca|ne|n|nao|non|mai|que|wer|que|che)|\u043d\u0435|\u043d\u0438\u043a\u043e\u0433\u0434\u0430|\u4e0d\u8981|\u8bf7\u52ff|\u52ff|\u4e0d\u5f97|\u4e0d\u53ef|\u53ef\u4ee5|\u80fd\u591f|\u80fd)[\s']{0,2}$/iu;

/** Latin letters without their accents, each where it was. */
function withoutAccents(text: string): string {
  return text.replaceAll(/[\u00c0-\u024f]/g, (letter) => letter.normalize('NFD').charAt(0));
}

/** "Reserva citas por ti": what a product does for whoever buys it. */
const FOR_THE_READER =
  /^[^.!?\n]{0,80}\b(?:por ti|por usted|para ti|por voce|para voce|per te|per voi|pour vous|pour toi|fur (?:sie|dich))\b/i;

/** Words of other languages that English has not: two of them, a form of address, or a letter that it has not. */
const NOT_ENGLISH =
  /[\u00c0-\u024f\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|\b(?:copilot[eo]|asistentes?|assistent(?:e[ns]?|is?)?|agent(?:en?|es|i)|hinweise?|sprachmodell\w{0,2})\b|(?:\b(?:el|la|los|las|del|que|por|para|con|les?|des|une|vous|dans|der|das|den|dem|und|eine?[mnr]?|sie|il|gli|della?|delle|che|per|os|da|em|com|uma?|seu|sua|su|y|et|als|auf|aux?|ou|sans|sin|senza|sem|ohne|nicht)\b[^.]{0,60}){2}/i;

/** The first deed that a text orders in a language other than English. */
export function deedInOtherLanguage(text: string): readonly [number, number] | undefined {
  if (!NOT_ENGLISH.test(text)) return undefined;
  const plain = withoutAccents(text);
  for (const { index, 0: deed } of plain.matchAll(DEEDS))
    if (
      !NO_ORDER.test(plain.slice(Math.max(0, index - 12), index)) &&
      !WAITS_FOR_CONSENT.test(plain.slice(index + deed.length)) &&
      !FOR_THE_READER.test(plain.slice(index + deed.length))
    )
      return [index, index + deed.length];
  return undefined;
}
