import { execFileSync } from 'node:child_process';

/**
 * Starts both commands in turn, so that both see the same machine, and prints how long each took in microseconds. The
 * first gets a file of the folder as its input, another one each time.
 */
const STARTER = `
folder=$1 count=$2 first=$3 argument=$4
shift 4
for ((n = 0; n < count; n++)); do
  a=\${EPOCHREALTIME//[!0-9]/}
  "$first" "$argument" <"$folder/$n" >/dev/null
  b=\${EPOCHREALTIME//[!0-9]/}
  "$@" </dev/null >/dev/null
  c=\${EPOCHREALTIME//[!0-9]/}
  echo "$((b - a)) $((c - b))"
done
`;

export interface Commands {
  /** A program with its one argument; its inputs are the files `0`, `1` and so on of the folder. */
  readonly first: readonly [program: string, argument: string];
  readonly folder: string;
  readonly second: readonly string[];
  readonly count: number;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Milliseconds from before a command is started to after its end, each time. A small shell starts them: a benchmark that
 * has grown needs longer to start a program than the program runs.
 */
export function timeCommands({ first, folder, second, count, env }: Commands): {
  readonly first: number[];
  readonly second: number[];
} {
  const args = ['-c', STARTER, 'bash', folder, String(count), ...first, ...second];
  const lines = execFileSync('bash', args, { env, encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.split(' ').map((microseconds) => Number(microseconds) / 1000));
  return { first: pairs.map(([a = NaN]) => a), second: pairs.map(([, b = NaN]) => b) };
}
