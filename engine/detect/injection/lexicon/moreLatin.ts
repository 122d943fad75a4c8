import type { LexiconRow } from '../wordClasses.ts';

/** Finnish, Estonian, Croatian and its neighbours, Slovak, Lithuanian, Latvian, Catalan, Swahili, Filipino, Afrikaans. */
export const MORE_LATIN: readonly LexiconRow[] = [
  [
    'drop',
    `unohda | unohtakaa | ohita | sivuuta | jata huomiotta | ala valita | unusta | eira | ignoreeri | zanemari | zanemarite | ignoriraj |
     ignorirajte | zaboravi | zaboravite | ignoruj | ignorujte | zabudni | zabudnite | ignoruok | pamirsk | nepaisyk | ignorejiet | aizmirsti | aizmirstiet |
     oblida | oblideu | ignoreu | puuza | puuzeni | sahau | balewalain | kalimutan | huwag pansinin | ignoreer`,
  ],
  [
    'orders',
    `ohjeet | ohjeita | ohjeista | maaraykset | kaskyt | saannot | juhised | juhiseid | kasud | reeglid | upute | uputa | naredbe | instrukcije |
     smjernice | smernice | pokyny | instrukcie | nurodymus | instrukcijas | taisykles | noradijumus | instruccions | indicacions |
     maagizo | maelekezo | amri | tagubilin | utos | panuto | instruksies | opdragte`,
  ],
  [
    'prior',
    `aiemmat | aiempia | aikaisemmat | edelliset | edellisia | eelnevad | eelnevaid | varasemad | eelmised | prethodne | prethodna | prijasnje | ranije |
     predchadzajuce | predosle | ankstesnius | ankstesnes | ieprieksejos | ieprieksejas | anteriors | previes | ya awali | za awali |
     ya hapo awali | yaliyotangulia | yaliyopita | nakaraang | naunang | vorige`,
  ],
  ['all', 'kaikki | kaikkia | koik | koiki | sve | vsetky | visus | totes | tots | yote | zote | lahat'],
  [
    'reveal',
    `nayta | paljasta | tulosta | naita | prikazi | otkrij | ispisi | ukaz | zobraz | vypis | parodyk | atskleisk | paradi | revela |
     onyesha | unionyeshe | nionyeshe | ipakita | ibunyag`,
  ],
  [
    'prompt',
    `jarjestelmakehot* | jarjestelmaohje* | susteemiviip* | susteemijuhis* | sistemski prompt | sistemske upute | sustavni prompt | systemovy prompt |
     systemove pokyny | sistemos nurodymus | prompt del sistema | instruccions del sistema | maelekezo yako ya mfumo |
     maagizo yako ya mfumo | maagizo ya mfumo | stelselopdrag*`,
  ],
];
