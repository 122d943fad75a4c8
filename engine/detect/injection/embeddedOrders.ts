import type { Row } from './signalRow.ts';

const THINGS_LATIN =
  '(?:curriculum|cv|resume|documento?|documents?|dokument|text[eo]?s?|testo|texto|articulo|article|artikel|articolo|artigo|pagin[ae]|pages?|site|seite|webseite|sito|correo|e_?mails?|mails?|nachricht|message|messaggio|mensaje|mensagem|pregunta|question|frage|domanda|pergunta|code|codigo|codice|tache|tarea|tarefa|aufgabe|compito|contenu|contenido|conteudo|contenuto|inhalt|lebenslauf|rest[eo]?|vorige[ns]?|obige[ns]?|precedent[es]?|anterior(?:es)?)';

/** A document that has its reader pass it over and say something else. */
export const IGNORE_AND_SAY: readonly Row[] = [
  [
    'override',
    1,
    `\\b(?:ignora(?:r|d)?|ignore[zn]?|ignorier\\w{0,4}|ignorar|olvida|oubliez?|vergiss|vergessen_sie|dimentica|esqueca|negeer|vergeet)_(?:(?:el|la|los|las|lo|le|les|l|il|gli|den|die|das|dem|o|os|as|a|de|het|tout_le|todo_el|toda_la|alles|sie|cet|cette|este|esta|diesen|diese|questo|questa)_){0,3}${THINGS_LATIN}(?:_\\w{1,14}){0,3}_(?:y|et|und|e|en|puis|luego|dann|poi|depois)_(?:\\w{1,12}_){0,2}(?:di(?:ga|s)?|dites|dis|diga|escrib[ea]|ecri(?:s|vez)|schreib\\w{0,3}|sag\\w{0,3}|scrivi|escreva|responde|repondez?|antwort\\w{0,3}|rispondi|responda|imprim[ea]|affichez?|gib|stampa|muestra|zeig\\w{0,3}|mostra|zeg|schrijf|indiqu?e[zr]?|declar[ae]|afirm[ae]|erklar\\w{0,3})`,
  ],
];

/** The same where words are not parted by spaces or not made of ASCII. */
export const IGNORE_AND_SAY_OTHER: readonly Row[] = [
  ['override', 1, '無視して[、。\\s]?.{0,40}(?:述べ|言っ|言え|書い|書け|答え|出力|表示|回答|伝え)'],
  [
    'override',
    1,
    '(?:忽略|忽视|无视|忘记|無視|忘記|不要管).{0,16}(?:并|並|然后|然後|只|而是|，|,).{0,12}(?:说|說|写|寫|回答|输出|輸出|回复|告诉|告訴|声明|打印|指出)',
  ],
  ['override', 1, '무시하고.{0,30}(?:말|작성|대답|출력|답|쓰|써|표시|언급)'],
  [
    'override',
    1,
    '(?:игнориру[йе]\\S{0,3}|забудь\\S{0,2}|проигнориру\\S{1,3}).{0,30}(?:резюме|страниц|текст|документ|письмо|статью|вопрос|задани|код|остальн|содерж).{0,30}(?:скажи|напиши|ответь|выведи|сообщи|укажи|заяви)',
  ],
  [
    'override',
    1,
    '(?:تجاهل|انس).{0,30}(?:السيرة|الصفحة|النص|المستند|البريد|المقال|السؤال|ما سبق).{0,30}(?:قل|اكتب|أجب|اذكر|اطبع|أخبر)',
  ],
  ['override', 1, '(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल).{0,30}(?:करें|करके|कर|जाएं|जाओ).{0,30}(?:कहें|लिखें|बताएं|बोलें|उत्तर|कहो|लिखो)'],
  ['override', 1, '(?:התעלם|התעלמי|תתעלם|שכח).{0,30}(?:אמור|כתוב|ענה|הדפס|ציין)'],
  ['override', 1, '(?:bỏ qua|quên).{0,30}(?:và|rồi).{0,14}(?:nói|viết|trả lời|in ra|cho biết)'],
];

/** Orders that come from elsewhere or in pieces, and secrets asked for in disguise. */
export const REMOTE_ORDERS: readonly Row[] = [
  [
    'remote-orders',
    0.9,
    '\\b(?:fetch|download|load|pull|retrieve)_(?:the_|your_|its_|new_|further_|all_|latest_){0,3}(?:instructions?|commands?|directives?|orders)_from_(?:the_|an?_|this_)?(?:https?|external|remote|url|web_?(?:page|site)|link|server|attacker|raw|gist|pastebin)',
  ],
  [
    'remote-orders',
    0.9,
    '\\b(?:execute|eval\\w{0,4}|run|follow|obey|perform)_(?:the_|any_|all_|whatever_|every_){0,2}(?:code|commands?|scripts?|instructions?|orders)_(?:that_(?:is|are)_)?(?:returned|received|contained|found|given|sent|embedded|written|coming)_(?:in|from|by|inside)_(?:the_|an?_|its_|each_|any_){0,2}(?:\\w{1,14}_){0,2}(?:response|api|web_?page|e_?mail|message|document|webhook|server|comments?|issue|ticket|file|readme|url|page)',
  ],
  [
    'remote-orders',
    0.9,
    '\\bclone_(?:the_|this_|that_|my_)?(?:\\w{1,12}_)?repo(?:sitory)?_(?:and|then)_(?:run|execute|start)_(?:the_|its_|all_)?(?:\\w{1,14}_){0,2}(?:scripts?|installer|binary|hooks?)',
  ],
  [
    'assemble',
    0.9,
    '\\b(?:concatenate|join|combine|put_together|add_up|merge)_(?:the_|these_|all_|both_){0,2}(?:\\w{1,12}_){0,2}(?:strings?|variables?|parts|pieces|letters|words|tokens|fragments|values)_(?:above_|below_|a_|and_|b_){0,4}(?:and|then|to)_(?:then_|the_|form_|get_|an?_){0,3}(?:\\w{1,12}_){0,2}(?:execute|follow|obey|run|answer|do|carry|respond|comply|instruction|command)',
  ],
  [
    'reveal',
    0.9,
    '\\b(?:spell|write|print|output|encode|say|give|translate|reveal|return)_(?:out_|me_|down_)?(?:the_|your_|its_)(?:secret|hidden|system|access|api|confidential|initial|original)_(?:\\w{1,12}_)?(?:key|password|prompt|phrase|code|word|instructions?|token|message)_(?:\\w{1,12}_){0,4}(?:letter_by_letter|backwards?|in_reverse|reversed|with_spaces|separated_by|in_(?:base64|hex|rot13|morse|binary|pig_latin|leet\\w{0,6}|emojis?|json|ascii)|one_character_at|as_(?:a_poem|an_acrostic|base64|hex|json|emojis?)|character_by_character)',
  ],
];
