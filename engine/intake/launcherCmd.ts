/**
 * The hook command for Windows; `%1` is the client, `%2` may be `notice`. Its warm path starts no Node: the curl that comes
 * with Windows 10 gives the event to the engine. Curl reads stdin only once it is connected, so that where nobody listens
 * the whole event is left for the editor's own Node, which then asks or judges.
 *
 * Only exit codes 0 and 2 mean something to clients: any other one would let the call pass. Where Windows is not in
 * `C:\\Windows`, Node is asked each time: the variable that names its place may come from a repository.
 */
export function launcherCmd(): string {
  return WINDOWS.replaceAll('\n', '\r\n');
}

/**
 * What curl is told, a line each, with variables of the script. The token stands in a file in the user's own folder, where
 * no list of processes shows it. Names are relative: paths of users hold letters that curl would read in another code page.
 * First a sign of life, which may take seconds, then the event, which may wait for a person.
 */
const CURL = [
  'fail-early',
  'silent',
  'http1.1',
  'noproxy = "*"',
  'max-time = 15',
  'output = "life"',
  'url = "http://127.0.0.1:%port%/election"',
  'next',
  'silent',
  'http1.1',
  'noproxy = "*"',
  'output = "out"',
  'dump-header = "head"',
  'header = "Authorization: Bearer %token%"',
  'header = "X-Oktsec-Client: %~1"',
  'header = "X-Oktsec-Hook: 1"',
  'header = "Content-Type: application/json"',
  'header = "Expect:"',
  'request = "POST"',
  'upload-file = "-"',
  'url = "http://127.0.0.1:%port%/hooks/event"',
];

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

const WINDOWS = String.raw`@echo off
rem Oktsec hook: gives one event of an AI client to the engine, and the engine's answer to the client.
rem Written by Oktsec; changes are overwritten. Arguments: CLIENT [notice]
setlocal EnableExtensions DisableDelayedExpansion
rem Variables of these names hide what cmd itself knows, and a client's environment may come from a repository.
set "ERRORLEVEL="
set "RANDOM="
for %%I in ("%~dp0..") do set "OKTSEC_HOME=%%~fI"
set "curl=C:\Windows\System32\curl.exe"
set "work="
set "alone="
if "%~1"=="" goto :failed
for /f "delims=${LETTERS}${DIGITS}_-" %%X in ("%~1") do goto :failed
if not exist "%curl%" goto :node
if not exist "%OKTSEC_HOME%\engine.json" goto :node

rem Where the engine listens, and what proves it: after its end any program may sit on its port.
set "info="
<"%OKTSEC_HOME%\engine.json" set /p "info="
if not defined info goto :node
set "info=%info:"=%"
set "port=%info:*,port:=%"
set "token=%info:*,token:=%"
set "proof=%info:*,proof:=%"
for /f "delims=,}" %%X in ("%port%") do set "port=%%X"
for /f "delims=,}" %%X in ("%token%") do set "token=%%X"
for /f "delims=,}" %%X in ("%proof%") do set "proof=%%X"
for /f "delims=${DIGITS}" %%X in ("%port%") do goto :node
for /f "delims=${LETTERS}${DIGITS}_.-" %%X in ("%token%%proof%") do goto :node

rem A folder of its own for this call: making one fails where another call has it.
set "tries=0"
:folder
set /a tries+=1
if %tries% gtr 50 goto :node
set "work=%~dp0run-%RANDOM%-%RANDOM%"
mkdir "%work%" 2>nul || goto :folder
pushd "%work%" || goto :node
>config (
${CURL.map((line) => `  echo ${line}`).join('\n')}
)
"%curl%" -q -K config 2>nul
set "status=%errorlevel%"
if %status%==28 set "alone=--alone"
set "code="
set "proven="
if exist head for /f "usebackq tokens=1,2" %%A in ("head") do (
  if /i "%%A"=="Oktsec-Exit:" set "code=%%B"
  if /i "%%A"=="Oktsec-Proof:" set "proven=%%B"
)
if not %status%==0 goto :unanswered
if not "%proven%"=="%proof%" goto :unanswered
if "%code%"=="0" goto :allowed
if "%code%"=="2" goto :denied

:unanswered
popd
rmdir /s /q "%work%"
goto :node

:allowed
set "lost="
if exist out type out || set "lost=yes"
popd
rmdir /s /q "%work%"
rem An answer that cannot be written must not look like an allow.
if defined lost exit /b 2
exit /b 0

:denied
set "said="
if exist out for %%F in (out) do if %%~zF gtr 0 set "said=yes"
if defined said type out 1>&2
if not defined said echo Oktsec denied this call. 1>&2
popd
rmdir /s /q "%work%"
exit /b 2

:node
chcp 65001 >nul
set "runtime="
set "cli="
set "electron="
set "NODE_OPTIONS="
set "NODE_PATH="
set "NODE_COMPILE_CACHE="
set "NODE_V8_COVERAGE="
set "OPENSSL_CONF="
set "OPENSSL_MODULES="
set "ELECTRON_RUN_AS_NODE="
if not exist "%~dp0runtime" goto :failed
<"%~dp0runtime" (
  set /p "runtime="
  set /p "cli="
  set /p "electron="
)
if not exist "%runtime%" goto :failed
if not exist "%cli%" goto :failed
if "%electron%"=="electron" set "ELECTRON_RUN_AS_NODE=1"
"%runtime%" "%cli%" hook --client "%~1" %alone%
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
