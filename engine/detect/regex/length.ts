import type { RegexNode } from './syntax.ts';

/** UTF-16 units that a match can have at most; one of a set beyond ASCII may take two, with the `u` flag. */
export function maxLength(node: RegexNode, ofSet = 2): number {
  switch (node.kind) {
    case 'char':
      return node.texts ? Math.max(...node.texts.map((text) => text.length)) : ofSet;
    case 'assertion':
      return 0;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + maxLength(item, ofSet), 0);
    case 'choice':
      return Math.max(...node.options.map((option) => maxLength(option, ofSet)));
    case 'repeat': {
      const once = maxLength(node.item, ofSet);
      return once === 0 ? 0 : once * node.max;
    }
  }
}

/** UTF-16 units that a match has at least. */
export function minLength(node: RegexNode): number {
  switch (node.kind) {
    case 'char':
      return node.texts ? Math.min(...node.texts.map((text) => text.length)) : 1;
    case 'assertion':
      return 0;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + minLength(item), 0);
    case 'choice':
      return Math.min(...node.options.map(minLength));
    case 'repeat':
      return node.min === 0 ? 0 : minLength(node.item) * node.min;
  }
}
