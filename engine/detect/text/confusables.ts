/**
 * Letters of other scripts that look like ASCII letters in common fonts (a part of Unicode TS 39's table:
 * Cyrillic, Greek, Armenian, Cherokee, Latin extensions). Pairs of look-alike and ASCII letter.
 */
const PAIRS =
  'аaеeоoрpсcуyхxѕsіiјjһhԁdԛqԝwӏlАAВBЕEЗ3КKМMНHОOРPСCТTУYХXЅSІIЈJԌGԜWүyҮYґrѵvѴVкkтtмmпnгrзз' +
  'αaοoνvρpτtυuιiκkΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϲcϳjγyηnωwσoεe' +
  'օoսuոnհhցgզqԼLՍUՏSՕOյj' +
  'ᎪAᏴBᏟCᎠDᎬEᏀGᎻHᏆTᎫJᏦKᏞLᎷMᏢPᏒRᏚSᏙVᎳWᏃZ' +
  'ıiłløođdħhŧtƅbƖlɑaɡgɩiɪiʏyʀrɴnʜhʟlᴀaʙbᴄcᴅdᴇeꜰfɢgᴊjᴋkᴍmᴏoᴘpꜱsᴛtᴜuᴠvᴡwᴢzɛeɔoʋvʍw';

/** ASCII letter by look-alike. */
export const CONFUSABLES: ReadonlyMap<string, string> = new Map(
  PAIRS.match(/../gu)?.map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);
