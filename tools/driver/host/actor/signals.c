#include "actor.h"

#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>

// A signal has one of four actions: default, ignore, a list of calls, or collect. Collected signals
// are blocked, and a second thread reads them from a signalfd, which reports si_fd, even while the
// first one sleeps in a call. Signals with a list are blocked too, except in the window of a call
// or of the wait for the next one, where they interrupt.

static int reader = -1;
static sigset_t collected, handled, held;
static int handler_count;
static _Thread_local bool in_handler, stale_mask;
static struct buffer handler_lines[NSIG];

static unsigned long long mask_of(const sigset_t *set) {
  unsigned long long mask = 0;
  for (int s = 1; s <= SIGRTMAX; s++)
    if (sigismember(set, s) == 1) mask |= 1ull << (s - 1);
  return mask;
}

// Signals that the main thread blocks, with the window open or closed.
static sigset_t mask_now(bool open) {
  sigset_t mask = held;
  sigorset(&mask, &mask, &collected);
  if (!open) sigorset(&mask, &mask, &handled);
  return mask;
}

void signals_open_window(void) {
  if (handler_count == 0 || in_handler) return;
  sigset_t mask = mask_now(true);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

void signals_close_window(void) {
  if ((handler_count == 0 && !stale_mask) || in_handler) return;
  int error = errno;
  sigset_t mask = mask_now(false);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  stale_mask = false;
  errno = error;
}

// Waits for input; returns false if a handler ran instead.
bool signals_wait(int fd) {
  signals_close_window();
  if (handler_count == 0) return true;
  sigset_t mask = mask_now(true);
  struct pollfd wait = {.fd = fd, .events = POLLIN};
  return ppoll(&wait, 1, NULL, &mask) > 0;
}

static void report(int signo, int code, int fd, const char *more) {
  char text[128];
  // si_fd is only valid with the codes of poll(2): see sigaction(2), SIGIO/SIGPOLL.
  bool has_fd = code >= POLL_IN && code <= POLL_HUP;
  int length = has_fd ? snprintf(text, sizeof text, "E\"signal\":%d,\"code\":%d,\"fd\":%d%s}\n",
                                 signo, code, fd, more)
                      : snprintf(text, sizeof text, "E\"signal\":%d,\"code\":%d%s}\n", signo, code, more);
  actor_say(text, (size_t)length);
}

static void *read_signals(void *unused) {
  struct signalfd_siginfo info;
  struct pollfd wait[] = {{.fd = reader, .events = POLLIN},
                          {.fd = actor_control(), .events = POLLIN}};
  for (;;) {
    if (poll(wait, 2, -1) < 0) continue;
    if (wait[1].revents) lane_begin();
    if (!wait[0].revents) continue;
    atomic_store(&actor_slot()->reporting, 1);
    while (read(reader, &info, sizeof info) == sizeof info)
      report((int)info.ssi_signo, info.ssi_code, info.ssi_fd, "");
    atomic_store(&actor_slot()->reporting, 0);
  }
  return unused;
}

static void run_handler(int signo) {
  static _Thread_local struct buffer line, reply;
  struct buffer *lines = &handler_lines[signo];
  line.length = 0;
  buffer_add(&line, lines->at, lines->length);
  line.at[line.length] = 0;
  for (char *next = line.at; next && *next;) {
    char *call = next;
    next = strchr(call, '\n');
    if (next) *next++ = 0;
    reply.length = 0;
    buffer_print(&reply, "E\"handler\":%d,", signo);
    run_line(call, &reply);
    buffer_print(&reply, "}\n");
    actor_say(reply.at, reply.length);
  }
}

static void on_signal(int signo, siginfo_t *info, void *context) {
  (void)context;
  fault_landing(signo);
  if (sigismember(&handled, signo) != 1) { // a SIGBUS or SIGSEGV that was sent: its default
    signal(signo, SIG_DFL);
    raise(signo);
    return;
  }
  int error = errno;
  in_handler = true;
  report(signo, info->si_code, info->si_fd, ",\"handled\":true");
  atomic_fetch_add(&slots->handlers, 1);
  run_handler(signo);
  in_handler = false;
  stale_mask = true;
  errno = error;
}

static int install(int signo, void (*plain)(int), bool restart) {
  struct sigaction action = {.sa_flags = SA_SIGINFO | (restart ? SA_RESTART : 0)};
  bool fault = signo == SIGBUS || signo == SIGSEGV;
  if (plain && !(fault && plain == SIG_DFL)) {
    action.sa_flags = 0;
    action.sa_handler = plain;
  } else {
    action.sa_sigaction = on_signal; // without SA_RESTART the sleeping call returns EINTR
  }
  sigfillset(&action.sa_mask);
  sigdelset(&action.sa_mask, SIGBUS);
  sigdelset(&action.sa_mask, SIGSEGV);
  return sigaction(signo, &action, NULL);
}

static void begin_collecting(void) {
  reader = signalfd(reader, &collected, SFD_NONBLOCK | SFD_CLOEXEC);
  atomic_store(&actor_slot()->collected, mask_of(&collected));
}

void signals_begin(void) {
  for (int s = 1; s < SIGRTMIN; s++)
    if (s != SIGKILL && s != SIGSTOP) signal(s, SIG_DFL);
  sigemptyset(&handled);
  sigemptyset(&held);
  sigemptyset(&collected);
  sigaddset(&collected, SIGIO);
  for (int s = SIGRTMIN; s <= SIGRTMAX; s++) sigaddset(&collected, s);
  sigset_t mask = mask_now(false);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  begin_collecting();
  reader = own_descriptor(reader);
  install(SIGBUS, SIG_DFL, false);
  install(SIGSEGV, SIG_DFL, false);
}

static void set_from(sigset_t *set, unsigned long long mask) {
  sigemptyset(set);
  for (int s = 1; s <= SIGRTMAX; s++)
    if (mask >> (s - 1) & 1) sigaddset(set, s);
}

void signals_masks(unsigned long long *collecting, unsigned long long *holding) {
  *collecting = mask_of(&collected);
  *holding = mask_of(&held);
}

// In a new program of the same process: handlers are reset, ignored signals stay ignored.
void signals_resume(unsigned long long collecting, unsigned long long holding) {
  sigemptyset(&handled);
  set_from(&collected, collecting);
  set_from(&held, holding);
  begin_collecting();
  reader = own_descriptor(reader);
  for (int s = SIGBUS; s; s = s == SIGBUS ? SIGSEGV : 0) {
    struct sigaction action;
    if (sigaction(s, NULL, &action) == 0 && action.sa_handler != SIG_IGN) install(s, SIG_DFL, false);
  }
}

// In a child: the mask of a signalfd belongs to its description, which the parent shares.
void signals_part(void) {
  disown_descriptor(reader);
  close(reader);
  reader = -1;
  begin_collecting();
  reader = own_descriptor(reader);
}

void signals_thread(void) {
  sigset_t all, before;
  pthread_t thread;
  in_handler = false;
  atomic_store(&actor_slot()->collected, mask_of(&collected));
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  if (pthread_create(&thread, NULL, read_signals, NULL) != 0) _exit(71);
  before = mask_now(false);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void become(int signo, const sigset_t *from, sigset_t *to) {
  sigdelset(&collected, signo);
  sigdelset(&handled, signo);
  if (to) sigaddset(to, signo);
  handler_count += (to == &handled) - (from == &handled);
  begin_collecting();
  stale_mask = true;
}

// Arguments: the signal; `default`, `ignore`, `collect`, or the calls, one a line; 1 for
// SA_RESTART.
long call_sigaction(struct request *request) {
  int signo = (int)request->argument[0].number;
  const char *what = request->argument[1].bytes;
  size_t length = request->argument[1].length;
  bool plain = !strcmp(what, "default") || !strcmp(what, "ignore") || !strcmp(what, "collect");
  void (*disposition)(int) = !strcmp(what, "ignore") ? SIG_IGN : plain ? SIG_DFL : NULL;
  if (signo < 1 || signo > SIGRTMAX) {
    errno = EINVAL;
    return -1;
  }
  const sigset_t *from = sigismember(&handled, signo) == 1 ? &handled : NULL;
  sigset_t blocked, before;
  sigfillset(&blocked);
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  long result = install(signo, disposition, request->argument[2].number == 1);
  if (result == 0 && !plain) {
    handler_lines[signo].length = 0;
    buffer_add(&handler_lines[signo], what, length);
  }
  if (result == 0)
    become(signo, from, !plain ? &handled : !strcmp(what, "collect") ? &collected : NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}

// Arguments: 1 to block, 0 to unblock; the signal. A collected signal stays collected.
long call_sigprocmask(struct request *request) {
  int signo = (int)request->argument[1].number;
  sigset_t one;
  sigemptyset(&one);
  if (sigaddset(&one, signo) < 0) return -1;
  if (request->argument[0].number) sigaddset(&held, signo);
  else sigdelset(&held, signo);
  stale_mask = true;
  return 0;
}
