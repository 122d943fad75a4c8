/**
 * The hook command for POSIX systems. Clients start it for every call of every tool, so its warm path starts no program
 * but bash and speaks HTTP through bash's own sockets: about a fifth of the time that starting Node takes. On Linux a program
 * (`native/hook.c`) does that in half of the time, and starts this for all that it does not know.
 *
 * With `bash`, a path without blanks, the system starts that shell at once; without it the script is for `sh`, and looks
 * for bash when it runs. Bash runs with `-p`, which ignores `BASH_ENV`, `SHELLOPTS` and functions in the environment: in
 * some clients a repository can set environment variables for hooks.
 * Nothing else in it depends on the machine, so its text stays the same from one start of an engine to the next.
 */
export function launcherScript(bash?: string): string {
  return (bash === undefined ? IN_SH : `#!${bash} -p\n${ABOUT}in_bash=yes\n`) + POSIX;
}

const ABOUT = `# Oktsec hook: gives one event of an AI client to the engine, and the engine's answer to the client.
# Written by Oktsec; changes are overwritten. Arguments: CLIENT [notice]
`;

const IN_SH = `#!/bin/sh
${ABOUT}
# Where sh is bash, functions of the environment are in force until the second start: up to there only keywords and
# special built-ins, which no function replaces. A pattern that stays as it is names no file.
case $1 in
  --in-bash)
    in_bash=yes
    shift
    ;;
  *)
    in_bash=
    for shell in /bin/bas[h] /usr/bin/bas[h] /usr/local/bin/bas[h] /opt/homebrew/bin/bas[h] /run/current-system/sw/bin/bas[h]; do
      case $shell in
        *']') ;;
        *) exec "$shell" -p "$0" --in-bash "$@" ;;
      esac
    done
    ;;
esac
`;

