import { percentile, type Figure } from './measure.ts';

const TEXT = Array.from({ length: 3000 }, (_, n) => `${n % 97} word${n % 13} `).join('');

/** A fixed piece of the kind of work that judging is: patterns, maps and characters of a text of 29 KB. */
function work(): number {
  const seen = new Map<string, number>();
  for (const { 0: word, index } of TEXT.matchAll(/[a-z]+(\d+)\b/g)) {
    const key = word + (index % 50);
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  let hash = seen.size;
  for (let i = 0; i < TEXT.length; i++) hash = (hash * 31 + TEXT.charCodeAt(i)) | 0;
  return hash;
}

/**
 * How fast the machine is while something is measured. Machines whose cores are shared change their pace by nearly two
 * within seconds, so runs are compared by how many pieces of work a figure amounts to, not by its microseconds.
 */
export class Pace {
  private readonly micros: number[] = [];

  /** Does the piece of work once. To be called again and again between what is measured. */
  take(): void {
    const start = performance.now();
    if (Number.isNaN(work())) throw new Error('The piece of work was not done.');
    this.micros.push((performance.now() - start) * 1000);
  }

  /** Microseconds of a piece, at the median. */
  get micro(): number {
    return percentile(this.micros, 0.5);
  }

  /** The figure, and the same in pieces of work. `micros` is the figure in microseconds. */
  beside(figure: Figure, micros: number): Figure[] {
    return [
      figure,
      { name: `  in pieces of work of ${Math.round(this.micro)} us`, value: micros / this.micro, unit: 'pieces' },
    ];
  }
}
