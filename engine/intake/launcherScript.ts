/**
 * The hook command for POSIX systems. Clients start it for every call of every tool, so its warm path starts no program
 * but bash and speaks HTTP through bash's own sockets: about a tenth of the time that starting Node takes.
 *
 * It is written for `sh`, because bash may be missing, and started again in bash with `-p`, which ignores `BASH_ENV` and
 * functions in the environment: in some clients a repository can set environment variables for hooks.
 * Nothing in it depends on the machine, so its text never changes between two starts of an engine.
 */
export function launcherScript(): string {
  return POSIX;
}

/**
 * The same for Windows. Starts the editor's own Node, which asks the engine; `%1` is the client, `%2` may be `notice`.
 * Only exit codes 0 and 2 mean something to clients: any other one would let the call pass.
 */
export function launcherCmd(): string {
  return WINDOWS.replaceAll('\n', '\r\n');
}

const WINDOWS = String.raw`@echo off
rem Oktsec hook: gives one event of an AI client to the engine, and the engine's answer to the client.
rem Written by Oktsec; changes are overwritten. Arguments: CLIENT [notice]
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "runtime="
set "cli="
set "electron="
set "NODE_OPTIONS="
set "NODE_PATH="
set "ELECTRON_RUN_AS_NODE="
for %%I in ("%~dp0..") do set "OKTSEC_HOME=%%~fI"
if not exist "%~dp0runtime" goto :failed
<"%~dp0runtime" (
  set /p "runtime="
  set /p "cli="
  set /p "electron="
)
if not exist "%runtime%" goto :failed
if not exist "%cli%" goto :failed
if "%electron%"=="electron" set "ELECTRON_RUN_AS_NODE=1"
"%runtime%" "%cli%" hook --client "%~1"
if %errorlevel%==0 exit /b 0
if %errorlevel%==2 exit /b 2
:failed
if "%~2"=="notice" exit /b 0
set "mode="
if exist "%~dp0mode" <"%~dp0mode" set /p "mode="
if "%mode%"=="observe" (
  echo Oktsec could not judge this call. It only observes, so the call was let through. 1>&2
  exit /b 0
)
echo Oktsec could not judge this call. It was not let through. Open the editor with Oktsec, or run: oktsec run 1>&2
exit /b 2
`;

const POSIX = `#!/bin/sh
# Oktsec hook: gives one event of an AI client to the engine, and the engine's answer to the client.
# Written by Oktsec; changes are overwritten. Arguments: CLIENT [notice]

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

LC_ALL=C
PATH=/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin:/run/current-system/sw/bin
client=$1
kind=$2
home=\${0%/*}/..
answered=
# Bash reads a pipe byte by byte, so a larger event is read by another program.
small=4096

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

# The rest of stdin. A shell cannot hold NUL; JSON forbids the byte in its place just as well.
read_rest() {
  rest=$(LC_ALL=C tr '\\000' '\\001' && printf .)
  body=$body\${rest%.}
}

read_by_bash() {
  if IFS= read -r -d '' -n "$small" body; then
    [ "\${#body}" = "$small" ] || body=$body$(printf '\\001')
    read_rest
  fi
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

# Returns when there is no complete answer; then someone else has to judge.
ask_by_bash() {
  { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return 1
  printf 'POST /hooks/event HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\nAuthorization: Bearer %s\\r\\nX-Oktsec-Client: %s\\r\\nX-Oktsec-Hook: 1\\r\\nContent-Type: application/json\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n%s' \\
    "$port" "$token" "$client" "\${#body}" "$body" 2>/dev/null >&3
  cr=$'\\r'
  code=
  length=
  complete=
  proven=
  reply=
  IFS= read -r line <&3
  case $line in 'HTTP/1.1 200 '*) ;; *) return 1 ;; esac
  while IFS= read -r line <&3; do
    line=\${line%"$cr"}
    case $line in
      [Oo]ktsec-[Ee]xit:*) code=\${line##*[: ]} ;;
      [Cc]ontent-[Ll]ength:*) length=\${line##*[: ]} ;;
      [Oo]ktsec-[Pp]roof:*) proven=\${line##*[: ]} ;;
      '')
        complete=yes
        break
        ;;
    esac
  done
  [ -n "$complete" ] && [ "$proven" = "$proof" ] || return 1
  case $length in
    '' | *[!0-9]*) return 1 ;;
    0) ;;
    *) IFS= read -r -d '' -n "$length" reply <&3 ;;
  esac
  [ "\${#reply}" = "$length" ] || return 1
  case $code in 0 | 2) answer "$code" "$reply" ;; esac
  return 1
}

# The same without bash. The token goes through a descriptor, where no list of processes shows it.
ask_by_curl() {
  command -v curl >/dev/null 2>&1 || return 1
  reply=$(
    printf '%s' "$body" |
      curl -q -s -i --http1.1 --noproxy '*' -X POST -H 'Expect:' --config /dev/fd/4 --data-binary @- \\
        "http://127.0.0.1:$port/hooks/event" 2>/dev/null 4<<END && printf .
header = "Authorization: Bearer $token"
header = "X-Oktsec-Client: $client"
header = "X-Oktsec-Hook: 1"
header = "Content-Type: application/json"
END
  ) || return 1
  reply=\${reply%.}
  end=$(printf '\\r\\n.')
  end=\${end%.}
  case $reply in 'HTTP/1.1 200 '*"$end$end"*) ;; *) return 1 ;; esac
  code=
  proven=
  line=$reply
  while [ -n "$line" ]; do
    line=\${reply%%"$end"*}
    reply=\${reply#*"$end"}
    case $line in
      [Oo]ktsec-[Ee]xit:*) code=\${line##*[: ]} ;;
      [Oo]ktsec-[Pp]roof:*) proven=\${line##*[: ]} ;;
    esac
  done
  [ "$proven" = "$proof" ] || return 1
  case $code in 0 | 2) answer "$code" "$reply" ;; esac
  return 1
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
  unset NODE_OPTIONS NODE_PATH ELECTRON_RUN_AS_NODE
  if [ "$electron" = electron ]; then
    ELECTRON_RUN_AS_NODE=1
    export ELECTRON_RUN_AS_NODE
  fi
  OKTSEC_HOME=$(cd -P "$home" && pwd) || give_up 'its home directory is gone'
  export OKTSEC_HOME
  printf '%s' "$body" | "$runtime" "$cli" hook --client "$client"
  code=$?
  if [ "$code" = 0 ] || [ "$code" = 2 ]; then
    answered=yes
    exit "$code"
  fi
  give_up "the engine does not answer, and judging without it failed (exit code $code)"
}

trap '' PIPE
trap '[ -n "$answered" ] || give_up "the hook ended early"' EXIT
case $client in '' | *[!A-Za-z0-9_-]*) give_up 'the hook command names no client' ;; esac
body=
if [ -n "$in_bash" ]; then read_by_bash; else read_rest; fi
if find_engine; then
  if [ -n "$in_bash" ]; then
    ask_by_bash
    # The engine must not go on waiting for a person on behalf of a call that is judged elsewhere.
    exec 3>&-
  else
    ask_by_curl
  fi
fi
ask_by_node
`;
