#include "actor.h"

#include <poll.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

// Two kernel settings are global. Worlds that keep them share a lock; a world that changes them has
// the lock exclusively, so that no world runs with the settings of another. To get the lock, a
// world first takes another lock, the queue, and holds it until it has the first: so the order is
// kept, and neither kind starves the other. Only a world of a program that already has one open
// skips the queue, since the program may need it before it ends the first.
//
// A lock ends with its holder, however that ends. The original values are recorded in a file until
// they are restored, so even if both hub and driver are killed, the next holder of the lock finds
// them.

static const char RECORD[] = "/run/manproof-kernel-settings";
static const char BREAK_TIME[] = "/proc/sys/fs/lease-break-time"; // the lock is on this file
static const char ENABLE[] = "/proc/sys/fs/leases-enable";        // the queue on that one

enum { PATIENCE = 60000, TRIES = 100 };
static const struct timespec moment = {0, 10000000};

static int held = -1; // the lock
static bool alone;    // not shared
static bool waiting;  // the driver was notified that we wait

static bool read_setting(const char *path, long long *value) {
  char text[32] = "";
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  *value = atoll(text);
  return got > 0;
}

static bool write_setting(const char *path, long long value) {
  char text[32];
  int length = snprintf(text, sizeof text, "%lld", value);
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t put = write(fd, text, (size_t)length);
  int error = errno;
  close(fd);
  errno = error;
  return put == length;
}

static void apply_record(void) {
  long long time = 0, enable = 0;
  FILE *record = fopen(RECORD, "re");
  if (!record) return;
  int got = fscanf(record, "%lld %lld", &time, &enable);
  fclose(record);
  if (got == 2) {
    write_setting(BREAK_TIME, time);
    write_setting(ENABLE, enable);
  }
  unlink(RECORD);
}

static bool make_record(void) {
  long long time, enable;
  if (!read_setting(BREAK_TIME, &time) || !read_setting(ENABLE, &enable)) return false;
  int fd = open(RECORD, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool written = dprintf(fd, "%lld %lld\n", time, enable) > 0;
  close(fd);
  return written;
}

static bool is_recorded(void) { return access(RECORD, F_OK) == 0; }

static void tell(bool is_waiting) {
  if (waiting == is_waiting) return;
  waiting = is_waiting;
  buffer_print(&hub_out, "{\"actor\":0,\"waiting\":%s}\n", waiting ? "true" : "false");
  hub_flush();
}

static bool lock_now(int fd, int kind) { return flock(fd, kind | LOCK_NB) == 0; }

// A separate process waits for the lock, because handling a signal or the driver would lose the
// place in the kernel's queue. The lock belongs to the open file, which both share.
static bool lock_in_turn(int fd, int kind, int patience) {
  if (lock_now(fd, kind)) return true;
  tell(true);
  pid_t hub = getpid(), waiter = fork();
  if (waiter == 0) {
    prctl(PR_SET_PDEATHSIG, (long)SIGKILL);
    _exit(getppid() == hub && flock(fd, kind) == 0 ? 0 : 1);
  }
  if (waiter > 0) {
    int end = (int)syscall(SYS_pidfd_open, waiter, 0);
    struct pollfd wait[] = {{.fd = end, .events = POLLIN}, {.fd = 0, .events = POLLRDHUP}};
    if (end >= 0) poll(wait, 2, patience);
    kill(waiter, SIGKILL);
    waitpid(waiter, NULL, 0);
    if (end >= 0) close(end);
  }
  if (lock_now(fd, kind)) return true;
  errno = EBUSY;
  return false;
}

// Restores the settings if both a hub and its driver were killed. An ordinary user cannot, and must
// not block another world that can.
static bool mend(void) {
  if (!is_recorded()) return true;
  if (access(BREAK_TIME, W_OK) == 0) {
    if (!lock_in_turn(held, LOCK_EX, PATIENCE)) return false;
    apply_record();
    return lock_in_turn(held, LOCK_SH, PATIENCE);
  }
  for (int i = 0; i < TRIES; i++) {
    flock(held, LOCK_UN);
    nanosleep(&moment, NULL);
    if (!lock_in_turn(held, LOCK_SH, PATIENCE)) return false;
    if (!is_recorded()) return true;
  }
  errno = EUCLEAN;
  return false;
}

static void drop_lock(void) {
  if (held >= 0) close(held);
  held = -1;
  alone = false;
}

// Waits for the head of the queue; -1 if the driver has ended in the meantime.
static int enter_queue(void) {
  int queue = open(ENABLE, O_RDONLY | O_CLOEXEC);
  if (queue < 0 || lock_in_turn(queue, LOCK_EX, -1)) return queue;
  close(queue);
  errno = EBUSY;
  return -1;
}

static long leave_queue(int queue, bool done) {
  int error = errno;
  if (!done) drop_lock();
  if (queue >= 0) close(queue);
  tell(false);
  errno = error;
  return done ? 0 : -1;
}

static bool share(void) {
  held = open(BREAK_TIME, O_RDONLY | O_CLOEXEC);
  return held >= 0 && lock_in_turn(held, LOCK_SH, PATIENCE) && mend();
}

static bool is_set(const char *path, long long value) {
  long long current;
  return read_setting(path, &current) && current == value;
}

static bool change(const char *path, long long value) {
  if (is_set(path, value)) return true;
  if (!lock_in_turn(held, LOCK_EX, PATIENCE) || !make_record()) return false;
  alone = true;
  return write_setting(path, value);
}

static const char *path_of(const char *name) {
  return !strcmp(name, "leases-enable") ? ENABLE : BREAK_TIME;
}

long setting_read(const char *name) {
  long long value;
  return read_setting(path_of(name), &value) ? (long)value : -1;
}

// Keeps the settings as they are until the world ends or changes one.
long settings_share(bool beside) {
  if (held >= 0 || access(BREAK_TIME, R_OK) < 0) return 0; // not changed either
  int queue = beside ? -1 : enter_queue();
  return leave_queue(queue, (beside || queue >= 0) && share());
}

// Returns 1 if the world has the settings exclusively, 0 if it shares them. A share is released
// before the wait, or two worlds that both want to change a setting would wait for each other. The
// world does not notice, since the hub forwards no calls in the meantime.
long setting_write(const char *name, long long value, bool beside) {
  const char *path = path_of(name);
  if (access(path, W_OK) < 0) return -1;
  if (alone) return write_setting(path, value) ? 1 : -1;
  if (beside && held < 0 && settings_share(true) < 0) return -1;
  if (held >= 0 && is_set(path, value)) return 0;
  drop_lock();
  int queue = enter_queue();
  long result = leave_queue(queue, queue >= 0 && share() && change(path, value));
  return result == 0 && alone ? 1 : result;
}

void settings_restore(void) {
  if (alone) apply_record();
  drop_lock();
}

// Restores the settings after a hub was killed, unless that is done, or a world uses them.
void settings_repair(void) {
  int fd = open(BREAK_TIME, O_RDONLY | O_CLOEXEC);
  for (int i = 0; fd >= 0 && i < TRIES && is_recorded(); i++) {
    if (lock_now(fd, LOCK_EX)) {
      apply_record();
      break;
    }
    nanosleep(&moment, NULL);
  }
  if (fd >= 0) close(fd);
}
