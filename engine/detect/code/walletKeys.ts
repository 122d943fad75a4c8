import { sentAbroad } from './foreignSends.ts';
import type { Program } from './program.ts';
import { MAX_RANGE, SEPARATOR, type Range } from './tokenRanges.ts';

/** What turns a private key or a seed phrase into an account. */
const MAKES_ACCOUNT =
  /(?:^|\.)(?:privateKeyToAccount|mnemonicToAccount|mnemonicToSeed(?:Sync)?|mnemonicToWalletKey|fromMnemonic|fromPhrase|fromSecretKey|fromSeed|fromPrivateKey|privateKeyToAddress|from_key|from_mnemonic|from_secret_key|from_seed)$|^(?:ethers\.)?Wallet$/;

/** The key itself goes to another machine, where only what was signed with it should. */
export function walletKeySent(program: Program): number | undefined {
  const keys = new Set(
    program.calls.flatMap(({ callee, args: [key] }) => {
      const alone = key !== undefined && key.to - key.from === 1 && MAKES_ACCOUNT.test(callee);
      const name = alone ? program.tokens[key.from] : undefined;
      return name?.kind === 'word' ? [name.text] : [];
    }),
  );
  if (keys.size === 0) return undefined;
  return sentAbroad(program, (range) => namesItself(program, range, keys));
}

/** Is one of the names the value, and not the owner of what is asked for (`key.address`) or a member of something? */
function namesItself({ tokens }: Program, { from, to }: Range, names: ReadonlySet<string>): boolean {
  for (let i = from; i < Math.min(to, from + MAX_RANGE); i++) {
    const token = tokens[i];
    const inside = token?.inner?.some((each) => names.has(each.trim()));
    if (inside) return true;
    if (token?.kind !== 'word' || !names.has(token.text)) continue;
    if (SEPARATOR.test(tokens[i - 1]?.text ?? '') || SEPARATOR.test(tokens[i + 1]?.text ?? '')) continue;
    // `{ key: value }`: only the value leaves.
    if (tokens[i + 1]?.text !== ':') return true;
  }
  return false;
}
