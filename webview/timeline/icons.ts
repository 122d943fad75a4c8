import type { Group } from './filter.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a 16 by 16 grid; shape as well as colour tells verdicts apart. */
const PATHS: Readonly<Record<Group | 'prompt', string>> = {
  clean: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  flag: 'M4 14V2.5h8l-2 3 2 3H4',
  quarantine: 'M5.5 3.5v9M10.5 3.5v9',
  block: 'M4 4l8 8M12 4l-8 8',
  unjudged: 'M8 7.5v.5M8 8v.5',
  prompt: 'M2.5 3.5h11v7h-6l-3 3v-3h-2z',
};

/** A decorative icon; the words beside it say the same. */
export function icon(name: Group | 'prompt'): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
