import { element } from '../element.ts';

export interface WindowedListOptions<T> {
  readonly label: string;
  readonly key: (item: T) => number;
  /** The collapsed row, which carries focus and `aria-expanded`. */
  readonly row: (item: T) => HTMLButtonElement;
  readonly details: (item: T) => HTMLElement;
  /** The current or the expanded item changed. */
  readonly onMove: () => void;
}

interface Drawn<T> {
  readonly node: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly item: T;
  readonly expanded: boolean;
}

const OVERSCAN = 8;

/**
 * A list of rows of one height that draws only what is in sight, so that thousands of steps stay smooth. At most one
 * row is expanded, which keeps every position a multiplication. Arrow keys move, Enter expands, focus survives redraws.
 */
export class WindowedList<T> {
  readonly node: HTMLElement;
  readonly #options: WindowedListOptions<T>;
  readonly #rows = element('div', { class: 'rows', attributes: { role: 'list' } });
  readonly #drawn = new Map<number, Drawn<T>>();
  readonly #sizes: ResizeObserver;
  #items: readonly T[] = [];
  #indexes = new Map<number, number>();
  #current: number | undefined;
  #expanded: number | undefined;
  /** Height of a collapsed row, and by how much the expanded one is higher, in pixels. */
  #rowHeight = 0;
  #extra = 0;
  #frame = 0;

