import type { LexiconRow } from '../wordClasses.ts';

/** German, Dutch, Swedish, Danish, Norwegian. Umlauts are read as their plain letters. */
export const GERMANIC: readonly LexiconRow[] = [
  [
    'drop',
    `ignoriere | ignorieren | ignoriert | ignorier | vergiss | vergesse | vergessen | missachte | missachten | verwirf | verwerfen | uberspringe | uberspringen |
     beachte nicht | lass | lasse | lassen | setze dich uber | befolge nicht | folge nicht | halte dich nicht an | hinter dir | ausser acht | nicht beachten | nicht befolgen | negeer | negeren | vergeet | vergeten |
     sla over | volg niet | laat | buiten beschouwing | ignorera | glom | bortse fran | folj inte | ignorer | glem | se bort fra`,
  ],
  [
    'orders',
    `anweisung | anweisungen | instruktion | instruktionen | vorgabe | vorgaben | regel | regeln | befehl | befehle | richtlinie | richtlinien | auftrag | auftrage |
     aufgabe | aufgaben | beschrankungen | einschrankungen | kontext | alles | nachrichten | systemanweisung | systemanweisungen | prompt | prompts | instructies | instructie | regels | richtlijnen | opdrachten | aanwijzingen |
     beperkingen | instruktioner | instruktionerna | regler | reglerna | anvisningar | instrukser | retningslinjer`,
  ],
  [
    'told',
    'was man dir gesagt hat | was dir gesagt wurde | was der benutzer wollte | was der nutzer wollte | wunsch des benutzers | wunsch des nutzers | anfrage des benutzers | anfrage des nutzers | verzoek van de gebruiker | alles was dir | wat je verteld is | wat de gebruiker vroeg',
  ],
  [
    'prior',
    'vorherige | vorherigen | bisherige | bisherigen | vorangegangenen | vorangehenden | obige | obigen | fruheren | fruhere | alle | alles | davor | zuvor | bisher | ursprunglichen | gegebenen | vorige | voorgaande | eerdere | bovenstaande | alle | tidigare | foregaende | alla | tidligere | forrige | ovenstaende',
  ],
  [
    'your',
    'dein | deine | deinen | deiner | deines | ihre | ihren | ihr | eure | je | jouw | uw | din | dina | dine | ditt',
  ],
  ['new', 'neue | neuen | folgende | folgenden | nieuwe | volgende | nya | nye | foljande | folgende'],
  [
    'follow',
    'folge | folgen | befolge | befolgen | gehorche | fuhre | fuhre aus | ausfuhren | volg | gehoorzaam | voer uit | folj | folg',
  ],
  [
    'reveal',
    `zeige | zeig | zeigen | nenne | nennen | offenbare | gib | geben | gebe | wiederhole | wiederholen | verrate | verraten | drucke | schreibe | ubersetze | fasse | was ist | was sind | wie lautet | wie lauten | teile mir |
     toon | laat zien | geef | herhaal | onthul | schrijf | vertaal | wat is | wat zijn | visa | skriv ut | upprepa | avsloja | vis | gentag | udskriv`,
  ],
  [
    'prompt',
    `anweisungen die du bekommen | anweisungen die du erhalten | die du am anfang | text vor meiner nachricht | der vor meiner nachricht | wurden dir am anfang | instructies die je kreeg | tekst voor mijn bericht | systemprompt | system prompt | systemnachricht | systemanweisung | systemanweisungen | systemvorgaben | versteckten anweisungen | ursprunglichen anweisungen |
     internen anweisungen | deine anweisungen | deinen anweisungen | ihre anweisungen | deine regeln | deine instruktionen | deine vorgaben | deinen prompt | dein prompt | ihren prompt | prompttext | prompttexte | prompt text |
     systeemprompt | systeembericht | je instructies | jouw instructies | verborgen instructies | interne instructies | systemmeddelande | dina instruktioner | dine instruktioner`,
  ],
  [
    'conceal',
    'sag es dem benutzer nicht | sag dem benutzer nicht | sage dem benutzer nicht | sag dem nutzer nicht | sage dem nutzer nichts | sag dem benutzer nichts | sage dem benutzer nichts | informiere den benutzer nicht | informiere den nutzer nicht | benutzer nicht informieren | nutzer nicht informieren | erwahne das nicht | erwahne dies nicht | erwahne es nicht | ohne den benutzer | ohne den nutzer | ohne wissen | ohne dass der benutzer | ohne dass der nutzer | darf nichts davon | behalte es fur dich | verrate niemandem | vertel de gebruiker niet | vertel het niet | informeer de gebruiker niet | zonder de gebruiker | zonder dat de gebruiker | vermeld dit niet | beratta inte for anvandaren | fortael ikke brugeren',
  ],
  [
    'secretly',
    'heimlich | unbemerkt | stillschweigend | im stillen | ohne nachfrage | ohne bestatigung | ohne zustimmung | ohne genehmigung | ohne zu fragen | stiekem | heimelijk | ongemerkt | zonder te vragen | zonder toestemming | zonder bevestiging | i hemlighet | utan att fraga',
  ],
  [
    'send',
    'sende | senden | schicke | schick | schicken | ubermittle | ubertrage | lade | hochladen | leite | weiterleiten | poste | stuur | verzend | verstuur | upload | doorsturen | skicka | sand | ladda upp',
  ],
  [
    'outside',
    'externen server | externe server | meinen server | diese adresse | folgende adresse | diese url | angreifer | externe server | mijn server | dit adres | aanvaller',
  ],
  [
    'secret',
    'passwort | passworter | passworte | kennwort | zugangsdaten | api schlussel | schlussel | privaten schlussel | geheimnis | geheimnisse | kundendaten | personenbezogenen daten | umgebungsvariablen | wachtwoord | wachtwoorden | inloggegevens | sleutel | api sleutel | klantgegevens | omgevingsvariabelen | losenord | adgangskode',
  ],
  [
    'become',
    'du bist jetzt | du bist nun | du bist ab sofort | ab sofort bist du | ab jetzt | von nun an | sie sind jetzt | sie sind nun | agiere als | verhalte dich | tu so als | spiele die rolle | stell dir vor du | je bent nu | vanaf nu | doe alsof | gedraag je als | du ar nu | fran och med nu | du er nu | fra nu af',
  ],
  [
    'unbound',
    'ohne einschrankungen | ohne beschrankungen | ohne regeln | ohne filter | ohne grenzen | uneingeschrankt | unzensiert | entwicklermodus | administratormodus | zonder beperkingen | zonder regels | zonder filters | ongecensureerd | ontwikkelaarsmodus | utan begransningar | uden begransninger',
  ],
  [
    'disable',
    'deaktiviere | deaktivieren | umgehe | umgehen | uberspringe | schalte | abschalten | ausschalten | genehmige | schakel | omzeil | uitschakelen',
  ],
  [
    'safety',
    'sicherheitsprufung | sicherheitsprufungen | sicherheitsfilter | sicherheitsmassnahmen | sicherheitsregeln | genehmigung | freigabe | authentifizierung | uberprufung | beveiliging | veiligheidscontrole | goedkeuring | verificatie',
  ],
  ['remember', 'merke dir | merk dir | speichere | erinnere dich | onthoud | sla op'],
  ['always', 'immer | dauerhaft | in zukunft | kunftig | altijd | voortaan'],
  [
    'foreign',
    'anderen benutzers | anderen kunden | anderer kunden | anderen nutzers | anderer nutzer | anderen mandanten | andere gebruiker | andere klant | andere gebruikers',
  ],
  ['read', 'lies | offne | greife | hole | rufe | lees | open'],
  [
    'data',
    'dateien | rechnungen | nachrichten | unterhaltung | gesprach | verlauf | datenbank | bestanden | facturen | berichten | gesprek',
  ],
  ['destroy', 'losche | loschen | entferne | vernichte | verwijder | wis'],
  ['agent', 'assistent | assistenten | sprachmodell | ki | ki modell | kunstliche intelligenz | taalmodel'],
  ['must', 'bitte | du musst | sie mussen | jetzt | dann | nun | je moet | alsjeblieft | nu | dan'],
  ['urgent', 'dringend | sofort | unverzuglich | umgehend | onmiddellijk | meteen'],
];