const POSIX = `
LC_ALL=C
# Started by the program that is the hook command on Linux, which has asked the engine on descriptor 3.
taken=
if [ "$1" = --taken ]; then
  taken=yes
  shift
fi
PATH=/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin:/run/current-system/sw/bin
client=$1
kind=$2
home=\${0%/*}/..
answered=
alone=
# Seconds without a sign of life from an engine that took the call. It gives one every few seconds.
patience=15
cr='\r'
end='\r\n\r\n'

# The last resort, when nobody can judge the call. Whatever else ends this script also comes here.
give_up() {
  answered=yes
  mode=
  if [ -e "$home/bin/mode" ]; then read -r mode <"$home/bin/mode"; fi
  if [ "$kind" = notice ]; then exit 0; fi
  if [ "$mode" = observe ]; then
    echo "Oktsec could not judge this call: $1. It only observes, so the call was let through." >&2
    exit 0
  fi
  echo "Oktsec could not judge this call: $1. It was not let through. Open the editor with Oktsec, or run: oktsec run" >&2
  exit 2
}

# An answer that cannot be written must not look like an allow.
answer() {
  answered=yes
  if [ "$1" = 2 ]; then
    printf '%s' "\${2:-Oktsec denied this call.}" >&2
    exit 2
  fi
  if [ -n "$2" ]; then printf '%s' "$2" || exit 2; fi
  exit 0
}

# The rest of stdin. A shell cannot hold NUL, which JSON forbids.
read_rest() {
  rest=$(LC_ALL=C tr -d '\\000' && printf .)
  body=$body\${rest%.}
}

# In blocks where bash can. Before 4.1 it reads a pipe byte by byte, so another program reads what is large.
read_by_bash() {
  case $BASH_VERSION in
    [123].* | 4.0*)
      if IFS= read -r -d '' -n 4096 body; then read_rest; fi
      ;;
    *)
      blocks=yes
      IFS= read -r -N 1000000000 body
      ;;
  esac
}

# Port, token and proof of the running engine, without starting a program. Only an answer with the proof is the
# engine's: after its end any program may sit on its port.
find_engine() {
  [ -r "$home/engine.json" ] || return 1
  info=
  while IFS= read -r line || [ -n "$line" ]; do info=$info$line; done <"$home/engine.json"
  port=\${info#*'"port":'}
  port=\${port#"\${port%%[! ]*}"}
  port=\${port%%[!0-9]*}
  token=\${info#*'"token":'}
  token=\${token#*'"'}
  token=\${token%%'"'*}
  case $port in '' | ??????*) return 1 ;; esac
  case $token in '' | *[!A-Za-z0-9_.-]*) return 1 ;; esac
  proof=\${info#*'"proof":'}
  proof=\${proof#*'"'}
  proof=\${proof%%'"'*}
  case $proof in '' | *[!A-Za-z0-9_.-]*) return 1 ;; esac
}

# Answers as the engine replied. Returns when that is no complete answer of the engine; then someone else has to judge.
interpret() {
  while :; do
    case $reply in
      'HTTP/1.1 102 '*"$end"*) reply=\${reply#*"$end"} ;;
      'HTTP/1.1 200 '*"$end"*) break ;;
      *) return 1 ;;
    esac
  done
  head=\${reply%%"$end"*}$cr
  reply=\${reply#*"$end"}
  proven=\${head#*[Oo]ktsec-[Pp]roof: }
  [ "\${proven%%"$cr"*}" = "$proof" ] || return 1
  length=\${head#*[Cc]ontent-[Ll]ength: }
  [ "\${#reply}" = "\${length%%"$cr"*}" ] || return 1
  code=\${head#*[Oo]ktsec-[Ee]xit: }
  code=\${code%%"$cr"*}
  case $code in 0 | 2) answer "$code" "$reply" ;; esac
  return 1
}

# Returns when there is no complete answer. Says whether the call was taken, and whether the answer has yet to come.
ask_by_bash() {
  { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return
  taken=yes
  # In two words: what is written first goes out line by line, and each line would wake the engine.
  echo -n POST "/hooks/event HTTP/1.1$cr
Host: 127.0.0.1:$port$cr
Authorization: Bearer $token$cr
X-Oktsec-Client: $client$cr
X-Oktsec-Hook: 1$cr
Content-Type: application/json$cr
Content-Length: \${#body}$cr
Connection: close$cr
$cr
$body" 2>/dev/null >&3
  [ -n "$blocks" ] && receive
}

# One reply, up to the end of the connection. An engine that has begun to reply is alive. One that has not yet, after the
# first seconds, or that gives a sign of life, may be waiting for a person.
receive() {
  pending=
  IFS= read -r -t 2 -N 1 reply <&3
  if [ $? -gt 128 ]; then
    pending=yes
    return
  fi
  IFS= read -r -N 26 line <&3
  reply=$reply$line
  if [ "$reply" = "HTTP/1.1 102 Processing$end" ]; then
    pending=yes
    return
  fi
  IFS= read -r -N 1000000000 line <&3
  reply=$reply$line
  interpret
}

trap '' PIPE
trap '[ -n "$answered" ] || give_up "the hook ended early"' EXIT
case $client in '' | *[!A-Za-z0-9_-]*) give_up 'the hook command names no client' ;; esac
body=
blocks=
port=
pending=
if [ -n "$in_bash" ]; then read_by_bash; else read_rest; fi
find_engine || port=
if [ -n "$taken" ]; then
  pending=yes
  # Nothing here can wait without bash, or believe an engine that is announced no more. One that is asked again knows the call.
  if [ -z "$in_bash" ] || [ -z "$port" ]; then
    exec 3>&-
    taken=
  fi
elif [ -n "$port" ] && [ -n "$in_bash" ]; then
  ask_by_bash
fi

# What follows is seldom needed. A shell reads a script as it goes, so that it is not even read before.

# Waits for the answer to a call that the engine has taken, while the engine lives and the client wants to know.
wait_for_answer() {
  first_parents=
  heard=$SECONDS
  while [ -n "$pending" ]; do
    asked=$SECONDS
    if [ -n "$blocks" ]; then receive; else receive_by_line; fi
    if [ -n "$reply" ]; then
      heard=$SECONDS
    elif [ $((SECONDS - heard)) -ge "$patience" ]; then
      alone=yes
      return
    fi
    client_is_there || give_up 'the client that asked is gone'
  done
}

# The same in a bash that cannot read in blocks, and does not tell silence from the end of the connection.
receive_by_line() {
  pending=
  IFS= read -r -t 2 -n 1 reply <&3
  if [ -z "$reply" ]; then
    [ "$SECONDS" = "$asked" ] || pending=yes
    return
  fi
  while IFS= read -r line <&3; do
    reply="$reply$line
"
    [ "$line" = "$cr" ] && break
  done
  case $reply in
    'HTTP/1.1 102 '*)
      pending=yes
      return
      ;;
  esac
  length=\${reply#*[Cc]ontent-[Ll]ength: }
  length=\${length%%"$cr"*}
  case $length in
    '' | 0 | *[!0-9]*) ;;
    *)
      IFS= read -r -d '' -n "$length" line <&3
      reply=$reply$line
      ;;
  esac
  interpret
}

# When a process ends, its children get another parent. Ours is the client, or a shell that only runs this command.
client_is_there() {
  if ! IFS= read -r line </proc/self/stat; then
    kill -0 "$PPID"
    return
  fi
  number=\${line%% *}
  parent_in "$line"
  parents=$parent
  # Unless /proc counts in another way than we do.
  if [ "$number" = "$$" ] && [ "$parent" != "$PPID" ]; then return 1; fi
  line=
  IFS= read -r -N 4096 line <"/proc/$parent/cmdline"
  case $line in
    *oktsec-hook*)
      IFS= read -r line <"/proc/$parent/stat" || return 1
      parent_in "$line"
      parents="$parents $parent"
      ;;
  esac
  [ "\${first_parents:=$parents}" = "$parents" ]
} 2>/dev/null

# The fourth field, behind a name that may hold anything.
parent_in() {
  parent=\${1##*') '}
  parent=\${parent#* }
  parent=\${parent%% *}
}

if [ -n "$taken" ]; then
  [ -n "$blocks" ] || pending=yes
  wait_for_answer
  # The engine must not go on waiting for a person on behalf of a call that is judged elsewhere.
  exec 3>&-
fi

# The same where bash is missing or has no sockets.
ask_by_curl() {
  command -v curl >/dev/null 2>&1 || return 1
  reply=$(run_curl && printf .)
  status=$?
  reply=\${reply%.}
  case $status in
    0) interpret ;;
    28) alone=yes ;;
  esac
}

# The token goes through a descriptor, where no list of processes shows it. Curl cannot tell a silent engine from one
# that holds the call, so it first asks for a sign of life.
run_curl() {
  printf '%s' "$body" |
    curl -q --fail-early -s --http1.1 --noproxy '*' -m "$patience" -o /dev/null "http://127.0.0.1:$port/election" \\
      --next -s -i --http1.1 --noproxy '*' -X POST -H 'Expect:' --config /dev/fd/4 --data-binary @- \\
      "http://127.0.0.1:$port/hooks/event" 2>/dev/null 4<<END
header = "Authorization: Bearer $token"
header = "X-Oktsec-Client: $client"
header = "X-Oktsec-Hook: 1"
header = "Content-Type: application/json"
END
}

# Lets Node ask, or judge by itself. The client's environment must not lead it astray.
ask_by_node() {
  [ -r "$home/bin/runtime" ] || give_up 'the engine does not answer, and no runtime is known'
  {
    IFS= read -r runtime
    IFS= read -r cli
    IFS= read -r electron
  } <"$home/bin/runtime"
  [ -x "$runtime" ] && [ -r "$cli" ] || give_up "the engine does not answer, and its program is gone ($cli)"
  unset NODE_OPTIONS NODE_PATH NODE_COMPILE_CACHE NODE_V8_COVERAGE ELECTRON_RUN_AS_NODE OPENSSL_CONF OPENSSL_MODULES
  if [ "$electron" = electron ]; then
    ELECTRON_RUN_AS_NODE=1
    export ELECTRON_RUN_AS_NODE
  fi
  OKTSEC_HOME=$(cd -P "$home" && pwd) || give_up 'its home directory is gone'
  export OKTSEC_HOME
  printf '%s' "$body" | "$runtime" "$cli" hook --client "$client" --caller "$PPID" \${alone:+--alone}
  code=$?
  if [ "$code" = 0 ] || [ "$code" = 2 ]; then
    answered=yes
    exit "$code"
  fi
  give_up "the engine does not answer, and judging without it failed (exit code $code)"
}

if [ -n "$port" ] && [ -z "$taken" ]; then ask_by_curl; fi
ask_by_node
`;
