#include "actor.h"

#include <poll.h>
#include <sys/file.h>
#include <time.h>

// Two kernel settings are global. They change under a lock that ends with its holder, and their
// first values are written down until they are back, so that not even the death of the hub and of
// the driver together loses them: the next one to take the lock finds the note.

static const char RECORD[] = "/run/manproof-kernel-settings";
static const char BREAK_TIME[] = "/proc/sys/fs/lease-break-time";
static const char ENABLE[] = "/proc/sys/fs/leases-enable";
static int lock = -1;

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

// Waits for other worlds, a minute at most, and gives up at once when the driver is gone.
static bool take_lock(int attempts) {
  lock = open(BREAK_TIME, O_RDONLY | O_CLOEXEC);
  if (lock < 0) return false;
  while (flock(lock, LOCK_EX | LOCK_NB) < 0) {
    struct pollfd driver = {.fd = 0, .events = 0};
    if (--attempts <= 0 || poll(&driver, 1, 5) > 0) {
      close(lock);
      lock = -1;
      errno = EBUSY;
      return false;
    }
  }
  apply_record();
  return true;
}

static const char *path_of(const char *name) {
  return !strcmp(name, "leases-enable") ? ENABLE : BREAK_TIME;
}

long setting_read(const char *name) {
  long long value;
  return read_setting(path_of(name), &value) ? (long)value : -1;
}

long setting_write(const char *name, long long value) {
  const char *path = path_of(name);
  if (access(path, W_OK) < 0) return -1;
  if (lock < 0 && (!take_lock(12000) || !make_record())) return -1;
  return write_setting(path, value) ? 0 : -1;
}

void settings_restore(void) {
  if (lock < 0) return;
  apply_record();
  close(lock);
  lock = -1;
}

// What a hub that was killed has left behind, unless somebody is using it.
void settings_repair(void) {
  if (access(RECORD, F_OK) == 0 && lock < 0 && take_lock(1)) settings_restore();
}