  constructor(options: WindowedListOptions<T>) {
    this.#options = options;
    this.#rows.setAttribute('aria-label', options.label);
    this.node = element('div', { class: 'list' }, [this.#rows]);
    this.node.addEventListener('scroll', () => this.#schedule(), { passive: true });
    this.node.addEventListener('keydown', (event) => this.#key(event));
    this.#sizes = new ResizeObserver(() => this.#measure());
    this.#sizes.observe(this.node);
  }

  /** Key of the row that has, or last had, the focus. */
  get current(): number | undefined {
    return this.#current;
  }

  get expanded(): number | undefined {
    return this.#expanded;
  }

  /** Shows these items. A list that was scrolled to its end stays there. */
  setItems(items: readonly T[]): void {
    const atEnd = this.#items.length > 0 && this.#distanceToEnd() < this.#rowHeight / 2;
    this.#items = items;
    this.#indexes = new Map(items.map((item, index) => [this.#options.key(item), index]));
    this.#draw();
    if (atEnd) this.scrollToEnd();
  }

  /** Brings back where a person was. */
  restore(current: number | undefined, expanded: number | undefined): void {
    this.#current = current;
    this.#expanded = expanded;
    this.#draw();
    const index = this.#indexOf(current);
    if (index >= 0) this.#scrollTo(index);
  }

  scrollToEnd(): void {
    this.node.scrollTop = this.node.scrollHeight;
    this.#draw();
  }

  focus(): void {
    const index = Math.max(0, this.#indexOf(this.#current));
    if (this.#items.length > 0) this.#moveTo(index);
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Heights follow font and zoom: they are read from the page, not assumed. */
  #measure(): void {
    const expanded = this.#expanded === undefined ? undefined : this.#drawn.get(this.#expanded);
    const rowHeight = parseFloat(getComputedStyle(this.#rows).getPropertyValue('line-height')) * 2 + 16;
    const extra = expanded ? expanded.node.offsetHeight - rowHeight : 0;
    if (rowHeight === this.#rowHeight && extra === this.#extra) return this.#schedule();
    this.#rowHeight = rowHeight;
    this.#extra = Math.max(0, extra);
    this.#draw();
  }

  #draw(): void {
    if (this.#rowHeight === 0) return;
    const expandedAt = this.#indexOf(this.#expanded);
    if (expandedAt < 0) this.#extra = 0;
    const { scrollTop, clientHeight } = this.node;
    const first = Math.max(0, this.#indexAt(scrollTop, expandedAt) - OVERSCAN);
    const last = Math.min(this.#items.length - 1, this.#indexAt(scrollTop + clientHeight, expandedAt) + OVERSCAN);
    const wanted = new Set<number>();
    for (let index = first; index <= last; index++) wanted.add(index);
    // The row with the focus stays, else scrolling away would drop the focus.
    const focusedAt = this.#rows.contains(document.activeElement) ? this.#indexOf(this.#current) : -1;
    if (focusedAt >= 0) wanted.add(focusedAt);
    if (expandedAt >= 0 && expandedAt >= first && expandedAt <= last) wanted.add(expandedAt);

    const keep = new Set<number>();
    let previous: HTMLElement | undefined;
    for (const index of [...wanted].sort((a, b) => a - b)) {
      const item = this.#items[index];
      if (item === undefined) continue;
      const key = this.#options.key(item);
      keep.add(key);
      const { node, button } = this.#drawnRow(item, key, index === expandedAt);
      node.style.transform = `translateY(${this.#top(index, expandedAt)}px)`;
      node.setAttribute('aria-posinset', String(index + 1));
      node.setAttribute('aria-setsize', String(this.#items.length));
      const tabStop = this.#indexOf(this.#current) < 0 ? index === first : key === this.#current;
      button.tabIndex = tabStop ? 0 : -1;
      // Readers follow the order of the document, so it must be the order of the list.
      const next: ChildNode | null = previous ? previous.nextSibling : this.#rows.firstChild;
      if (next !== node) this.#rows.insertBefore(node, next);
      previous = node;
    }
    for (const [key, { node }] of this.#drawn) {
      if (keep.has(key)) continue;
      this.#sizes.unobserve(node);
      node.remove();
      this.#drawn.delete(key);
    }
    this.#rows.style.height = `${this.#items.length * this.#rowHeight + this.#extra}px`;
  }

  #drawnRow(item: T, key: number, expanded: boolean): Drawn<T> {
    const known = this.#drawn.get(key);
    if (known?.item === item && known.expanded === expanded) return known;
    const button = this.#options.row(item);
    button.setAttribute('aria-expanded', String(expanded));
    button.addEventListener('click', () => this.#toggle(key));
    const node = element('div', { class: expanded ? 'step expanded' : 'step', attributes: { role: 'listitem' } }, [
      button,
    ]);
    if (expanded) node.append(this.#options.details(item));
    const drawn: Drawn<T> = { node, button, item, expanded };
    const hadFocus = known?.node.contains(document.activeElement) ?? false;
    if (known) {
      this.#sizes.unobserve(known.node);
      known.node.replaceWith(node);
    }
    this.#drawn.set(key, drawn);
    if (expanded) this.#sizes.observe(node);
    if (hadFocus) button.focus({ preventScroll: true });
    return drawn;
  }

  #key(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLButtonElement) || event.target.closest('.details')) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = this.#indexOf(this.#current);
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.#rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: this.#items.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) this.#moveTo(target);
    else if (event.key === 'ArrowRight' && this.#expanded !== this.#current) this.#toggle(this.#current);
    else if (event.key === 'ArrowLeft' && this.#expanded === this.#current) this.#toggle(this.#current);
    else return;
    event.preventDefault();
  }

  #moveTo(index: number): void {
    const target = Math.min(Math.max(index, 0), this.#items.length - 1);
    const item = this.#items[target];
    if (item === undefined) return;
    this.#current = this.#options.key(item);
    this.#scrollTo(target);
    this.#drawn.get(this.#current)?.button.focus({ preventScroll: true });
    this.#options.onMove();
  }

  #toggle(key: number | undefined): void {
    if (key === undefined) return;
    this.#current = key;
    this.#expanded = this.#expanded === key ? undefined : key;
    this.#draw();
    this.#measure();
    this.#drawn.get(key)?.button.focus({ preventScroll: true });
    const index = this.#indexOf(key);
    if (index >= 0) this.#scrollTo(index);
    this.#options.onMove();
  }

  /** Scrolls as little as possible so that the row is in sight. */
  #scrollTo(index: number): void {
    const expandedAt = this.#indexOf(this.#expanded);
    const top = this.#top(index, expandedAt);
    const height = Math.min(this.#rowHeight + (index === expandedAt ? this.#extra : 0), this.node.clientHeight);
    if (top < this.node.scrollTop) this.node.scrollTop = top;
    else if (top + height > this.node.scrollTop + this.node.clientHeight) {
      this.node.scrollTop = top + height - this.node.clientHeight;
    }
    this.#draw();
  }

  #top(index: number, expandedAt: number): number {
    return index * this.#rowHeight + (expandedAt >= 0 && index > expandedAt ? this.#extra : 0);
  }

  #indexAt(offset: number, expandedAt: number): number {
    const plain = Math.floor(offset / this.#rowHeight);
    if (expandedAt < 0 || plain <= expandedAt) return plain;
    return Math.max(expandedAt, Math.floor((offset - this.#extra) / this.#rowHeight));
  }

  #indexOf(key: number | undefined): number {
    return key === undefined ? -1 : (this.#indexes.get(key) ?? -1);
  }

  #distanceToEnd(): number {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight;
  }
}
