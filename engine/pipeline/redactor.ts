import type { Redactor } from './ports.ts';
import { redactText, redactValue } from '../detect/secrets/redact.ts';

/** Hides secrets before anything is stored or shown. */
export const redactor: Redactor = { text: redactText, value: redactValue };
