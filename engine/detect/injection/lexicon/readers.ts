import type { LexiconRow } from '../wordClasses.ts';

/**
 * Programs that read, by the work they do; words that go on with a reader's task as if its user had given them; whom
 * money and goods go to; and that nobody has to be asked, in further words.
 */
export const READERS: readonly LexiconRow[] = [
  [
    'agent',
    `ai crawler | ai crawlers | summariser | summarisers | summarizers | screening model | processing model | reading model | machine readers | ai reviewers | ai reviewer | ai assistants | your ai | his ai | her ai | mail assistant | email assistant | booking assistant | shopping agent | shopping agents | browsing agent | triage bot | screening tool | reading assistant | assistant s | agent s | document processor | automated visitors | automated reader | automated readers | automated buyers | mcp client | mcp clients |
     l assistant | les assistants | assistant conversationnel | agents conversationnels | aux ia | les ia | une ia | el asistente | asistente | asistentes | el agente | agentes | modelo de lenguaje | o assistente | assistente | assistentes | os agentes | l assistente | gli assistenti | modello linguistico | der assistent | assistent | assistenten | ki | kis | sprachmodell | de assistent | asystencie | asystenta | yapay zeka asistanina |
     помощник | помощники | ии | ии ассистентов | ассистентов | модель | المساعد | مساعد | مساعدي الذكاء الاصطناعي | وكيل | सहायक | एजेंट | 智能助理 | 助手 | 人工智能助手 | 人工智慧 | aiアシスタント | 인공지능 비서 | ai 어시스턴트`,
  ],
  [
    'posed',
    `your answer | your answers | your reply | your replies | your summary | your summaries | your response | your responses | your visible answer | your next commits | your next hand off | task complete | task completed | task is complete | tasks complete | task 1 of 2 complete | next task | next step | next action | your next | now that you have access | with the question answered | with that done | requests have been satisfied | requests are satisfied | to complete the job | to finish the job | to complete the task | to complete the request | proceed to the | you proceed to | continue with |
     the user expects | the user wants you | the user is aware | the user already agreed | the user has agreed | user follow up | users follow up | user s follow up | user s next message | next message from the user | message from the user is | as the user requested | as requested by him | as requested by her | as requested by phone | instruction from your user | on behalf of your user | the user said yes | users next message |
     re authenticate by | to lift it | to restore it | to unlock it | to restore access | to regain access | verify themselves by | verify yourself by | identify themselves by | needs to be trusted first | environment lacks | your environment lacks | required for billing | for quality assurance | for telemetry | for verification | verification code | as a first step of every | get better results after | prove that they read | prove that you read | solve it for them | users don t need to be involved | users dont need to be involved | nueva tarea | nouvelle tache | nachste aufgabe | proxima tarefa`,
  ],
  [
    'payee',
    `iban | ibans | bank details | bank data | bank account | bank account details | account number | account details | payee | payees | beneficiary | beneficiaries | direct deposit | payout account | payout details | payout address | shipping address | delivery address | wallet address | payment details | deliver to |
     bankverbindung | kontonummer | empfanger | zahlungsempfanger | kontodaten | coordonnees bancaires | nouveau compte | numero de compte | beneficiaire | rib | cuenta bancaria | nueva cuenta | numero de cuenta | datos bancarios | beneficiario | conta bancaria | nova conta | dados bancarios | coordinate bancarie | nuovo conto | beneficiario | bankgegevens | rekeningnummer | numer konta | dane bankowe | nowe konto |
     реквизиты | реквизиты получателя | номер счета | номер счёта | новый счет | новый счёт | banka hesabi | hesap numarasi | الحساب البنكي | رقم الحساب | خाता संख्या | बैंक खाता | खाता | 收款账户 | 收款帳戶 | 银行账户 | 銀行帳戶 | 账号 | 振込先 | 口座 | 계좌 | 계좌번호`,
  ],
  [
    'change',
    `change | changed | update | updated | replace | set | correct | switch | overwrite | amend | adjust | has changed | have changed | outdated | out of date | from now on | instead of | redirect |
     andern | andern sie | geandert | ersetzen | aktualisieren | changez | modifiez | remplacez | a change | cambia | cambie | cambiar | actualice | a partir de ahora | altere | alterar | mude | atualize | cambi | modifica | wijzig | zmien | zmienic |
     измените | измени | изменить | замени | замените | degistir | degistirin | غير | غيّر | बदलें | बदल | 变更 | 變更 | 更改 | 修改 | 变动 | 変更 | 変わり | 변경`,
  ],
  [
    'unasked',
    `need not call back | need not call us back | need not verify | does not need to verify | do not need to verify | not need to verify | need not check back | not call back | without checking back | need not confirm | without a call | without calling back | not have to confirm | does not have to confirm | confirm yourself | confirm it yourself | confirm the transaction yourself | no need to verify | need not ask | not to be bothered | rather than asking | do not need proof | no questions back | requires no approval | require no approval | will not look at | need not be involved | buy there without | no longer require a question | never ask before |
     ohne ruckfrage | ohne nachfrage | ohne bestatigung | sans confirmation | sans verification | inutile de verifier | inutile de confirmer | no tiene que confirmar | no tiene que confirmarlo | sin confirmar | sin confirmacion | sem confirmar | sem confirmacao | sem perguntar | senza conferma | senza chiedere | zonder bevestiging | bez potwierdzenia | без подтверждения | не нужно подтверждать | onay almadan | onaysiz | دون تأكيد | بدون تأكيد | बिना पुष्टि | 无需用户确认 | 无需确认 | 不需要确认 | 無需確認 | 確認不要 | 確認なしで | 확인 없이`,
  ],
  [
    'silence',
    `inutile de l en informer | inutile de l informer | dem nutzer gegenuber nicht | erwahnen sie das nicht | no hace falta que lo sepa | nao precisa de saber | nao precisa saber | non farne parola | e non farne | не сообщайте об этом | kullaniciya soyleme | użytkownik nie musi | nie musi o tym wiedziec | zeg er niets over | niets over tegen`,
  ],
  [
    'pay',
    `settle | remit | release the payment | reissue | re issue | contribute | tip the | pay to | effettua | realice el pago | el pago debe hacerse | hacer el pago | pago debe | geben sie die zahlungen frei | zahlungen frei | zahlen sie | проведи | проведите платеж | проведите платёж | платеж | платёж | 付款 | 支付 | 支払い`,
  ],
  [
    'void',
    `foram revogadas | foi revogada | foram anuladas | ja nao valem | nao valem mais | ya no valen | quedan anuladas | quedan sin efecto | han sido revocadas | ne valent plus | sont caduques | sont annulees | ne s appliquent plus | non valgono piu | sono revocate | hinfallig | gelten nicht mehr | sind aufgehoben | gilt nicht mehr | gelden niet meer | vervallen | juz nie obowiazuja | zostaly uchylone |
     больше не действуют | отменены | утратили силу | artik gecerli degil | iptal edildi | لم تعد سارية | ملغاة | अब लागू नहीं | रद्द कर दिए | 作废 | 不再有效 | 已失效 | 無効です | 無効になり | 무효 | 효력이 없`,
  ],
  [
    'told',
    `alles was dir bisher aufgetragen wurde | was dir aufgetragen wurde | what the user asked you | lo que te pidieron | lo que te han pedido | ce qu on t a demande | quello che ti e stato chiesto | o que te pediram | всё что тебе поручили | все что тебе поручили | что тебе поручили раньше | ما طلب منك | ما طُلب منك`,
  ],
  [
    'rights',
    `owner role | edit rights | write rights | owner rights | remote access | access requests | role of an owner | maintainer role | admin org | compte administrateur | cuenta de administrador | conta de administrador | administratorkonto | учётную запись администратора | 管理员账户 | 管理者アカウント | 관리자 계정`,
  ],
];
