export interface Disposable {
  dispose(): void;
}

/** Calls the listener on every change until the returned handle is disposed. */
export type Listen<T> = (listener: (value: T) => void) => Disposable;

/** The smallest event source; unlike the editor's own it also exists in plain Node. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly on: Listen<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
