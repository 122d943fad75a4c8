/** What detection keeps from call to call is kept here: bounded, and nothing that a verdict depends on. */

/** As `make`, which is asked again only once `most` other answers were given since, or where the answer is not to be kept. */
export function remembered<T>(
  most: number,
  make: (key: string) => T,
  isKept: (key: string, made: T) => boolean = () => true,
): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    // Where nothing was the answer, the map has it.
    if (before !== undefined || known.has(key)) return before as T;
    const made = make(key);
    if (isKept(key, made)) {
      if (known.size >= most) known.clear();
      known.set(key, made);
    }
    return made;
  };
}

/** Made when it is first asked for: a process that never needs it does not pay for it. */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Answer<T> {
  readonly text: string;
  readonly value: T;
}
const FEW = 8;
const LONG = 64 * 1024;

/** Answers for the last few texts, and for the last one that is long. */
export class RecentTexts<T> {
  readonly #few: Answer<T>[] = [];
  #long: Answer<T> | undefined;

  get(text: string): T | undefined {
    for (const known of this.#few) if (known.text === text) return known.value;
    return this.#long?.text === text ? this.#long.value : undefined;
  }

  set(text: string, value: T): void {
    if (text.length > LONG) this.#long = { text, value };
    else {
      this.#few.push({ text, value });
      if (this.#few.length > FEW) this.#few.shift();
    }
  }
}
