import { element } from './element.ts';

/**
 * The controls that all pages share, drawn from the editor's theme. Pages know only these functions, so that the
 * controls can be replaced by a component library in one place.
 */
export function createButton(
  text: string,
  onClick: () => void,
  appearance: 'primary' | 'secondary' = 'secondary',
): HTMLElement {
  const button = element('button', { class: `button ${appearance}`, text, attributes: { type: 'button' } });
  button.addEventListener('click', onClick);
  return button;
}

export interface SearchField {
  readonly node: HTMLElement;
  setValue(text: string): void;
  focus(): void;
}

/** A one-line search field that reports its text while it is typed. */
export function createSearchField(label: string, onInput: (text: string) => void): SearchField {
  const node = element('input', {
    class: 'search',
    attributes: { type: 'search', 'aria-label': label, placeholder: label },
  });
  node.addEventListener('input', () => onInput(node.value));
  return {
    node,
    setValue: (text) => {
      // Setting the same value would move the caret.
      if (node.value !== text) node.value = text;
    },
    focus: () => node.select(),
  };
}
