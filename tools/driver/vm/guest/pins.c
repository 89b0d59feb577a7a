#include "guest.h"

#include "../../../../native/guphold/guphold.h"

#include <pthread.h>
#include <sys/ioctl.h>

// pin_user_pages has no system call: a small module (native/guphold) calls it, and holds the pages
// as a device driver does. Its handles belong to the open file, as those of memory regions do.

static int device = -1;

static int guphold(void) {
  static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER; // several lanes
  pthread_mutex_lock(&opening);
  int fd = device >= 0 ? -1 : open("/dev/guphold", O_RDWR | O_CLOEXEC);
  if (fd >= 0) device = own_descriptor(fd);
  pthread_mutex_unlock(&opening);
  return device;
}

// Arguments: map, offset, length, flags (1 FOLL_LONGTERM, 2 FOLL_WRITE, 4 the fast variant).
long call_pin(struct request *request) {
  struct argument *a = request->argument;
  struct guphold_pin pin = {.address = (uintptr_t)map_address(a[0].number, a[1].number),
                            .length = (uint64_t)a[2].number,
                            .flags = (uint64_t)a[3].number};
  if (guphold() < 0 || ioctl(device, GUPHOLD_PIN, &pin) < 0) return -1;
  buffer_print(request->reply, "\"result\":{\"pin\":%llu}", (unsigned long long)pin.handle);
  request->answered = true;
  return 0;
}

long call_unpin(struct request *request) {
  uint64_t handle = (uint64_t)request->argument[0].number;
  return guphold() < 0 ? -1 : ioctl(device, GUPHOLD_UNPIN, &handle);
}
