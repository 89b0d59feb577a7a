#include "guest.h"

#include <sys/file.h>
#include <sys/stat.h>

// A slow device: null_blk completes each request after `completion_nsec`, which is set before it is
// powered on. A device is made for each requested duration, and stays.

#define CONFIG "/sys/kernel/config/nullb"

enum { MEGABYTES = 64, BY_TIMER = 2, MAX_SECONDS = 3600 };

static bool set(const char *folder, const char *name, long long value) {
  char path[128], text[32];
  int length = snprintf(text, sizeof text, "%lld", value);
  snprintf(path, sizeof path, "%s/%s", folder, name);
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  bool done = write(fd, text, (size_t)length) == length;
  int error = errno;
  close(fd);
  errno = error;
  return done;
}

static bool make_device(const char *folder, long long seconds) {
  if (mkdir(folder, 0700) < 0) return errno == EEXIST;
  if (set(folder, "irqmode", BY_TIMER) && set(folder, "completion_nsec", seconds * 1000000000LL) &&
      set(folder, "size", MEGABYTES) && set(folder, "power", 1))
    return true;
  int error = errno;
  rmdir(folder);
  errno = error;
  return false;
}

// Since Linux 6.10, a device has the name of its folder; before, a number.
static bool name_device(const char *folder, const char *name) {
  char path[128], text[16] = "";
  if (access(name, F_OK) == 0) return chmod(name, 0666) == 0;
  snprintf(path, sizeof path, "%s/index", folder);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  if (got <= 0) return false;
  snprintf(path, sizeof path, "/dev/nullb%d", atoi(text));
  return chmod(path, 0666) == 0 && symlink(path, name) == 0;
}

// The kernel scans a new device for partitions at the pace of the device: three times `seconds`.
static int open_slow(long long seconds) {
  char folder[96], name[64], lock_name[64];
  snprintf(folder, sizeof folder, CONFIG "/slow%lld", seconds);
  snprintf(name, sizeof name, "/dev/slow%lld", seconds);
  snprintf(lock_name, sizeof lock_name, "/run/slow%lld", seconds);
  int fd = open(name, O_WRONLY | O_DIRECT | O_CLOEXEC);
  if (fd >= 0 || errno != ENOENT) return fd;
  int lock = open(lock_name, O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return -1;
  if (flock(lock, LOCK_EX) == 0 && make_device(folder, seconds) && name_device(folder, name))
    fd = open(name, O_WRONLY | O_DIRECT | O_CLOEXEC);
  int error = errno;
  close(lock);
  errno = error;
  return fd;
}

int make_slow(const char *seconds) {
  int fd = open_slow(atoll(seconds));
  if (fd < 0) perror("null_blk");
  return fd < 0 ? 1 : 0;
}

// Arguments: map, offset, length, seconds.
long call_write_direct(struct request *request) {
  struct argument *a = request->argument;
  if (a[3].number < 1 || a[3].number > MAX_SECONDS) {
    errno = EINVAL;
    return -1;
  }
  actor_busy(-1); // `settle` waits for the device: the write has not begun
  int fd = open_slow(a[3].number);
  actor_busy(1);
  if (fd < 0) return -1;
  fd = own_descriptor(fd);
  ssize_t put = pwrite(fd, map_address(a[0].number, a[1].number), (size_t)a[2].number, 0);
  int error = errno;
  disown_descriptor(fd);
  close(fd);
  errno = error;
  return put;
}
