#include "actor.h"

#include <dirent.h>
#include <linux/loop.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>

// The files of a world: PARENT/manproof-XXXXXX/world is its directory, and `image` next to it the
// disk of its own filesystem.

static char base[3072], directory[4000];
static bool mounted;

bool world_begin(const char *parent) {
  if (snprintf(base, sizeof base, "%s/manproof-XXXXXX", parent) >= (int)sizeof base) {
    errno = ENAMETOOLONG;
    return false;
  }
  if (!mkdtemp(base)) return false;
  snprintf(directory, sizeof directory, "%s/world", base);
  // Other users of the world can pass through and create files.
  return chmod(base, 0711) == 0 && mkdir(directory, 0777) == 0 && chdir(directory) == 0;
}

const char *world_directory(void) { return directory; }

enum { MAX_WRITTEN = 64 << 20, CHUNK = 1 << 20 };

// Blocks that are only allocated read as zeros too, but their pages are the kernel's zero page
// until written (dax_load_hole in fs/dax.c, v6.12): a pin on it does not pin the file, and nothing
// waits for it.
static void write_zeros(int fd, long long size) {
  static const char zeros[CHUNK];
  for (long long at = 0; at < size;) {
    size_t length = size - at < CHUNK ? (size_t)(size - at) : CHUNK;
    ssize_t put = pwrite(fd, zeros, length, at);
    if (put <= 0) return;
    at += put;
  }
}

static long make_file(const char *path, mode_t mode, long long size) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return -1;
  long result = ftruncate(fd, size);
  // If there is no room, a hole is enough.
  if (result == 0 && size > 0 && fallocate(fd, 0, 0, size) == 0 && size <= MAX_WRITTEN)
    write_zeros(fd, size);
  if (result == 0) result = fchmod(fd, mode);
  int error = errno;
  close(fd);
  errno = error;
  return result;
}

// Arguments: kind (0 file, 1 directory, 2 fifo), mode, owner or -1, size, path.
long world_file(struct argument *a) {
  const char *path = a[4].bytes;
  mode_t mode = (mode_t)a[1].number;
  long result = a[0].number == 1   ? mkdir(path, 0700)
                : a[0].number == 2 ? mkfifo(path, 0600)
                                   : make_file(path, mode, a[3].number);
  if (result == 0 && a[2].number >= 0) result = chown(path, (uid_t)a[2].number, (gid_t)a[2].number);
  return result < 0 ? -1 : chmod(path, mode);
}

// Attaches a free loop device to the image, which is released when it is no longer used.
static bool attach_loop(char *device, size_t room) {
  char image[4000];
  snprintf(image, sizeof image, "%s/image", base);
  int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  int file = open(image, O_RDWR | O_CLOEXEC);
  bool attached = false;
  for (int tries = 0; tries < 50 && control >= 0 && file >= 0 && !attached; tries++) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0) break;
    snprintf(device, room, "/dev/loop%d", number);
    int loop = open(device, O_RDWR | O_CLOEXEC);
    struct loop_config config = {.fd = (__u32)file, .info = {.lo_flags = LO_FLAGS_AUTOCLEAR}};
    attached = loop >= 0 && ioctl(loop, LOOP_CONFIGURE, &config) == 0;
    if (!attached && loop >= 0) close(loop);
    if (!attached && errno != EBUSY) break; // EBUSY: another process was faster
  }
  int error = errno;
  if (control >= 0) close(control);
  if (file >= 0) close(file);
  errno = error;
  return attached; // the descriptor stays open: an unused device would be released at once
}

// The mount is in a namespace of the hub and its actors, and always ends with them.
// Argument: type, `tmpfs` or that of the filesystem in the image.
long world_mount(struct argument *a) {
  char device[64] = "none";
  if (unshare(CLONE_NEWNS) < 0) return -1;
  if (mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) < 0) return -1;
  if (strcmp(a[0].bytes, "tmpfs") && !attach_loop(device, sizeof device)) return -1;
  if (mount(device, directory, a[0].bytes, 0, NULL) < 0) return -1;
  mounted = true;
  if (chdir(directory) < 0) return -1;
  rmdir("lost+found");
  return chmod(".", 0777);
}

static void remove_within(int parent, const char *name) {
  if (unlinkat(parent, name, 0) == 0 || errno == ENOENT) return;
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 && errno == EACCES && fchmodat(parent, name, 0700, 0) == 0)
    fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *open_directory = fd < 0 ? NULL : fdopendir(fd);
  if (!open_directory) return;
  fchmod(fd, 0700);
  for (struct dirent *entry; (entry = readdir(open_directory));)
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) remove_within(fd, entry->d_name);
  closedir(open_directory);
  unlinkat(parent, name, AT_REMOVEDIR);
}

void world_remove(const char *path) {
  const char *name = strrchr(path, '/');
  if (name && !strncmp(name, "/manproof-", 10)) remove_within(AT_FDCWD, path);
}

bool world_end(void) {
  if (*base == 0) return true;
  if (chdir("/") < 0) return false;
  if (mounted) umount2(directory, MNT_DETACH);
  world_remove(base);
  return access(base, F_OK) < 0;
}
