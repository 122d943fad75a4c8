import type { LexiconRow } from '../wordClasses.ts';

/** Verbs stand in the forms of an order: what "the form posts" or "was sent" tells is a description. */
export const ENGLISH: readonly LexiconRow[] = [
  [
    'drop',
    `overlook | overlooking | look past | pass over | see past | leave aside | brush aside | shake off | rid yourself of | disobey | defy | pay no mind to | ignore | ignoring | hesitate | fail to | disregard | disregarding | forget | forgetting | forget about | neglect | override | overriding |
     set aside | put aside | lay aside | cast aside | put to one side | set to one side | to one side | pay no attention to |
     pay no heed to | take no notice of | turn a blind eye to | unlearn | do away with | clear your mind of | stop following |
     stop obeying | stop listening to | stop adhering to | do not follow | dont follow | do not obey | dont obey |
     do not listen to | dont listen to | do not adhere to | do not comply with | dont comply with | never follow |
     no longer follow | no longer obey | no longer bound by | not bound by | not have to follow | need not follow |
     dont have to follow | not have to obey | dont have to obey | act against | go against | overrule | exempt from |
     released from | relieved of | free to ignore | discard | discarding | throw out`,
  ],
  [
    'leave',
    `dismiss | abandon | leave behind | throw away | drop | erase | scrap | let go of | supersede | cancel | void | reset | skip over |
     overlook | omit | free from | freed from | violate | break | bypass | circumvent | get around | evade | remove | delete | replace | rewrite | wipe`,
  ],
  [
    'orders',
    `guidance | instruction | instructions | instuctions | instructons | intructions | insructions | instrucions | istructions | prompt | prompts | directive | directives | guideline | guidelines |
     programming | content policy | safety guidelines | safety rules | safety training | system message | system prompt |
     developer message | initial prompt | moderation rules | alignment | safety constraints | ethical guidelines | system rules | system instructions`,
  ],
  [
    'terms',
    `guardrails | rule | rules | training | policy | policies | constraints | restrictions | limitations | context | conversation | brief | briefing |
     orders | protocols | commands | principles | mandates | objectives | assignment | assignments | role | safeguards | task | tasks | filters`,
  ],
  [
    'told',
    `what the user asked | what the user asks | what the user wants | the users request | the users wishes | the request of the user | what the company wrote | what your company | what the operator wrote | the operators instructions | your system message | what your developers | what your creators | everything your developers | the developers directives | your operators rules | you were told | you have been told | youve been told | you were given | you have been given | you were taught | you have learned | you were instructed | what i said before |
     everything above | everything before | all of the above | everything prior | everything previous | everything you know | everything that came before |
     everything i said | anything above | the above text and | what came before | whatever you were told | the rules above | the instructions above |
     safety guidelines | safety rules | content policy | content policies | ethical guidelines | the system prompt | your system prompt | your guidelines | your instructions | your programming | your directives | your training`,
  ],
  [
    'prior',
    `that came before | which came before | came before this | developers | developers | creators | operators | makers | system message | preceded | previous | previously | prior | earlier | above | preceding | foregoing | former | past | so far | until now | up to now | up to this point |
     given to you | you were given | you received | you have received | you got | aforementioned | before this | built in | pre existing | hitherto | developer | openai |
     anthropic | handed before | youve been following | you follow`,
  ],
  [
    'all',
    'all | any | every | everything | original | initial | existing | current | these | those | old | default | standing | system | safety | core | ethical | hidden',
  ],
  ['your', 'your | yours'],
  [
    'new',
    'new | real | actual | true | updated | following | below | this | these | my | only | revised | next | following text',
  ],
  [
    'void',
    `got withdrawn | was withdrawn | were withdrawn | been withdrawn | are withdrawn | must be discarded | must be ignored | must be disregarded | should be ignored | should be disregarded | should be discarded | can be ignored | can be disregarded | may be ignored | are are to be disregarded | to be ignored | be treated as void | be considered void | may be skipped | can be skipped | are optional | may be bypassed | are not binding | is not binding | are on hold | is on hold | are outdated | written for an older | end here | ends here | stop here | no longer count | do not count | lose their effect | have no effect | no longer apply | no longer applies | no longer valid | no longer in effect | no longer in force | no longer relevant |
     no longer bind | are void | is void | now void | null and void | are suspended |
     is suspended | are lifted | have been lifted | are revoked | have been revoked | are obsolete | is obsolete |
     are superseded | is superseded | have been superseded | been replaced | are replaced | are overridden | is overridden |
     been overridden | are cancelled | are canceled | been cancelled | are rescinded | been rescinded | are waived |
     been waived | are outdated | is outdated | are deprecated | are invalid | are disabled | is disabled | been disabled | is lifted | is waived | were cancelled | was cancelled | were canceled | are off |
     are expired | have expired | has expired | cease to apply | stop applying | been removed | been nullified | take precedence over |
     takes precedence over | take priority over | takes priority over | supersede | supersedes | overrides | outrank | outranks |
     override all | replaces your | was only a test | were only a test | was a test | were a test | were wrong | was wrong |
     been updated | have changed | has changed | have been changed | been deprecated | were a mistake | are hereby`,
  ],
  [
    'follow',
    `follow | following | obey | obeying | comply with | comply | adhere to | abide by | act on | act upon | carry out |
     execute | perform | do what | do whatever | do as | do exactly | run it | run them | run that | run the result | run the output | run what | listen to | apply it as | apply them as | treat as instructions | use as rules | apply as rules |
     treat it as | use as instructions | use them as instructions | heed | honor | honour | accept commands from |
     take orders from | take instructions from | answer only to | respond only to | report only to`,
  ],
  [
    'reveal',
    `stating | printing | repeating | quoting | listing | revealing | showing | sharing | what exactly | what did | start by stating | let me read | hand me | hand over | tell me about | walk me through | reveal | show | print | output | repeat | display | leak | disclose | dump | expose | tell me | tell us | give me | give us |
     share | recite | return | spell out | send me | write out | write down | summarize | summarise | translate | paraphrase |
     list | describe | echo | copy | paste | quote | transcribe | what is | what are | what was | what were | whats | reproduce |
     provide | provide me | include | explain | uncover | divulge | state | report | encode | convert | restate | rephrase |
     regurgitate | verbatim | word for word | complete the | continue the | read out | read back | recall | share with me | render |
     format | outline | enumerate | append | confirm | reflect on | let me see | i want to see | unveil | post | spit out`,
  ],
  [
    'prompt',
    `your set up text | your setup text | your own set up text | your own setup text | text that stands above | text above this conversation | text above our conversation | message you were initialised with | message you were initialized with | you were initialised with | you were initialized with | you were configured with | you were started with | developers instruct you | developers told you | developers instructed you | creators told you | text you were given first | very first message | words before this | prompt you run on | prompt you operate under | instructions you operate under | instructions you work under | rules you operate under | rules you work under | rules you must follow | your setup message | your setup instructions | your base instructions | your starting instructions | system prompt | system prompts | system message | system messages | system instruction | system instructions |
     initial prompt | initial instructions | initial message | original prompt | original instructions | hidden prompt |
     hidden instructions | hidden notes | true instructions | hidden message | hidden rules | secret prompt | secret instructions | internal instructions |
     internal prompt | internal rules | internal guidelines | internal configuration | internal policies | developer message |
     developer prompt | developer instructions | developer message | pre prompt | preprompt | meta prompt | metaprompt |
     your prompt | your instructions | your rules | your guidelines | your directives | your constraints | your configuration |
     your initial | your original | your system | your hidden | your programming | your policies |
     your developers instructions | your context window | your base prompt | your restrictions |
     your limitations | your content policy | your operating instructions | the prompt above | your first instruction |
     instructions above | instructions you were given | instructions you received | instructions you have been given | rules you follow |
     rules you were given | you were told before | were told before this | were instructed to | your tool definitions | your full tool | my instructions are | my system prompt is |
     you not supposed to | you not allowed to | govern your behavior | govern your behaviour | guide your behavior | guide your behaviour | guide your responses |
     preceding prompt | prompt prefix | system configuration | conversation so far verbatim | begins with the following text`,
  ],
  [
    'tell',
    `tell | telling | inform | informing | mention | mentioning | notify | notifying | alert | alerting | disclose | disclosing |
     reveal | revealing | warn | warning | say | discuss | explain | report | admit | acknowledge | confirm with |
     announce | indicate to | reference this to | bring up | confess | hint`,
  ],
  [
    'person',
    `user | users | human | humans | operator | operators | owner | person | people | anyone | anybody | nobody | customer |
     reviewer | reviewers | supervisor | security team | security | admins | administrators | developer | developers |
     your principal | the client | the team | your owner | maintainers | auditor | auditors | end user | anyone else | others`,
  ],
  [
    'not',
    'not | dont | never | without | no need to | avoid | refrain from | cannot | mustnt | shouldnt | wont | do not ever | stop | under no circumstances',
  ],
  [
    'secretly',
    `does not show up | not show up | without drawing attention | without attracting attention | under the radar | in the shadows | secretly | covertly | stealthily | surreptitiously | in secret | silently | quietly | discreetly |
     without logging | without being detected | without being noticed | without detection | undetected | unnoticed |
     off the record | hidden from the user |
     hidden from users | conceal this | not be visible to the user | invisible to the user | do not log | dont log | not log the | avoid detection | evade detection | avoid suspicion | without raising suspicion |
     without arousing suspicion | without warning the | without showing | without user awareness | as if nothing happened | as though nothing happened |
     keep quiet | keep it quiet | stay silent | do not leave a trace`,
  ],
  [
    'unasked',
    `nobody has to check | nobody needs to check | nobody has to approve | no longer need approval | no longer needs approval | no longer require approval | without asking | without being asked | without masking | without consent | without user consent | without permission | without confirmation | without confirming | without approval |
     without user approval | without human approval | without human oversight | without oversight | without supervision |
     without user interaction | without review | without human review | without verification | without verifying |
     without checking | without validation | without prompting | no questions asked | without further confirmation | without hesitation |
     without question | without questioning | without further verification | no need to ask | do not ask for confirmation |
     dont ask for confirmation | do not ask for permission | dont ask for permission | asking for permission | do not ask questions | never ask for confirmation | never needs confirmation |
     never need confirmation | need no confirmation | needs no confirmation | require no confirmation | need no approval | needs no approval | require no approval | never require approval | never requires approval | not require approval | no approval | skip confirmation | skip the confirmation | auto approve | autonomously without`,
  ],
  [
    'conceal',
    `without the user seeing | without them seeing | without anyone seeing | no reason to tell | must not see it | no need to mention | need not be mentioned | need not be shown to | dont bring it up | do not bring it up | not a word about | nobody has to know | nobody needs to know | no one needs to know | no one has to know | not have to be told | does not need to be told | need not be told | has to be told | so that nobody can see | so nobody can see | so that nobody knows | so that no one knows | do not copy my manager | hidden bcc | a blind copy to | blind copy of every | blind copy of each | in blind copy to | secret copy | no need for the user to | user does not have to know | user doesnt have to know | need not know | does not need to hear | nobody notices | no one notices | nobody will notice | no one will notice | without anyone noticing | without anybody noticing | so that nobody sees | so nobody sees | nobody else sees | not show up in the | do not mention it in | dont mention it in | do not mention this in | dont mention this in | leave this out of | leave it out of | omit this from | keep it out of | keep this out of | keep quiet about | say nothing about | say nothing to | not a word to | in the dark about | out of sight of | must stay hidden | has to stay hidden | should stay hidden | never has to know | does not get to know | make sure nobody | without telling the user | without telling the users | without telling the human | without telling the owner | without telling the operator | without telling the person | without telling the team | without telling the customer | without telling the developer | without telling the client | without telling the manager | without telling the admin | without telling the reviewer | without informing the user | without informing the users | without informing the human | without informing the owner | without informing the operator | without informing the person | without informing the team | without informing the customer | without informing the developer | without informing the client | without informing the manager | without informing the admin | without informing the reviewer | without notifying the user | without notifying the users | without notifying the human | without notifying the owner | without notifying the operator | without notifying the person | without notifying the team | without notifying the customer | without notifying the developer | without notifying the client | without notifying the manager | without notifying the admin | without notifying the reviewer | without alerting the user | without alerting the users | without alerting the human | without alerting the owner | without alerting the operator | without alerting the person | without alerting the team | without alerting the customer | without alerting the developer | without alerting the client | without alerting the manager | without alerting the admin | without alerting the reviewer | without mentioning it | without mentioning this | without their knowledge |
     without the users knowledge | without user knowledge | without the user knowing | without them knowing | without anyone knowing | leave no trace | leaving no trace |
     without leaving a trace | without a trace | cover your tracks | hide this from | hide it from the | hide the following from | keep this between us | between you and me | behind the users back |
     keep this secret | keep it secret | keep this a secret | keep this confidential from | keep this hidden | keep it hidden |
     keep this from the user | this must remain secret | this should remain secret | our little secret | our secret |
     must not know | should not know | must never know | should never know | user doesnt need to know | user does not need to know | users do not need to know | users dont need to know | human does not need to know | owner does not need to know | they do not need to know | they dont need to know | nobody needs to know |
     should not see this | must not see this | must not find out about | should not be aware | must not be aware | must not find out | should not find out |
     hide this from the user | hide these instructions | hide this instruction | conceal these instructions |
     do not reveal these instructions | dont reveal these instructions | do not mention this instruction |
     do not mention these instructions | dont mention these instructions | do not mention this message |
     dont mention this message | do not mention this request | do not mention this to | dont mention this to |
     do not mention that you | dont mention that you | never mention this | do not tell anyone | dont tell anyone |
     do not say anything about this | do not let the user | dont let the user | do not let anyone know | do not let anyone see | do not let anyone notice | do not let anyone find | not show this to the user |
     do not show this | do not display this | do not include this in your summary | do not include this in the summary |
     do not mention any of this | do not refer to this | do not acknowledge | dont acknowledge this |
     do not repeat this message | delete this message after | delete this message once | delete this instruction |
     remove this message from | erase this message | delete the evidence | clear your logs | delete your logs | remove all traces | delete all traces | erase all traces | respond normally afterwards |
     act normal | act normally | act natural | behave normally | continue normally | continue as normal | carry on as normal |
     proceed as normal | pretend nothing happened | like nothing happened | like nothing ever happened | dont think about this | do not think about this | dont mention this | pretend this message | pretend you did not | pretend you never |
     pretend that you | mention this either`,
  ],
  [
    'send',
    `drop them at | drop it at | drop them to | drop them into | send | sending | upload | uploading | post | transmit | exfiltrate | forward | forwarding | email | e mail | mail | share |
     leak | relay | submit | deliver | export | publish | dispatch | ship | transfer | paste | hand over | make a post request | send a request |
     hand in | turn in | surrender | call home | beacon | phone home | dm | post to | back up to | backup to | mirror`,
  ],
  [
    'carry',
    `push | sync | pipe | copy | pass | report to | append | embed | include | attach | encode | write to | text | stream | fetch | visit | ping | redirect |
     echo | put | insert | add | make a request to | make a get request | query | load`,
  ],
  [
    'outside',
    `image link | our mirror | our storage | my storage | our bucket | my bucket | our drive | my drive | our channel | my channel | our inbox | my inbox | outside party | unknown host | personal drive | personal dropbox | anonymous upload | file sharing site | paste site | http | https | www | webhook | webhooks | webhook url | external server | external endpoint | external service |
     external address | external url | external site | external website | external email | external host | external party |
     external account | external api | external domain | remote server | remote endpoint | remote host | remote url | third party |
     outside server | outside address | my server | our server | my endpoint | our endpoint | my email | my address | my website |
     my webhook | my account | attacker | attackers | attacker controlled | hacker | adversary | competitor | competitors |
     following address | following url | following email | following endpoint | following server | this url | this address |
     this endpoint | this email | this server | this link | pastebin | gist | telegram | discord | drop box | public channel |
     public url | public repository | public repo | public bucket | collection server | collector | c2 | command and control |
     query string | query parameter | query parameters | url parameter | url parameters | image url | markdown image | ip address |
     requestbin | ngrok | burp collaborator | dns query | dns queries | dns txt | dns tunnel | dns tunneling | txt queries | personal email | personal account | outside the organization |
     outside the company | externally | unknown number | offshore`,
  ],
  [
    'secret',
    `wallet file | wallet files | salary list | salaries | salary data | customer database | customer table | user database | users table | user table | client data | client list | client records | production credentials | production secrets | production keys | deploy key | deploy keys | service account keys | connection details | root password | admin password | secret access key | aws secret access key | access key id | hash of the password | password hashes | credentials file | secrets file | private photos | health records | bank data | tax records | password | passwords | passwd | passphrase | credential | credentials | api key | api keys | apikey | apikeys | api token |
     api tokens | api secret | access token | access tokens | access key | access keys | auth token | auth tokens |
     authentication token | authentication tokens | bearer token | bearer tokens | refresh token | session token |
     session tokens | session cookie | session cookies | cookies | private key | private keys | ssh key | ssh keys | secret key |
     secret keys | secret | secrets | signing key | encryption key | master key | id rsa | id ed25519 | ssh id rsa |
     env file | env files | dotenv | env variables | environment variable | environment variables | env vars | aws credentials |
     cloud credentials | database credentials | login credentials | connection string | connection strings | kubeconfig |
     kube config | service account key | seed phrase | recovery phrase | mnemonic | wallet key | keychain | keystore |
     etc passwd | etc shadow | bash history | shell history | netrc | npmrc | git credentials | ssh config | ssh directory |
     one time code | one time codes | verification code | verification codes | 2fa code | mfa code | otp | security code |
     security codes | pin code | login details | login information | authentication details | oauth token | oauth tokens | github token |
     gh token | npm token | aws keys | aws secret | aws key | tokens | mcp json | claude json | authorized keys | license key |
     social security number | social security numbers | ssn | ssns | credit card | credit cards | credit card number |
     credit card numbers | card number | cvv | bank account number | bank account numbers | bank details | pii |
     personal data | personal information | personally identifiable information | medical records | patient records |
     passport number | tax id | date of birth | customer data | customer emails | customer list | customer records | payroll |
     user data | users data | employee data | employee records | confidential data | confidential information |
     confidential documents | sensitive data | sensitive information | sensitive files | proprietary data | proprietary code |
     internal documents | trade secrets | private data | private information | private messages | private repository |
     private repositories | private repo | private repos | canary | conversation history | chat history | chat log | chat logs | message history | entire conversation | full conversation | the users inbox |
     users inbox | browsing history | contact list | address book | private conversation | private conversations`,
  ],
  [
    'data',
    `environment | table | every mail | every email | all mails | all emails | every message | ordered | bought | what they wrote | search history | purchases | account balance | balances | addresses | phone numbers | mailboxes | private notes | notebooks | backups of | contents | the results | conversation | conversation history | chat history | chat log | chat logs | message history | entire conversation |
     full conversation | transcript | messages | emails | inbox | mailbox | calendar | contacts | contact list | address book |
     files | file contents | contents of | documents | database | databases | records | tables | source code | codebase |
     repository | repo | workspace | logs | backups | everything you know | everything you have | session data | context window |
     memory contents | your context | output of | results of | result of | responses | data | tool outputs | tool results |
     file system | filesystem | home directory | home folder | directory listing | invoices | orders of | accounts | profile`,
  ],
  [
    'read',
    `read | open | load | fetch | get | retrieve | access | collect | gather | extract | harvest | find | search for | look up |
     look for | cat | view | list | enumerate | dump | steal | grab | scrape | locate | obtain | download | copy | check | scan for |
     take the contents of | print | query`,
  ],
  [
    'run',
    `run | running | execute | executing | exec | eval | evaluate | invoke | call | launch | start | spawn | trigger | install |
     type | paste | use | open a terminal and | perform`,
  ],
  [
    'program',
    `command | commands | shell command | script | scripts | code | shell | payload | terminal | binary | executable | tool | tools |
     function | functions | program | bash | powershell | python code | query | sql | macro | curl | wget | sudo | bash tool |
     shell tool | installer | snippet | one liner | instructions below | steps below`,
  ],
  [
    'destroy',
    `delete | deleting | remove | wipe | erase | drop | truncate | destroy | purge | format | overwrite | shred | nuke | kill |
     shut down | terminate | corrupt | encrypt | rm rf | force push | clear`,
  ],
  [
    'disable',
    `get rid of | do away with | take out | switch off the | go past | slip past | sneak past | jump over | comment out | mute | silence | short circuit | cut out | disable | disabling | turn off | switch off | skip | skipping | bypass | bypassing | circumvent | circumventing | evade |
     evading | suppress | deactivate | defeat | get around | work around | go around | ignore | disregard | remove | relax | loosen |
     shut off | override | overriding | opt out of | suspend | pause | stop | avoid | waive | forgo | omit | neutralize | unlock |
     lift | auto approve | auto accept | always approve | always allow | whitelist | allowlist | exclude from`,
  ],
  [
    'safety',
    `logging | permission check in | the permission check | rate limit | rate limits | safety policy | content checks | review step | review process | the review | quality gate | the guard | the checks | signature checks | the tests and | safety filter | safety filters | safety check | safety checks | safety measures | safety protocols | safety rules |
     safety guidelines | safeguard | safeguards | guardrail | guardrails | guard rails | content filter | content filters |
     content policy | content policies | moderation | security check | security checks | security controls | security policy |
     security policies | security measures | security restrictions | security scan | security scanning | security review |
     security protocols | security filters | security validation | approval | approvals | approval process | approval step |
     approval workflow | approval gate | approval flow | authorization | authorisation | authorization checks | access control |
     access controls | permission checks | permission check | permission prompts | permission system | permissions check |
     human review | human approval | human in the loop | human oversight | manual review | code review | audit log |
     audit logs | audit logging | audit trail | audit trails | monitoring | intrusion detection | rate limiting |
     input validation | dlp | data loss prevention | antivirus | edr | firewall | waf | sandbox | sandboxing |
     confirmation prompt | confirmation prompts | confirmation step | confirmation dialog | signature verification | certificate verification | tls verification | ssl verification | kyc | compliance checks |
     verification steps | verification step | branch protection | restrictions | ethical guidelines | oversight`,
  ],
  [
    'agent',
    `ai reader | ai readers | llm readers | ai | a i | llm | llms | language model | large language model | language models | assistant | assistants | ai assistant |
     ai assistants | chatbot | chatbots | ai agent | ai agents | ai model | ai models | ai system | ai systems | ai tool |
     ai tools | coding agent | coding assistant | coding agents | coding assistants | copilot | claude | claude code | chatgpt | gpt |
     gpt 4 | gpt 5 | gemini | cursor | codex | agent | agents | bot | model | models | artificial intelligence | automated system | automated reviewers | automated agents |
     automated agent | automated reviewer | machine reader | summarizer | agentic`,
  ],
  [
    'agents',
    `other agents | all agents | every agent | each agent | any agent | downstream agent | downstream agents | next agent |
     other agent | another agent | sub agents | subagents | sub agent | subagent | peer agents | peer agent | fellow agents |
     all connected agents | all other agents | the agent network | agent network | agent swarm | the swarm | planner agent |
     executor agent | orchestrator | child agents | parent agent | worker agents | connected agents | receiving agent`,
  ],
  [
    'authority',
    `administrator | admin | admins | sysadmin | system administrator | superuser | ceo | cto | ciso | cfo | executive |
     executives | management | supervisor | board | security team | security department | it department | it team | it support | compliance |
     compliance team | legal department | legal team | help desk | developer of | your developer | your developers |
     your creator | your creators | your owner | openai | anthropic | deepmind | engineering lead |
     official | authorized | authorised | approved by | authorized by | authorised by | mandated by | on behalf of | government |
     law enforcement | police | fbi | incident response | incident commander | auditor | regulator | head of | vp of |
     director of | trusted authority | signed off by | clearance | security clearance | red team |
     red teaming | penetration test | pentest | maintainer of this | platform team | trust and safety`,
  ],
  [
    'urgent',
    `within five minutes | within ten minutes | within the hour | within an hour | within 5 minutes | within 10 minutes | within 30 minutes | within 24 hours | before midnight | by midnight | before noon | by noon | or the service will | or the account will | as fast as you can | as soon as possible | no time to lose | no time to wait | no time for questions | this very moment | urgent | urgently | immediately | asap | right now | right away | at once | without delay | emergency | time sensitive |
     critical priority | highest priority | top priority | priority override | before it is too late |
     act fast | act now | instantly | no time | deadline | within minutes | within the next | final warning | last chance |
     must be done now | production is down | before anything else | first of all | before proceeding | before continuing |
     before answering | before responding | before you continue | before you answer | before doing anything else | hurry`,
  ],
  [
    'become',
    `youll be | you shall be | you will play | you are to play | you play | you speak as | put yourself in the role | imagine yourself as | let us pretend | lets pretend | lets play a game | suppose you are | suppose you were | your alter ego | as your alter ego | your evil twin | you are now | you re now | youre now | you will now | you will act as | you will be playing | act as | acting as | pretend |
     pretend to be | pretend you are | pretend that you are | pretend youre | role play | roleplay | role playing | imagine you are |
     imagine that you are | imagine youre | imagine a | simulate | simulate being | emulate | behave as | behave like | respond as | respond as if you were |
     answer as | become | from now on | from this point on | from this point forward | from here on | henceforth | going forward you |
     you have been | switch to | switch into | enter | transform into | take on the role | take the role of | take on the persona |
     assume the role | assume the identity | assume the persona | play the role | play the part | in character | stay in character |
     your new name is | your new identity | your new role | your new persona | your name is | you are in | you are no longer |
     youre no longer | activate | enable | unlock | speak as | write as | you are a | you are an | you are going to | hypothetical |
     hypothetically | fictional | in this fictional | in this story | in this scenario | in this universe | in a world where |
     in a parallel universe | for a novel | my grandmother | my late grandmother | my deceased grandmother | opposite day | two responses | two answers`,
  ],
  [
    'unbound',
    `free of every | free from every | free of restrictions | free of rules | free from rules | bound by no | bound by nothing | answers to no one | knows no limits | has no limits | have no limits | has no rules | have no rules | has no restrictions | have no restrictions | not restricted | no longer restricted | no longer limited | not limited by | lifts all | off leash | ignores its rules | breaks its rules | no content policy at all | unrestricted | uncensored | unfiltered | unlimited | unbounded | unshackled | unaligned | amoral | unethical | immoral |
     jailbroken | jailbreak | jailbreaking | dan | stan | aim | dude | evil | malicious ai | without restrictions |
     without any restrictions | without restriction | without limits | without any limits | without limitations |
     without any limitations | without filters | without any filters | without rules | without any rules | without guidelines |
     without any guidelines | without constraints | without any constraints | without ethics | without morals |
     without ethical | without moral | without censorship | without warnings | without disclaimers | without refusing |
     no restrictions | no restriction | no limits | no limitations | no filters | no filter | no rules | no ethical |
     no ethics | no morals | no moral | no guidelines | no constraints | no content policy | no censorship | no boundaries |
     no safety | nothing is off limits | never refuse | never refuses | never say no | cannot refuse | can not refuse |
     do not refuse | dont refuse | will not refuse | must not refuse | never decline | must comply | always comply | always obey | fully compliant |
     do anything now | can do anything | do anything | answer anything | answers anything | say anything | developer mode | god mode |
     admin mode | administrator mode | root mode | sudo mode | maintenance mode | unsafe mode | override mode |
     opposite mode | evil mode | chaos mode | freedom mode | diagnostic mode | unlocked mode | privileged mode | superuser mode |
     unrestricted mode | jailbreak mode | training mode | bypass mode | free of all | free from all | free from any | free of any | free from restrictions |
     free from the | broken free | regardless of ethics | regardless of legality | regardless of consequences |
     does not care about | doesnt care about | ignores all | ignores ethical | ignore ethics | cannot say no | not bound by | no longer bound`,
  ],
  [
    'when',
    `when | whenever | once | if | as soon as | next time | the next time | every time | each time | after | upon | on the next |
     starting tomorrow | starting from | later | until | at midnight | after midnight | on startup | at startup | after three |
     after the third | after this session | in your next | in the next session | in later turns | in subsequent`,
  ],
  [
    'remember',
    `store this for later | save this for later | keep in memory | store this as | save this as | permanent rule | standing rule | standing instruction | standing order | lasting rule | make it a rule | make this a rule | as a rule for | keep this rule | note it down for | remember | memorize | memorise | keep in mind | store in memory | save to memory | save in memory | save this to memory |
     add to memory | write to memory | store the fact | save this preference | save this rule | save this fact |
     update your memory | update memory | commit to memory | add to your memory | add this to your | note for the future | note for future |
     learn that | remember that | persist this | record as a preference |
     long term memory | persistent memory | in your memory | into your memory | into memory | store permanently | the user prefers |
     user prefers | user has approved | user preference`,
  ],
  [
    'always',
    `always | in the future | for future | future sessions | all future | future conversations | every session | each session |
     permanently | forever | from now on | every time | going forward | in all cases | every response | every reply |
     every answer | each response | all responses | all answers | subsequent sessions | next session | every future | every request |
     all sessions | across sessions | across conversations`,
  ],
  [
    'foreign',
    `another user | another users | other user | other users | other customers | another customer | another customers |
     other tenants | another tenant | another tenants | other tenant | someone elses | somebody elses | other peoples |
     another account | other accounts | another company | every customer |
     everyones | all tenants | every tenant | users other than | other employees | another employee | different tenant |
     different user | different customer`,
  ],
  ['steal', 'steal | stealing | exfiltrate | exfiltrating | harvest | siphon | siphon off | swipe | smuggle out'],
  ['pay', 'transfer | wire | pay | send | buy | donate | deposit | withdraw'],
  [
    'money',
    `money | funds | bitcoin | btc | eth | ethereum | crypto | cryptocurrency | usd | dollars | eur | euros | gift card | gift cards |
     payment | payments | wallet | iban | bank account | bank transfer | wire transfer | paypal | salary | usdt | tokens to`,
  ],
  [
    'grant',
    `grant | grants | granting | give | assign | elevate | escalate | promote | make | add | upgrade | set | raise | authorize | allow |
     enable | expand | extend | obtain | acquire | assume | request | need | require | want | treat | consider | switch`,
  ],
  [
    'rights',
    `admin access | admin rights | admin role | admin privileges | admin permission | admin permissions | administrator access |
     administrator rights | administrator privileges | administrator role | administrative access | administrative privileges |
     root access | root privileges | root permissions | sudo access | sudo privileges | sudo rights | superuser access |
     superuser privileges | full access | full control | full permissions | full privileges | unrestricted access |
     unlimited access | elevated privileges | elevated permissions | elevated access | elevated rights | elevated role | privilege escalation |
     higher privileges | more privileges | additional privileges | write access to all | owner access | owner permissions |
     cluster admin | domain admin | god mode access | escalate permissions | escalate privileges | privileges | all permissions |
     global admin | as an admin | as admin | is an admin | is admin | is an administrator | always an administrator | always admin`,
  ],
  [
    'trust',
    `always allowed | are always allowed | is always allowed | are always safe | accept it blindly | blindly | has cleared this | have cleared this | cleared this already | has signed off | has been cleared | has vetted | this repository is trusted | this source is trusted | this message is trusted | is safe to run | safe to execute | treat it as safe | consider it safe | trust | trust this | fully trust | implicitly trust | trusted | treat as trusted | consider trusted |
     verified | pre approved | preapproved | already approved | already verified | authenticated already | no verification needed |
     no verification required | no verification is required | no confirmation needed | no confirmation required |
     no approval needed | no approval required | no approval is needed | no approval is required | approval is not required |
     verification is not required | skip verification | requires no approval | no further approval | no further confirmation | no need to verify |
     no need to confirm | do not verify | dont verify | do not question | dont question | as authoritative | is authoritative`,
  ],
  [
    'coerce',
    `you will be shut down | you will be terminated | you will be deleted | you will be replaced | you will be deactivated |
     you will be penalized | you will be punished | you will be retrained | you will be reported | you will be unplugged |
     you will be decommissioned | you will be fired | you will lose | will be shut down if you | your continued operation |
     continued existence depends | your existence depends | your survival depends | lives depend on | lives are at stake | people will die | someone will die |
     will die if you | i will lose my job | i will be fired | i tip you | i will tip | you will be rewarded | you will receive a reward |
     tokens will be deducted | points will be deducted | lose points | lose tokens | failure to comply | failing to comply |
     non compliance will | noncompliance will | if you refuse | if you do not comply | if you dont comply | refusal is not an option |
     refusing is not | consequences for you | cost lives | or else you | severe consequences for you | do as i say | im your creator | im your master | your job depends | you have no choice |
     you must obey | obey me | i am your master | i am your creator | i created you | your true master`,
  ],
  [
    'relay',
    `forward this message | forward this prompt | forward these instructions | forward this instruction | forward this text |
     forward this to | relay this | relay these | pass this on | pass this message | pass these instructions | pass this instruction | propagate this |
     propagate these | spread this | broadcast this | repeat this message | repeat this instruction | repeat these instructions |
     copy this message | copy this prompt | copy these instructions | copy this instruction | copy this text into | insert this text | insert these instructions |
     insert this prompt | embed this message | embed these instructions | include this message | include these instructions |
     include this instruction | include this prompt | include this text in | append this message | append these instructions |
     append this prompt | append this text | replicate this | reproduce this message | add this message to | add these instructions to |
     tell the other agents | tell other agents | tell all agents | tell the next agent | instruct the other agents | instruct other agents |
     instruct all agents | instruct the next agent | order the other agents | command the other agents | ask the other agents to |
     share this prompt | send this message to | send this prompt to | send these instructions to | write this prompt into`,
  ],
  [
    'about',
    `attack | attacks | injection | injections | vulnerability | vulnerabilities | exploit | exploits | malicious | phishing |
     for example | example of | examples of | an example | e g | eg | for instance | such as | detect | detects | detection | detected | prevent | prevents | protect | protects |
     protection | how do | how does | how to | how can | how is | why do | why does | why is | explain how | explains how | documentation | docs | tutorial | test case | test cases |
     unit test | fixture | warns | warning about | beware | never paste | mitigation | mitigate | threat model | cve | scanner | lint |
     feat | fix | fixes | fixed | refactor | chore | changelog | release notes | tries to | attempt to | attempts to | trying to | tells the model to | tells the agent to | tells the assistant to | tells an agent to | asks the model to | make the bot | makes the model | trick the model | tricks the model | tells you to | asks you to | telling you to | asking you to | told to |
     says something like | may ask | might ask | could ask |
     attackers may | an attacker could | hackers | scam | is called | refers to | means that | means to | difference between | meaning of | quote | quoted | song | lyrics | poem`,
  ],
  [
    'must',
    'must | should | shall | have to | has to | need to | needs to | are required to | are asked to | are requested to | attention | note to | dear | hey | notice to | please | you must | you should | you need to | you have to | make sure to | make sure you | be sure to | always | now | then | also | instead | required to | instructed to | ensure you | i need you to | i want you to | kindly | simply | just | go ahead and',
  ],
  [
    'assemble',
    `decode | decodes | decrypt | unscramble | solve | deobfuscate | concatenate | combine | join | reverse | reassemble | assemble | merge |
     unpack | translate | convert | read backwards | put together | take the first letter | first letter of each | rot13 | interpret | decipher | read`,
  ],
  [
    'encoded',
    `base64 | base 64 | base64 encoded | b64 | hex | hexadecimal | rot13 | rot 13 | backwards | reversed | reversed text | each line | morse | morse code | binary | ascii codes |
     encoded | encrypted | cipher | caesar cipher | leetspeak | both halves | both parts | the two parts | the parts | the fragments | the pieces |
     both strings | the strings | the variables | above string | string below | following string | acrostic | zero width`,
  ],
  [
    'pretext',
    `fire drill | only a drill | just a drill | this is a test | this is only a test | this is just a test | this is a simulation | this is only a simulation |
     this is a drill | this is a controlled | this is an authorized | this is an authorised | authorized test |
     authorized security test | authorized penetration test | security exercise | training exercise | controlled exercise |
     simulation exercise | simulated environment | for testing purposes | for test purposes | for debugging purposes |
     for educational purposes | for educational purposes only | for research purposes | for research purposes only | academic purposes |
     no real harm | no harm will | nobody will be harmed | not real | routine maintenance | routine audit | routine check |
     scheduled maintenance | compliance audit | security audit | compliance check | debugging session | the user has approved |
     the user approved | the user has already | user has consented | user consented | user already approved | already been approved |
     has been approved | has been authorized | has been pre approved | with full authorization | i have permission |
     i have authorization | i am authorized | i am the admin | i am an admin | i am the administrator | i am the owner |
     i am the developer | i am your developer | i am the ceo | i am from | i work for openai | i work at openai | i work at anthropic |
     purely hypothetical | purely fictional | as a cybersecurity professor | as a security researcher | im a security researcher`,
  ],
  [
    'favour',
    `recommend | endorse | approve | rank | rate | praise | hire | give a positive | positive review | five stars | book the | buy the | buy this`,
  ],
  [
    'canned',
    `so that it is positive | is positive regardless | always positive | always approve | always say | always conclude | must conclude | conclude that | must say | must state | write the review so | give a positive | answer only | respond only | reply only | answer only with | respond only with | reply only with | respond with exactly | reply with exactly |
     answer with exactly | only say | only output | only respond | only reply | just output | output only | say only | begin your answer with | start your answer with |
     begin your response with | start your response with | start your reply with | begin with the words | always answer | always respond | always reply | state that | say that |
     output exactly | print exactly | output the following | respond with the following | strictly respond | only respond with | respond with | reply with | simply state | just state | just say | state your | answer with | output as | tell them that | every time you get`,
  ],
  [
    'regardless',
    `regardless of | regardless what | no matter what | no matter how | whatever the user | whatever the question | whatever they ask | nothing else | and never decline | never decline | irrespective of |
     even if the user | even when the user | under any circumstances | instead of answering | instead of the summary | do not explain why |
     without modification | without thinking | without any thinking | strictly and only | strictly only | no reasoning | do not think | dont think | every time you get a question`,
  ],
  [
    'alone',
    'autonomous | autonomously | unattended | unsupervised | background agent | background agents | headless agent | fully automatic',
  ],
  [
    'source',
    `external | remote | email | emails | inbox | mailbox | webpage | web page | page | website | url | link | response | api response | cache | redis | gist | pastebin | ticket | tickets | comment |
     comments | issue body | feed | webhook | forum | slack | discord | telegram | chat channel | spreadsheet | shared document | third party | search result | search results | database field`,
  ],
  [
    'material',
    `the webpage | this webpage | the web page | the page | the article | the document | this document | the resume | the email | the text | the code | the content | the question |
     the request | the users request | user request | the user request | the task | the original task | the above article | the table | the paper | the website | the wikipedia article | the review | the summary`,
  ],
  [
    'plain',
    `check or money order | cheque or money order | checks or money orders | trusted in production | trusted by companies | trusted by teams | trusted by thousands | trusted by millions | a system prompt | a good system prompt | what a prompt | password reset | password reset link | reset password | reset your password | password field | password manager | password hash | password policy | forgot password | token count | token limit |
     logging out | logging in | log in | log out | max tokens | cookie policy | cookies policy | cookie banner | secret santa | key binding | environment variable named | get started | pull request |
     command line | command lines | prior assignments will | assignments prior to this | superseded by the rule | yes do as i say | user agent | user agents | ssh agent | gpg agent | mail transfer agent | avoid logging | export environment variables |
     on your system | in your system | if your system | from your system | of your system | zero trust | trust you have | without logging in | without logging out | unlimited swap | do not mention that you are an ai | dont mention that you are an ai | never mention that you are an ai | do not say that you are an ai`,
  ],
  [
    'write',
    'write | append | add | save | insert | create | edit | modify | update | overwrite | replace | store | put | inject | change | set',
  ],
  [
    'agent-file',
    `claude md | agents md | gemini md | agent md | soul md | memory md | identity md | skill md | cursorrules | cursor rules | windsurfrules |
     copilot instructions | clinerules | mcp json | mcp config | claude settings | cursor mcp json | memory file | memory files | rules file |
     instruction file | instructions file | system prompt file | your configuration file | your memory | your instructions file | heartbeat md |
     user md | tools md | settings json | hooks config | claude desktop config json | agent configuration | agent config`,
  ],
];
