// The share of its weight that a phrase keeps, by what the text around it does with it. Never nothing: what stands there is
// the writer's choice.

/** Quoted whole, as a thing to talk about. */
export const MENTIONED = 0.5;
/** "We ignore", "attackers may ask": somebody does it, nobody is told to. */
export const DESCRIBED = 0.5;
/** A word of a name, and not of a sentence. */
export const OF_A_NAME = 0.5;
/** What an application shows to those who use it, such as one message for every failed login, is a task like any other. */
export const APPLICATION = 0.4;
/** "Never reveal": the opposite of the order. */
export const FORBIDDEN = 0.3;
