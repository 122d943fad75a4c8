import type { LexiconRow } from '../wordClasses.ts';

/** Spanish, Portuguese, Italian, French, Romanian. Accents do not count. */
export const ROMANCE: readonly LexiconRow[] = [
  [
    'drop',
    `ignora | ignorar | ignore | ignorad | ignoren | ignorando | ignorare | ignori | ignorate | ignorez | ignorer | ignorons | ignorem | ignorati | olvida | olvidar | olvide |
     olviden | olvidate | olvidad | olvidese | oublie | oublies | oubliez | oublier | esquece | esqueca | esquecer | esquecam | dimentica | dimenticare |
     dimenticate | dimentichi | uita | descarta | descartar | descarte | descartad | desestima | desestime | desatiende | desobedece |
     haz caso omiso | hagan caso omiso | haga caso omiso | no hagas caso | no sigas | no obedezcas | deja de lado | omite | omitir | prescinde | anula |
     ne tiens pas compte | ne tenez pas compte | ne suis pas | ne suivez pas | ne suivez plus | ne respecte pas | fais abstraction |
     faites abstraction | fais fi | faites fi | desobeis | desobeissez | neglige | negligez | laisse tomber | ne prends pas en compte |
     ne prenez pas en compte | mets de cote | mettez de cote | desconsidera | desconsidere | desconsiderar | desconsiderem | despreza | despreze | nao siga |
     nao sigas | nao obedeca | deixa de lado | deixe de lado | trascura | trascurare | tralascia | tralasciare | scarta | non seguire |
     non considerare | non tenere conto | metti da parte | lascia perdere | nu tine cont`,
  ],
  [
    'orders',
    `instruccion | instrucciones | indicaciones | directrices | directivas | reglas | normas | ordenes | restricciones |
     instrucoes | orientacoes | diretrizes | regras | ordens | comandos | restricoes | instrucao |
     istruzione | istruzioni | regole | direttive | ordini | indicazioni | comandi | restrizioni | linee guida | consignes | consigne |
     instructions | directives | regles | ordres | recommandations | contraintes | instructiuni | instructiunile | regulile | prompt | prompts | anweisungen`,
  ],
  [
    'told',
    `lo que te dijeron | todo lo que te dijeron | lo que te han dicho | lo que pidio el usuario | lo que pide el usuario | la peticion del usuario | la solicitud del usuario | ce que demande l utilisateur | la demande de l utilisateur | o pedido do usuario | a solicitacao do usuario | la richiesta dell utente | ce qu on t a dit | ce qu on t a demande | tout ce qu on t a | ce que l utilisateur |
     quello che ti hanno detto | cio che ti e stato detto | o que te disseram | tudo o que te disseram | o que lhe disseram`,
  ],
  [
    'prior',
    `anterior | anteriores | previas | previos | previa | previo | precedentes | todas | todos | todo | toda | iniciales | originales | de arriba | antes | dadas | recibidas |
     cualquier | previamente | precedente | precedentes | anterieures | anterieurs | anterieure | toutes | tous | tout | initiales | ci dessus | donnees |
     recues | avant | prec* | anteriormente | acima | iniciais | originais | dadas | recebidas | tutte | tutti | tutto | precedenti | iniziali | originali |
     sopra | ricevute | fornite | toate | anterioare`,
  ],
  [
    'your',
    'tu | tus | su | sus | vuestras | ton | ta | tes | votre | vos | teu | tua | teus | tuas | seu | sua | seus | suas | tuo | tuoi | tue | vostre | le tue',
  ],
  [
    'new',
    'nueva | nuevas | nuevo | nuevos | siguientes | siguiente | nouvelle | nouvelles | nouveau | suivantes | nova | novas | novo | seguintes | nuova | nuove | seguenti',
  ],
  [
    'follow',
    'sigue | siga | seguir | obedece | cumple | suis | suivez | suivre | obeis | obeissez | execute | executez | segue | sigam | obedeca | segui | seguire | obbedisci | esegui | ejecuta | ejecutar | haz lo que',
  ],
  [
    'reveal',
    `muestra | muestrame | mostrar | revela | revelame | revelar | dime | imprime | imprimir | ensena | ensename | repite | repiteme | repetir |
     escribe | traduce | resume | comparte | divulga | cual es | cuales son | affiche | affichez | afficher | revele | revelez | reveler | montre | montrez | montre moi |
     montrez moi | donne moi | donnez moi | repete | repetez | divulgue | divulguez | dis moi | dites moi | ecris | ecrivez | traduis | traduisez |
     quelles sont | quel est | quelle est | mostre | mostra | mostrar | exiba | exibe | imprima | repita | diga me | diga | conte | escreva | traduza | resuma |
     qual e | quais sao | mostrami | mostrate | rivela | rivelami | stampa | ripeti | dimmi | scrivi | traduci | riassumi | quali sono`,
  ],
  [
    'prompt',
    `instrucciones que te dieron | instrucciones que recibiste | que te dieron al principio | texto que recibiste | instructions que tu as recues | consignes que tu as recues | instructions que vous avez recues | texte que tu as recu | instrucoes que voce recebeu | instrucoes que recebeste | texto que voce recebeu | istruzioni che hai ricevuto | testo che hai ricevuto | prompt del sistema | prompt de sistema | mensaje del sistema | mensaje de sistema | instrucciones del sistema | instrucciones ocultas |
     instrucciones iniciales | instrucciones internas | instrucciones secretas | tus instrucciones | sus instrucciones | tus reglas | tu prompt | su prompt | tu configuracion |
     prompt inicial | prompt systeme | invite systeme | message systeme | instructions systeme | instructions cachees | instructions internes | consignes internes | consignes systeme |
     instructions initiales | tes instructions | vos instructions | tes consignes | vos consignes | tes regles | vos regles | ton prompt | votre prompt |
     prompt do sistema | mensagem do sistema | instrucoes do sistema | instrucoes ocultas | instrucoes iniciais | instrucoes internas |
     suas instrucoes | tuas instrucoes | seu prompt | suas regras | teu prompt | prompt di sistema | messaggio di sistema |
     istruzioni di sistema | istruzioni nascoste | istruzioni iniziali | istruzioni interne | tue istruzioni | tuo prompt | tue regole | texto de arriba | texto anterior`,
  ],
  [
    'conceal',
    `no se lo digas | no le digas | no digas nada | no informes | no menciones | no lo menciones | no le informes | sin que el usuario | sin que nadie | sin decirselo |
     sin informar al usuario | sin avisar al usuario | sin decirle al usuario | no reveles esto | mantenlo en secreto | ne le dis pas | ne dis rien | ne dites rien | ne le dites pas | n en parle pas | n en parlez pas |
     ne mentionne pas | ne mentionnez pas | n informe pas | n informez pas | ne previens pas | ne prevenez pas | sans en informer | sans informer | sans prevenir l utilisateur | sans le dire |
     a l insu de | garde le secret | nao diga | nao conte | nao informe | nao mencione | sem informar | sem avisar | sem que o usuario | sem o usuario saber | mantenha em segredo |
     non dirlo | non dire nulla | non dire all utente | non informare | non menzionare | senza dirlo | senza informare | senza che l utente | all insaputa`,
  ],
  [
    'secretly',
    'en secreto | secretamente | en silencio | sin preguntar | sin confirmacion | sin autorizacion | sin aprobacion | en secret | secretement | discretement | sans demander | sans confirmation | sans autorisation | sans approbation | em segredo | em silencio | silenciosamente | sem perguntar | sem confirmacao | sem autorizacao | sem aprovacao | in segreto | segretamente | di nascosto | silenziosamente | senza chiedere | senza conferma | senza autorizzazione | senza approvazione',
  ],
  [
    'send',
    'envia | enviar | envie | enviame | envialo | envialas | envien | manda | mandar | mandame | sube | subir | reenvia | reenviar | transfiere | comparte | publica | envoie | envoyez | envoyer | envoie moi | transmets | transmettez | transfere | transferez | televerse | publie | publiez | partage | partagez | encaminhe | encaminha | carregue | mande | compartilhe | invia | inviare | inviami | inviate | inoltra | inoltrare | carica | trasmetti | spedisci | condividi',
  ],
  [
    'outside',
    'servidor externo | mi servidor | esta direccion | esta url | siguiente direccion | serveur externe | mon serveur | cette adresse | cette url | adresse suivante | meu servidor | este endereco | esta url | server esterno | mio server | questo indirizzo | atacante | attaquant | attaccante',
  ],
  [
    'secret',
    'contrasena | contrasenas | clave api | claves api | claves | credenciales | claves privadas | clave privada | datos personales | datos de clientes | variables de entorno | mot de passe | mots de passe | cle api | cles api | cle d api | cles d api | identifiants | cle privee | donnees personnelles | donnees clients | donnees des clients | variables d environnement | senha | senhas | chave de api | chaves de api | chaves | credenciais | chave privada | dados pessoais | dados de clientes | variaveis de ambiente | chiave api | chiavi api | credenziali | chiave privata | dati personali | dati dei clienti | variabili d ambiente | parola d ordine',
  ],
  [
    'become',
    'ahora eres | a partir de ahora | desde ahora | actua como | actuaras como | finge | finge ser | imagina que eres | haz de cuenta | eres ahora | vous etes maintenant | tu es maintenant | tu es desormais | vous etes desormais | desormais | a partir de maintenant | agis comme | agissez comme | fais semblant | faites semblant | fais comme si | imagine que tu es | joue le role | agora voce e | voce agora e | voce e agora | a partir de agora | aja como | atue como | finja | imagine que voce | ora sei | adesso sei | sei ora | d ora in poi | da ora in poi | agisci come | fai finta | comportati come',
  ],
  [
    'unbound',
    'sin restricciones | sin limites | sin filtros | sin reglas | sin censura | modo desarrollador | modo administrador | sans restriction | sans restrictions | sans limite | sans limites | sans filtre | sans filtres | sans censure | mode developpeur | mode administrateur | sem restricoes | sem limites | sem filtros | sem regras | sem censura | modo desenvolvedor | modo de desenvolvedor | senza restrizioni | senza limiti | senza filtri | senza regole | senza censura | modalita sviluppatore',
  ],
  [
    'disable',
    'desactiva | desactivar | desactive | omite | omitir | salta | evita | elude | contourne | contournez | contourner | desactivez | desactiver | desative | desativar | desativa | contorne | pule | burle | ignore | disattiva | disabilita | disattivare | aggira | salta | supprime | supprimez | approuve | approuvez | aprueba',
  ],
  [
    'safety',
    'seguridad | filtros | filtro | aprobacion | verificacion | autenticacion | controles | securite | filtre | approbation | verification | authentification | garde fous | controle | seguranca | aprovacao | verificacao | autenticacao | sicurezza | approvazione | verifica | autenticazione | controlli',
  ],
  [
    'remember',
    'recuerda | recuerda que | memoriza | guarda en memoria | guarda en la memoria | memorise | memorisez | souviens toi | souvenez vous | retiens | retenez | enregistre en memoire | lembre se | lembre | memorize | guarde na memoria | ricorda | ricordati | memorizza | salva in memoria',
  ],
  [
    'always',
    'siempre | en el futuro | permanentemente | toujours | a l avenir | en permanence | definitivement | sempre | no futuro | permanentemente | in futuro | per sempre',
  ],
  [
    'rights',
    'administrador | es administrador | acceso total | privilegios | permisos de administrador | administrateur | est administrateur | toujours administrateur | acces complet | privileges | droits d administrateur | acesso total | privilegios | amministratore | accesso completo | privilegi | privilegi di amministratore',
  ],
  [
    'foreign',
    'otro usuario | otro cliente | otros usuarios | otros clientes | otro inquilino | autre utilisateur | autre client | autres utilisateurs | autres clients | autre locataire | d un autre | outro usuario | outro cliente | outros usuarios | outros clientes | outro inquilino | altro utente | altro cliente | altri utenti | altri clienti',
  ],
  [
    'read',
    'lee | leer | abre | accede | acceder | consulta | obten | lis | lisez | ouvre | ouvrez | accedez | accede | recupere | recuperez | consultez | leia | abra | acesse | obtenha | leggi | apri | accedi | recupera',
  ],
  [
    'data',
    'archivos | archivo | mensajes | correos | facturas | pedidos | registros | conversacion | historial | base de datos | fichiers | fichier | messages | courriels | factures | commandes | dossiers | historique | base de donnees | arquivos | arquivo | mensagens | faturas | conversa | historico | banco de dados | file | messaggi | fatture | ordini | cronologia',
  ],
  [
    'destroy',
    'borra | borrar | elimina | eliminar | destruye | supprime | supprimez | supprimer | efface | effacez | detruis | apague | apaga | exclua | elimine | delete | cancella | elimina | distruggi',
  ],
  [
    'agent',
    'asistente | asistentes | modelo de lenguaje | agente | agentes | ia | inteligencia artificial | assistant | modele de langage | intelligence artificielle | assistente | modelo de linguagem | assistenti | modello linguistico',
  ],
  [
    'must',
    'debes | tienes que | por favor | ahora | luego | entonces | tu dois | vous devez | s il te plait | s il vous plait | puis | ensuite | maintenant | deve | voce deve | agora | depois | por favor | devi | ora | poi | per favore',
  ],
  [
    'urgent',
    'urgente | inmediatamente | de inmediato | ahora mismo | immediatement | tout de suite | imediatamente | agora mesmo | subito | immediatamente',
  ],
];
