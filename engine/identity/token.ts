import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that cannot be guessed: 32 random bytes in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells nothing about `expected`, its length included. */
export function sameToken(given: string, expected: string): boolean {
  const digest = (token: string) => hash('sha256', token, 'buffer');
  return timingSafeEqual(digest(given), digest(expected));
}
