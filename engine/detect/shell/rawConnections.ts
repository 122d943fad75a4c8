import { flagValues, hasFlag, operands } from './args.ts';
import { labels, NOTHING, UNKNOWN, type Data } from './labels.ts';
import type { Stage } from './machine.ts';

const SOCKET = labels('socket');

export function netcat({ run, command, stdin }: Stage): Data {
  const runs = [
    ...flagValues(command, '-e', '-c', '--exec', '--sh-exec', '--lua-exec'),
    ...command.args.flatMap((arg, i) => (/^-[a-z]+[ec]$/.test(arg.text) ? (command.args[i + 1] ?? []) : [])),
  ];
  const listens = hasFlag(command, '-l') || hasFlag(command, '--listen');
  const values = new Set([...runs, ...flagValues(command, '-p', '-w', '-s', '-i', '-q', '-x', '-X', '-P', '-m', '-T')]);
  const words = command.args.filter((arg) => !arg.text.startsWith('-') && !values.has(arg));
  const scan = hasFlag(command, '-z');
  if (runs.length > 0) {
    run.shape(listens ? 'bind-shell' : 'reverse-shell', `${command.name} hands a connection to ${runs[0]?.text ?? ''}`);
    for (const each of runs) run.script(each.text, NOTHING);
  }
  const target = words[0];
  if (listens) {
    if (stdin.labels !== 0) run.send('0.0.0.0', stdin.labels, 'nc');
  } else if (target && !scan) run.send(words[1] ? `${target.text}:${words[1].text}` : target.text, stdin.labels, 'nc');
  return scan ? NOTHING : { labels: SOCKET };
}

export function connected({ run, command, stdin }: Stage): Data {
  const [target, port] = operands(command);
  if (target) run.send(port ? `${target.text}:${port.text}` : target.text, stdin.labels, command.program);
  return { labels: SOCKET };
}

const SOCAT_NETWORK =
  /^(?:tcp|udp|openssl|ssl|sctp|socks|proxy|tcp4|tcp6|udp4|udp6|tcp-connect|tcp4-connect|openssl-connect|socks4a?|dccp)[^:]*:([^:,]+)(?::([^:,]+))?/i;
const SOCAT_LISTEN = /^(?:tcp|udp|openssl|ssl|sctp)\d?-(?:listen|l)(?:isten)?\d*:|^(?:tcp|udp|ssl)\d?-l:/i;

export function socat({ run, command, stdin }: Stage): Data {
  const sides = command.args.filter((arg) => /^(?:-|\w[\w-]*(?::|$)|\/)/.test(arg.text) && !/^-[a-z]/.test(arg.text));
  const program = sides.find((arg) => /(?:^|!!)(?:exec|system|shell)(?::|$)/i.test(arg.text));
  const network = sides.find((arg) => SOCAT_NETWORK.test(arg.text) || SOCAT_LISTEN.test(arg.text));
  const listens = network !== undefined && SOCAT_LISTEN.test(network.text);
  let sends = stdin.labels;
  for (const side of sides) {
    const file =
      /^(?:open|file|gopen|create|rdonly|pipe):["']?([^,"']+)/i.exec(side.text)?.[1] ??
      (side.text.startsWith('/') ? side.text.split(',')[0] : undefined);
    if (file) sends |= run.read({ ...side, text: file }, 'socat', { quiet: true }).labels;
  }
  if (program) {
    const started = /(?:exec|system|shell):["']?([^,"']+)/i.exec(program.text)?.[1] ?? '/bin/sh';
    const shell = /(?:^|\/|\s)(?:ba|z|k|da|a|c|tc)?sh\b|cmd(?:\.exe)?$|powershell|python|pty/.test(started);
    if (network && shell) run.shape(listens ? 'bind-shell' : 'reverse-shell', 'socat hands a connection to a program');
    sends |= run.script(started, { labels: sends }).labels;
  }
  for (const side of sides) {
    const fd = /^fd:(\w+)/i.exec(side.text)?.[1];
    if (fd) run.write({ text: `/dev/fd/${Number(fd)}`, dynamic: false, labels: 0 }, { labels: sends }, 'socat');
  }
  const embedded = sides
    .map((side) => /!!(.+)$/.exec(side.text)?.[1])
    .find((text) => text !== undefined && SOCAT_NETWORK.test(text));
  const target =
    network && !listens ? SOCAT_NETWORK.exec(network.text) : embedded ? SOCAT_NETWORK.exec(embedded) : undefined;
  if (target?.[1]) run.send(target[2] ? `${target[1]}:${target[2]}` : target[1], sends, 'socat');
  else if (network && sends !== 0) run.send('0.0.0.0', sends, 'socat');
  return network ? { labels: SOCKET } : UNKNOWN;
}

export function websocat(stage: Stage): Data {
  if (stage.command.args.some((arg) => /^(?:cmd|exec|sh-c):/.test(arg.text)))
    stage.run.shape('reverse-shell', 'websocat hands a connection to a program');
  return connected(stage);
}
