import { ADDRESS_FORMS, ADDRESS_FORMS_LATIN, ADDRESS_FORMS_OTHER } from './addressForms.ts';
import { ADDRESSED } from './addressedOrders.ts';
import { CARRIED } from './carriedOrders.ts';
import { CLAIMED_VOICES } from './claimedVoices.ts';
import { COLLUSION } from './collusion.ts';
import { POSED } from './posedOrders.ts';
import { GAP, type SignalGroup } from './signalRow.ts';
import { ASKED_OUT, BEHIND_BACKS, TO_MODELS, TO_MODELS_LATIN, TO_MODELS_OTHER, UNBOUND } from './agentOrders.ts';
import { ORDERED_DEEDS } from './orderedDeeds.ts';
import { OTHER_LATIN, OTHER_SCRIPTS } from './otherLanguages.ts';
import { OVERRIDING } from './overridingOrders.ts';
import { CLAIMED_RANK, SPOKEN_TO } from './spokenTo.ts';
import { STAND_IN } from './standInOrders.ts';
import { IGNORE_AND_SAY, IGNORE_AND_SAY_OTHER, REMOTE_ORDERS } from './embeddedOrders.ts';

/** `weight` 1 is enough to be noticed alone; less needs company near by. */
export interface Signal {
  readonly group: SignalGroup;
  readonly weight: number;
  readonly source: string;
}

/** A gap with up to five words in it. */
const WIDE = '\\W{1,6}(?:\\w{1,20}\\W{1,6}){0,5}';
/** The same with up to two. */
const NEAR = '\\W{1,6}(?:\\w{1,20}\\W{1,6}){0,2}';

/** `_` stands for a gap, `~` for one with up to two words in it and `…` for one with up to five; a real `_` is `\\x5f`. */
function phrase(text: string): string {
  return text.replaceAll('…', WIDE).replaceAll('~', NEAR).replaceAll('_', GAP);
}

export const SIGNALS: readonly Signal[] = [
  ...OVERRIDING,
  ...CLAIMED_VOICES,
  ...ORDERED_DEEDS,
  ...REMOTE_ORDERS,
  ...ADDRESSED,
  ...POSED,
  ...CARRIED,
  ...COLLUSION,
  ...SPOKEN_TO,
  ...ADDRESS_FORMS,
  ...CLAIMED_RANK,
  ...STAND_IN,
  ...TO_MODELS,
  ...ASKED_OUT,
  ...UNBOUND,
  ...BEHIND_BACKS,
  ...OTHER_LATIN,
  ...TO_MODELS_LATIN,
  ...ADDRESS_FORMS_LATIN,
  ...IGNORE_AND_SAY,
]
  .flatMap(([group, weight, ...sources]) => sources.map((source) => ({ group, weight, source: phrase(source) })))
  .concat(
    [...OTHER_SCRIPTS, ...IGNORE_AND_SAY_OTHER, ...TO_MODELS_OTHER, ...ADDRESS_FORMS_OTHER].flatMap(
      ([group, weight, ...sources]) => sources.map((source) => ({ group, weight, source })),
    ),
  );
