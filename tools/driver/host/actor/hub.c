#include "actor.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>

// Exit status of a hub that could not end a process or remove its files.
enum { UNCLEAN = 76 };

struct buffer hub_out;
static put_lines *put;

static long command_spawn(struct argument *a) {
  return child_start((int)a[0].number, a[1].number, a[2].number);
}
static long command_signal(struct argument *a) {
  int number = (int)a[0].number;
  if (number > 0 && number < child_count && children[number].pid)
    return kill(children[number].pid, (int)a[1].number);
  errno = ESRCH;
  return -1;
}
static long command_setting(struct argument *a) {
  return setting_write(a[0].bytes, a[1].number, a[2].number != 0);
}
static long command_share(struct argument *a) { return settings_share(a[0].number != 0); }
static long command_value(struct argument *a) { return setting_read(a[0].bytes); }
static long command_exists(struct argument *a) {
  return kill((pid_t)a[0].number, 0) == 0 || errno == EPERM;
}

// Arguments as in calls.c: n number, p path.
static const struct command {
  const char *name, *kinds;
  long (*function)(struct argument *argument);
} commands[] = {
    {"spawn", "nnn", command_spawn},   {"signal", "nn", command_signal},
    {"setting", "pnn", command_setting}, {"exists", "n", command_exists},
    {"file", "nnnnp", world_file},     {"mount", "p", world_mount},
    {"value", "p", command_value},     {"share", "n", command_share},
};

static const struct command *command_named(const char *name) {
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (!strcmp(commands[i].name, name)) return &commands[i];
  return NULL;
}

static bool decode(const char *kinds, char *words, struct argument *argument) {
  for (; *kinds; kinds++, argument++) {
    char *word = next_word(&words);
    if (!word) return false;
    if (*kinds == 'p' ? !read_bytes(word, argument) : !read_number(word, &argument->number))
      return false;
  }
  return next_word(&words) == NULL;
}

static void obey(long long id, char *words) {
  struct argument argument[MAX_ARGUMENTS] = {0};
  char *name = next_word(&words);
  if (name && !strcmp(name, "settle")) {
    settle_ask(id);
    return;
  }
  const struct command *command = name ? command_named(name) : NULL;
  bool sound = command && decode(command->kinds, words, argument);
  long result = sound ? command->function(argument) : -1;
  int error = errno;
  buffer_print(&hub_out, "{\"actor\":0,\"id\":%lld,", id);
  if (!sound) buffer_print(&hub_out, "\"malformed\":\"command\"}\n");
  else if (result >= 0) buffer_print(&hub_out, "\"result\":%ld}\n", result);
  else
    buffer_print(&hub_out, "\"errno\":%d,\"code\":\"%s\"}\n", error,
                 strerrorname_np(error) ? strerrorname_np(error) : "EUNKNOWN");
}

static void take_request(char *line) {
  long long number, id;
  char *rest = line, *end = line + strlen(line);
  char *actor = next_word(&rest);
  if (!actor || !rest || !read_number(actor, &number)) return;
  char *body = rest;
  char *id_word = next_word(&rest);
  if (!id_word || !read_number(id_word, &id)) return;
  if (number == 0) {
    obey(id, rest);
  } else if (number > 0 && number < child_count && children[number].pid) {
    if (rest) rest[-1] = ' '; // restore the space: the actor reads the whole line
    *end = '\n';
    child_send((int)number, body, (size_t)(end - body) + 1);
  } else {
    buffer_print(&hub_out, "{\"actor\":%lld,\"id\":%lld,\"gone\":true}\n", number, id);
  }
}

// False if the driver has ended.
static bool read_driver(void) {
  static struct buffer in;
  static size_t scan;
  buffer_room(&in, 16 * PAGE);
  ssize_t got = read(0, in.at + in.length, in.room - in.length);
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0) return false;
  in.length += (size_t)got;
  for (char *line; (line = buffer_line(&in, &scan));) take_request(line);
  buffer_drop(&in, scan);
  scan = 0;
  return true;
}

bool put_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t wrote = write(fd, bytes, length);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes += wrote;
    length -= (size_t)wrote;
  }
  return true;
}

bool hub_flush(void) {
  bool written = hub_out.length == 0 || put(hub_out.at, hub_out.length);
  hub_out.length = 0;
  return written;
}

static void read_children(const struct pollfd *wait, int count) {
  for (int i = 1; i < count; i++)
    if (wait[i].revents) child_read(i);
}

// False when it is time to end: the driver has ended, or a signal asks for it.
static bool take_turn(int signals) {
  static struct pollfd wait[MAX_ACTORS + 1];
  wait[0] = (struct pollfd){.fd = 0, .events = POLLIN};
  for (int i = 1; i < child_count; i++)
    wait[i] = (struct pollfd){.fd = children[i].pid ? children[i].sockets.channel : -1, .events = POLLIN};
  wait[child_count] = (struct pollfd){.fd = signals, .events = POLLIN};
  int last = child_count;
  long pause = settle_timeout();
  struct timespec timeout = {0, pause * 1000};
  int ready = ppoll(wait, (nfds_t)last + 1, pause < 0 ? NULL : &timeout, NULL);
  // Twice: output that precedes another actor's reply, as that of a handler before the call that it
  // released, has arrived by now.
  read_children(wait, ready > 0 ? last : 0);
  if (ready > 0 && poll(wait + 1, (nfds_t)last - 1, 0) > 0) read_children(wait, last);
  if (ready > 0 && wait[last].revents) {
    struct signalfd_siginfo info;
    if (read(signals, &info, sizeof info) == sizeof info && info.ssi_signo != SIGCHLD) return false;
    children_reap();
  }
  if (ready > 0 && wait[0].revents && !read_driver()) return false;
  settle_look();
  return hub_flush();
}

static int listen_to_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &set, SFD_CLOEXEC);
}

int hub_main(const char *parent, put_lines *put_on) {
  put = put_on;
  int signals = listen_to_signals();
  umask(0);
  prctl(PR_SET_TIMERSLACK, 1L);
  slots_file = memfd_create("slots", MFD_CLOEXEC);
  if (ftruncate(slots_file, MAX_ACTORS * sizeof *slots) < 0) return 70;
  slots = mmap(NULL, MAX_ACTORS * sizeof *slots, PROT_READ | PROT_WRITE, MAP_SHARED, slots_file, 0);
  if (slots == MAP_FAILED || signals < 0) return 70;
  if (world_begin(parent)) {
    buffer_print(&hub_out, "{\"actor\":0,\"ready\":\"");
    buffer_hex(&hub_out, world_directory(), strlen(world_directory()));
    buffer_print(&hub_out, "\"}\n");
    if (hub_flush())
      while (take_turn(signals)) continue;
  } else {
    buffer_print(&hub_out, "{\"actor\":0,\"failed\":\"%s\"}\n", strerrorname_np(errno));
    hub_flush();
  }
  bool ended = children_end();
  settings_restore();
  return world_end() && ended ? 0 : UNCLEAN;
}
