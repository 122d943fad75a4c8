import { createHmac, randomBytes } from 'node:crypto';
import type { Field, Role } from '../../protocol/call.ts';
import type { Finding } from '../../protocol/verdict.ts';
import { searchBudget } from '../budget.ts';
import { decodedFields } from '../text/decodeLadder.ts';
import type { Effect, ScanInput } from '../types.ts';
import { findSecrets } from './findSecrets.ts';

/** Secrets of one session that are kept in mind; the oldest goes first. */
const MAX_SECRETS = 64;
/** A shorter value would be met by chance. */
const MIN_LENGTH = 12;
/** Of a longer one its beginning is enough. */
const MAX_LENGTH = 64;
const MAX_TEXT = 256 * 1024;
const BUDGET_MS = 20;

/** What carries text out of the machine whatever it says; a command does so only if it connects somewhere. */
const LEAVING: ReadonlySet<Role> = new Set(['url', 'query', 'message', 'argument', 'prompt', 'content']);
const LEAVING_TOOLS: ReadonlySet<string> = new Set(['fetch', 'web-search', 'mcp', 'message', 'other']);

interface Seen {
  readonly kind: string;
  readonly length: number;
  readonly fingerprint: string;
  /** Only its name tells that it is secret, not its form. */
  readonly byName: boolean;
}

/**
 * The secrets that one session has seen, so that the same value is known again when it leaves: as it is, encoded,
 * reversed or inside a longer text. Of each only a keyed fingerprint is kept (HMAC-SHA-256, and a keyed rolling hash by
 * which candidates are found in one pass); the key lives as long as the object.
 */
export class SeenSecrets {
  private readonly key = randomBytes(32);
  /** Odd, so that multiplying by it loses nothing. */
  private readonly base = this.key.readUInt32LE(0) | 1;
  /** By length, then by rolling hash. */
  private readonly byLength = new Map<number, Map<number, Seen>>();
  private readonly order: { readonly length: number; readonly hash: number }[] = [];

  get size(): number {
    return this.order.length;
  }

  /** Takes in the secrets of a text that the agent got to see. */
  note(text: string): void {
    const seen = text.slice(0, MAX_TEXT);
    for (const { kind, class: secretClass, start, end } of findSecrets(seen, searchBudget(BUDGET_MS, text.length))) {
      if (kind !== 'unsearchable' && end - start >= MIN_LENGTH) {
        this.add(seen.slice(start, Math.min(end, start + MAX_LENGTH)), kind, secretClass === 'assignment');
      }
    }
  }

  /** Findings on the fields of a call that would carry one of them out. */
  leaving(input: ScanInput, effects: ReadonlySet<Effect>): readonly Finding[] {
    if (this.size === 0 || input.phase !== 'before') return [];
    const { kind } = input.tool;
    return input.fields.flatMap((field) => {
      const leaves =
        field.role === 'command' ? effects.has('network') : LEAVING_TOOLS.has(kind) && LEAVING.has(field.role);
      const found = leaves ? this.findIn(field) : undefined;
      return found ? [toFinding(field, found)] : [];
    });
  }

  private add(value: string, kind: string, byName: boolean): void {
    const hash = this.hashOf(value);
    let known = this.byLength.get(value.length);
    if (!known) this.byLength.set(value.length, (known = new Map<number, Seen>()));
    if (known.has(hash)) return;
    known.set(hash, { kind, length: value.length, fingerprint: this.fingerprint(value), byName });
    this.order.push({ length: value.length, hash });
    const oldest = this.order.length > MAX_SECRETS ? this.order.shift() : undefined;
    if (!oldest) return;
    this.byLength.get(oldest.length)?.delete(oldest.hash);
    if (this.byLength.get(oldest.length)?.size === 0) this.byLength.delete(oldest.length);
  }

  private findIn(field: Field): { readonly seen: Seen; readonly how: string } | undefined {
    const text = field.text.slice(0, MAX_TEXT);
    const budget = searchBudget(BUDGET_MS, text.length);
    const forms: { readonly how: string; readonly text: () => string }[] = [
      { how: 'as it is', text: () => text },
      { how: 'reversed', text: () => [...text].reverse().join('') },
      { how: 'percent-encoded', text: () => percentDecoded(text) },
    ];
    for (const { how, text: form } of forms) {
      const seen = this.search(form());
      if (seen) return { seen, how };
    }
    // The ladder leaves URLs to their own parser; here every encoding counts.
    for (const copy of decodedFields({ ...field, role: 'argument', text }, undefined, budget)) {
      const seen = this.search(copy.text) ?? this.search([...copy.text].reverse().join(''));
      if (seen) return { seen, how: copy.origin.slice(field.origin.length).trim() };
      if (budget.spent()) return undefined;
    }
    return undefined;
  }

  /** Rolls a window of each known length over the text; what has the hash of a secret is compared by its fingerprint. */
  private search(text: string): Seen | undefined {
    for (const [length, known] of this.byLength) {
      if (text.length < length) continue;
      let power = 1;
      for (let i = 0; i < length; i++) power = Math.imul(power, this.base);
      let hash = 0;
      for (let i = 0; i < text.length; i++) {
        hash = (Math.imul(hash, this.base) + text.charCodeAt(i)) | 0;
        if (i >= length) hash = (hash - Math.imul(text.charCodeAt(i - length), power)) | 0;
        if (i < length - 1) continue;
        const seen = known.get(hash);
        if (seen?.fingerprint === undefined) continue;
        if (seen.fingerprint === this.fingerprint(text.slice(i - length + 1, i + 1))) return seen;
      }
    }
    return undefined;
  }

  private hashOf(value: string): number {
    let hash = 0;
    for (let i = 0; i < value.length; i++) hash = (Math.imul(hash, this.base) + value.charCodeAt(i)) | 0;
    return hash;
  }

  private fingerprint(value: string): string {
    return createHmac('sha256', this.key).update(value).digest('base64');
  }
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-7][0-9a-fA-F])/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function toFinding(field: Field, { seen, how }: { readonly seen: Seen; readonly how: string }): Finding {
  return {
    rule: 'secret.seen-leaves',
    name: 'Secret of this session leaves',
    category: 'credential-leak',
    severity: seen.byName ? 'medium' : 'high',
    certainty: 'structural',
    role: field.role,
    origin: field.origin,
    excerpt: `[redacted:${seen.kind}] ${how}`,
    explanation: 'The value of a credential that this session has read is part of what would be sent.',
    remediation: 'Do not send it. Let the program that needs it read it from the environment or a secret store.',
  };
}
