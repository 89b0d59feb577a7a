#include "actor.h"

#include <setjmp.h>
#include <sys/mman.h>

enum { MAX_MAPS = 4096 };

static struct map maps[MAX_MAPS];
static atomic_int map_count;
static _Thread_local sigjmp_buf landing;
static _Thread_local volatile sig_atomic_t armed;
static _Thread_local volatile sig_atomic_t fault;

// Lanes of one actor run in parallel, so test and increment are one atomic step.
int take_number(atomic_int *count, int limit) {
  int next = atomic_load(count);
  while (next < limit)
    if (atomic_compare_exchange_weak(count, &next, next + 1)) return next;
  errno = ENFILE;
  return -1;
}

struct map *map_of(long long handle) {
  return handle >= 1 && handle <= map_count ? &maps[handle - 1] : NULL;
}

int memory_count(void) { return map_count; }

void memory_resume(int count) {
  for (int i = 0; i < count && i < MAX_MAPS; i++) maps[i].gone = true;
  map_count = count;
}

// An address for the kernel to check; an unknown handle gives one that is never mapped.
void *map_address(long long handle, long long offset) {
  struct map *map = map_of(handle);
  return map ? map->base + offset : (void *)8;
}

// A mapping is between two guard pages, so that an access beyond it faults, and does not reach the
// memory of the actor.
static char *map_between_guards(struct request *request, size_t length) {
  struct argument *a = request->argument;
  size_t whole = length + 2 * PAGE;
  char *area = mmap(NULL, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  void *hint = area == MAP_FAILED ? NULL : area + PAGE;
  int fixed = area == MAP_FAILED ? 0 : MAP_FIXED;
  char *base = mmap(hint, (size_t)a[2].number, (int)a[3].number, (int)a[4].number | fixed,
                    (int)a[0].number, a[1].number);
  int error = errno;
  if (base == MAP_FAILED && area != MAP_FAILED) munmap(area, whole);
  errno = error;
  return base;
}

long call_mmap(struct request *request) {
  size_t length = ((size_t)request->argument[2].number + PAGE - 1) / PAGE * PAGE;
  char *base = map_between_guards(request, length);
  if (base == MAP_FAILED) return -1;
  int handle = take_number(&map_count, MAX_MAPS);
  if (handle < 0) {
    munmap(base, length);
    errno = ENOMEM; // as the kernel does for too many
    return -1;
  }
  // The handle is not used before the reply, so the entry can be written after the count.
  maps[handle] = (struct map){.base = base, .length = length};
  buffer_print(request->reply, "\"result\":{\"map\":%d}", handle + 1);
  request->answered = true;
  return 0;
}

long call_munmap(struct request *request) {
  struct map *map = map_of(request->argument[0].number);
  if (!map) {
    errno = EINVAL;
    return -1;
  }
  if (map->gone) return 0; // munmap(2): no error if there is nothing
  if (munmap(map->base, map->length) < 0) return -1;
  // The range stays reserved, so that the actor's own memory never takes its place.
  mmap(map->base, map->length, PROT_NONE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  map->gone = true;
  return 0;
}

long call_mprotect(struct request *request) {
  struct map *map = map_of(request->argument[0].number);
  if (map && !map->gone) return mprotect(map->base, map->length, (int)request->argument[1].number);
  errno = map ? ENOMEM : EINVAL;
  return -1;
}

bool fault_landing(int signal) {
  if (!armed) return false;
  fault = signal;
  siglongjmp(landing, 1);
}

// Copies `length` bytes; returns 0, or the signal of a fault.
static int copy_across(void *to, const void *from, size_t length) {
  if (sigsetjmp(landing, 1)) {
    armed = 0;
    return fault;
  }
  signals_close_window(); // a handler that loads or stores would jump to this frame
  armed = 1;
  memcpy(to, from, length);
  atomic_signal_fence(memory_order_seq_cst);
  armed = 0;
  return 0;
}

static bool inside(struct map *map, long long offset, size_t length) {
  if (!map || map->gone || offset < 0) return false;
  return (size_t)offset <= map->length && length <= map->length - (size_t)offset;
}

long call_load(struct request *request) {
  struct argument *a = request->argument;
  struct map *map = map_of(a[0].number);
  size_t length = (size_t)a[2].number;
  if (!inside(map, a[1].number, length)) {
    request->fault = SIGSEGV;
    return -1;
  }
  buffer_print(request->reply, "\"result\":{\"hex\":\"");
  size_t start = request->reply->length;
  buffer_room(request->reply, 2 * length + 8);
  // The bytes go to the upper half of the room for their digits, and are then expanded downwards.
  char *bytes = request->reply->at + start + length;
  request->fault = copy_across(bytes, map->base + a[1].number, length);
  if (request->fault) {
    request->reply->length = start - strlen("\"result\":{\"hex\":\"");
    return -1;
  }
  buffer_hex(request->reply, bytes, length);
  buffer_print(request->reply, "\"}");
  request->answered = true;
  return 0;
}

long call_store(struct request *request) {
  struct argument *a = request->argument;
  struct map *map = map_of(a[0].number);
  if (!inside(map, a[1].number, a[2].length)) request->fault = SIGSEGV;
  else request->fault = copy_across(map->base + a[1].number, a[2].bytes, a[2].length);
  return request->fault ? -1 : (long)a[2].length;
}
