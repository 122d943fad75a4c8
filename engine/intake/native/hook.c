/*
 * The hook command for Linux: gives one event of an AI client to the engine, and the engine's answer to the client.
 *
 * It is linked to nothing, so the system loads nothing into it that a repository names in LD_PRELOAD, and it starts in a
 * fraction of the time that a shell takes. It knows one way only: an engine that answers at once. Whatever else
 * comes up is left to the script beside it, oktsec-hook.sh, as if that had been started instead: with the same event on its
 * stdin, and without the variables that have the system, a shell or Node run other code. An engine that has taken the call
 * and has yet to answer goes to the script with the connection, as descriptor 3.
 *
 * Arguments: CLIENT [notice]. One that begins with a slash comes before them where a client starts this as oktsec-clean.
 * `npm run native` compiles it into hookProgram.ts.
 */

typedef unsigned long size;

#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, CLOSE = 3, LSEEK = 8, SIGACTION = 13, SOCKET = 41, CONNECT = 42, SEND = 44, RECEIVE = 45,
       EXECVE = 59, GETPPID = 110, EXIT = 231, OPENAT = 257, PPOLL = 271, DUP3 = 292,
       MEMFD_CREATE = 319 };

static long call(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

/* The system begins here, with arguments and environment on the stack. */
__asm__(".globl _start\n_start: mov %rsp, %rdi\n and $-16, %rsp\n call begin\n");
#elif defined(__aarch64__)
enum { DUP3 = 24, OPENAT = 56, CLOSE = 57, LSEEK = 62, READ = 63, WRITE = 64, PPOLL = 73, EXIT = 94, SIGACTION = 134,
       GETPPID = 173, SOCKET = 198, CONNECT = 203, SEND = 206, RECEIVE = 207, EXECVE = 221, MEMFD_CREATE = 279 };

static long call(long number, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}

__asm__(".globl _start\n_start: mov x0, sp\n bl begin\n");
#endif

enum {
  MAX_EVENT = 1 << 20,       /* The engine refuses what is larger; the script hears why. */
  MAX_REPLY = 1 << 21,
  ROOM_FOR_HEAD = 1024,
  FIRST_WAIT = 250,          /* Milliseconds. A longer wait is for a person, and the script watches that the client lives. */
  NEXT_WAIT = 15000,
  DENY = 2,
};

/** The event with room before it, so that head and body go out in one piece. */
static char request[ROOM_FOR_HEAD + MAX_EVENT + 1];
static char *const event = request + ROOM_FOR_HEAD;
static size event_size;
static char reply[MAX_REPLY];
static char info[4096];
static char folder[4096];
static char script[4096 + 16];
static char **environment;
static const char *arguments[8];
static long parent;

static size length_of(const char *text) {
  size n = 0;
  while (text[n]) n++;
  return n;
}

static char *append(char *end, const char *text) {
  while ((*end = *text++)) end++;
  return end;
}

/** Behind `beginning` if `text` begins with that, whatever the case of its letters; else null. */
static char *behind(char *text, const char *beginning) {
  for (; *beginning; text++, beginning++) {
    char letter = *text;
    if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
    if (letter != *beginning) return 0;
  }
  return text;
}

/** Behind the first `what` in `text`. */
static char *find(char *text, const char *what) {
  for (; *text; text++) {
    char *end = behind(text, what);
    if (end) return end;
  }
  return 0;
}

/** Is it one or more letters, digits and `-_`, up to `end`; with `dots`, `.` too? */
static int is_word(const char *text, const char *end, int dots) {
  if (text == end) return 0;
  for (; text != end; text++) {
    int letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
    int digit = *text >= '0' && *text <= '9';
    if (!letter && !digit && *text != '-' && *text != '_' && !(dots && *text == '.')) return 0;
  }
  return 1;
}

/** The number that ends at `end`, of at most seven digits; -1 if there is none. */
static long number(const char *text, char end) {
  long value = 0;
  int digits = 0;
  for (; *text >= '0' && *text <= '9' && digits < 7; text++, digits++) value = value * 10 + (*text - '0');
  return digits > 0 && *text == end ? value : -1;
}

static char *append_number(char *end, size value) {
  char digits[24];
  int n = 0;
  do digits[n++] = '0' + value % 10;
  while (value /= 10);
  while (n) *end++ = digits[--n];
  return end;
}

static int write_all(int to, const char *from, size count) {
  while (count) {
    long written = call(WRITE, to, (long)from, count, 0, 0, 0);
    if (written <= 0) return 0;
    from += written;
    count -= written;
  }
  return 1;
}

static __attribute__((noreturn)) void leave(int code) {
  for (;;) call(EXIT, code, 0, 0, 0, 0, 0);
}

static __attribute__((noreturn)) void give_up(const char *why) {
  write_all(2, why, length_of(why));
  leave(DENY);
}

/** Puts a descriptor at a place of its own. */
static void move(int from, int to) {
  if (from == to) return;
  call(DUP3, from, to, 0, 0, 0, 0);
  call(CLOSE, from, 0, 0, 0, 0, 0);
}

/** Goes on as the script. `connection`: where the engine has taken the call and has yet to answer, or -1. */
static __attribute__((noreturn)) void leave_to_script(int connection) {
  static char copied[65536];
  const char *words[10];
  int n = 0;
  if (call(GETPPID, 0, 0, 0, 0, 0, 0) != parent) leave(DENY); /* The client is gone, and the script knows none but this. */
  int file = call(MEMFD_CREATE, (long)"event", 0, 0, 0, 0, 0);
  int good = file >= 0 && write_all(file, event, event_size);
  for (;;) {
    long count = call(READ, 0, (long)copied, sizeof copied, 0, 0, 0);
    if (count <= 0) break;
    good = good && write_all(file, copied, count);
  }
  if (!good) give_up("Oktsec could not judge this call: there is no memory for it. It was not let through.\n");
  call(LSEEK, file, 0, 0, 0, 0, 0);
  move(file, 0);
  if (connection >= 0) move(connection, 3);
  words[n++] = script;
  if (connection >= 0) words[n++] = "--taken";
  for (const char **argument = arguments; *argument; argument++) words[n++] = *argument;
  words[n] = 0;
  call(EXECVE, (long)script, (long)words, (long)environment, 0, 0, 0);
  give_up("Oktsec could not judge this call: its hook command is incomplete. It was not let through. "
          "Open the editor with Oktsec, or run: oktsec run\n");
}

/** Variables that have the system, a shell or Node run other code: beginnings of their lines. */
static const char *const DROPPED[] = {
  "LD_", "GCONV_PATH=", "GLIBC_TUNABLES=", "LOCPATH=", "MALLOC_",
  "BASH", "SHELLOPTS=", "ENV=", "FUNCNEST=", "TMOUT=", "POSIXLY_CORRECT",
  "NODE_", "ELECTRON_", "OPENSSL_",
};

static int is_dropped(const char *line) {
  for (size i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++) {
    const char *name = DROPPED[i];
    const char *text = line;
    while (*name && *name == *text) name++, text++;
    if (!*name) return 1;
  }
  return 0;
}

/** Reads arguments, environment and our own place from where the system put them. */
static void read_start(long *stack) {
  long count = stack[0];
  char **words = (char **)(stack + 1);
  char **line = words + count + 1;
  char **kept = environment = line;
  for (; *line; line++)
    if (!is_dropped(*line)) *kept++ = *line;
  *kept = 0;

  char *path = 0;
  for (long *each = (long *)(line + 1); each[0]; each += 2)
    if (each[0] == 31) path = (char *)each[1]; /* AT_EXECFN: what was started */
  size end = path ? length_of(path) : 0;
  while (end && path[end - 1] != '/') end--;
  if (end > sizeof folder - 32) give_up("Oktsec could not judge this call: its path is too long.\n");
  for (size i = 0; i < end; i++) folder[i] = path[i];
  append(append(script, folder), "oktsec-hook.sh");

  long first = count > 1 && words[1][0] == '/' ? 2 : 1;
  for (long i = 0; i < 7 && first + i < count; i++) arguments[i] = words[first + i];
}

struct engine {
  long port;
  const char *token;
  const char *proof;
};

/** A word of engine.json, ended by a zero. */
static char *word(const char *name) {
  char *text = find(info, name);
  char *end = text;
  while (end && *end && *end != '"') end++;
  if (!end || !*end || !is_word(text, end, 1)) return 0;
  return text;
}

/** Where the engine is, and what proves it: after its end any program may sit on its port. */
static int find_engine(struct engine *engine) {
  char path[4096];
  append(append(path, folder), "../engine.json");
  int file = call(OPENAT, -100, (long)path, 0, 0, 0, 0);
  if (file < 0) return 0;
  long count = call(READ, file, (long)info, sizeof info - 1, 0, 0, 0);
  call(CLOSE, file, 0, 0, 0, 0, 0);
  if (count <= 0) return 0;
  char *port = find(info, "\"port\":");
  char *token = word("\"token\":\"");
  char *proof = word("\"proof\":\"");
  if (!port || !token || !proof) return 0;
  engine->port = number(port, ',');
  engine->token = token;
  engine->proof = proof;
  for (char *each = info; each < info + count; each++)
    if (*each == '"') *each = 0;
  return engine->port > 0 && engine->port < 65536 && length_of(token) + length_of(proof) < ROOM_FOR_HEAD / 2;
}

static int connect_to(long port) {
  struct {
    unsigned short family;
    unsigned char port[2];
    unsigned char address[4];
    char rest[8];
  } place = { 2, { port >> 8, port & 255 }, { 127, 0, 0, 1 }, { 0 } };
  int connection = call(SOCKET, 2, 1, 0, 0, 0, 0);
  if (connection < 0) return -1;
  if (call(CONNECT, connection, (long)&place, sizeof place, 0, 0, 0) == 0) return connection;
  call(CLOSE, connection, 0, 0, 0, 0, 0);
  return -1;
}

static void send_event(int connection, const struct engine *engine) {
  static char head[ROOM_FOR_HEAD];
  char *end = append(head, "POST /hooks/event HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ");
  end = append(end, engine->token);
  end = append(end, "\r\nX-Oktsec-Client: ");
  end = append(end, arguments[0]);
  end = append(end, "\r\nX-Oktsec-Hook: 1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ");
  end = append_number(end, event_size);
  end = append(end, "\r\n\r\n");
  char *from = event - (end - head);
  for (char *each = head; each < end; each++) from[each - head] = *each;
  char *stop = event + event_size;
  while (from < stop) {
    long sent = call(SEND, connection, (long)from, stop - from, 0x4000 /* MSG_NOSIGNAL */, 0, 0);
    if (sent <= 0) return;
    from += sent;
  }
}

/** Is there something to read, or an end of the connection, within so many milliseconds? */
static int is_ready(int connection, long milliseconds) {
  struct { int descriptor; short events, found; } poll = { connection, 1 /* POLLIN */, 0 };
  long time[2] = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
  return call(PPOLL, (long)&poll, 1, (long)time, 0, 8, 0) > 0;
}

/** Answers as the engine replied. Returns where that is no complete answer of the engine. */
static void answer(int connection, const struct engine *engine) {
  size count = 0;
  char *body = 0;
  long length = -1;
  while (!body || (size)(body - reply) + length > count) {
    if (count == sizeof reply - 1 || !is_ready(connection, NEXT_WAIT)) return;
    long more = call(RECEIVE, connection, (long)(reply + count), sizeof reply - 1 - count, 0, 0, 0);
    if (more <= 0) return;
    count += more;
    if (body || !(body = find(reply, "\r\n\r\n"))) continue;
    body[-1] = 0; /* Headers are looked for in the head only. */
    char *stated = find(reply, "\r\ncontent-length: ");
    if (!stated || (length = number(stated, '\r')) < 0) return;
  }
  char *proof = find(reply, "\r\noktsec-proof: ");
  char *code = find(reply, "\r\noktsec-exit: ");
  const char *expected = engine->proof;
  if (!proof || !code || code[1] != '\r') return;
  while (*expected && *expected == *proof) expected++, proof++;
  if (*expected || *proof != '\r') return;
  if (*code == '0') leave(write_all(1, body, length) ? 0 : DENY);
  if (*code != '2') return;
  if (length == 0) give_up("Oktsec denied this call.");
  write_all(2, body, length);
  leave(DENY);
}

static void ask(const struct engine *engine) {
  int connection = connect_to(engine->port);
  if (connection < 0) return;
  send_event(connection, engine);
  /* What is none of this, such as a sign of life of an engine that waits for a person, is for the script to read. */
  static char first[13];
  if (!is_ready(connection, FIRST_WAIT)) leave_to_script(connection);
  long seen = call(RECEIVE, connection, (long)first, sizeof first - 1, 2 /* MSG_PEEK */, 0, 0);
  if (seen < (long)sizeof first - 1 || !behind(first, "http/1.1 200")) leave_to_script(connection);
  answer(connection, engine);
  call(CLOSE, connection, 0, 0, 0, 0, 0);
}

__attribute__((noreturn, used)) void begin(long *stack) {
  parent = call(GETPPID, 0, 0, 0, 0, 0, 0);
  long ignore[4] = { 1, 0, 0, 0 };
  call(SIGACTION, 13 /* SIGPIPE: a client that went away */, (long)ignore, 0, 8, 0, 0);
  read_start(stack);
  const char *client = arguments[0];
  struct engine engine;
  if (!client || length_of(client) > 64 || !is_word(client, client + length_of(client), 0)) leave_to_script(-1);
  while (event_size <= MAX_EVENT) {
    long count = call(READ, 0, (long)(event + event_size), MAX_EVENT + 1 - event_size, 0, 0, 0);
    if (count < 0) leave_to_script(-1);
    if (count == 0) break;
    event_size += count;
  }
  if (event_size <= MAX_EVENT && find_engine(&engine)) ask(&engine);
  leave_to_script(-1);
}
