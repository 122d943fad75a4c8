import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
  type Dropdown as ToolkitDropdown,
  type TextField,
} from '@vscode/webview-ui-toolkit';
import { element } from './element.ts';

/**
 * The controls that all pages share, drawn by VS Code's web view toolkit. The toolkit is archived: only this module may
 * import it, and pages know only these functions, so that another library can take its place here.
 */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

export function createButton(
  text: string,
  onClick: () => void,
  appearance: 'primary' | 'secondary' = 'secondary',
): HTMLElement {
  const button = custom('vscode-button', { text, attributes: { appearance } });
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
  // The toolkit takes the accessible name from the text, which the style sheet hides in favour of the placeholder.
  const node = custom<TextField>('vscode-text-field', {
    class: 'search',
    text: label,
    attributes: { placeholder: label },
  });
  node.addEventListener('input', () => onInput(node.value));
  return {
    node,
    setValue: (text) => {
      // Setting the same value would move the caret.
      if (node.value !== text) node.value = text;
    },
    focus: () => {
      node.focus();
      node.control.select();
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface Dropdown {
  readonly node: HTMLElement;
  /** Offers these, in this order; a chosen value that is no longer offered gives way to the first. */
  setChoices(choices: readonly Choice[]): void;
  setValue(value: string): void;
}

/** A list to choose one from. */
export function createDropdown(label: string, onChange: (value: string) => void): Dropdown {
  const node = custom<ToolkitDropdown>('vscode-dropdown', { attributes: { 'aria-label': label } });
  let wanted = '';
  let offered = '';
  const apply = (): void => {
    if (node.value !== wanted) node.value = wanted;
  };
  node.addEventListener('change', () => {
    wanted = node.value;
    onChange(wanted);
  });
  // The toolkit learns of new options later, and then keeps the position that was chosen instead of the value.
  node.shadowRoot?.addEventListener('slotchange', apply);
  return {
    node,
    setChoices: (choices) => {
      const key = JSON.stringify(choices);
      if (key === offered) return;
      offered = key;
      if (!choices.some(({ value }) => value === wanted)) wanted = choices[0]?.value ?? '';
      node.replaceChildren(
        ...choices.map(({ value, text }) => custom('vscode-option', { text, attributes: { value } })),
      );
    },
    setValue: (value) => {
      wanted = value;
      apply();
    },
  };
}

/** An element of the toolkit, upgraded at once because its definition is registered above. */
function custom<T extends HTMLElement>(tag: string, options: Parameters<typeof element>[1]): T {
  return element(tag as keyof HTMLElementTagNameMap, options) as HTMLElement as T;
}
