#include "actor.h"

#include <linux/io_uring.h>
#include <sys/syscall.h>
#include <sys/uio.h>

// Pins on pages of a map: io_uring buffers (long-term) and pipes (short-term).

enum { MAX_HANDLES = 1024 };

static int rings[MAX_HANDLES];
static atomic_int ring_count;
static struct {
  int read, write;
} pipes[MAX_HANDLES];
static atomic_int pipe_count;

static long refuse(int error) {
  errno = error;
  return -1;
}

static void close_own(int fd) {
  int error = errno;
  disown_descriptor(fd);
  close(fd);
  errno = error;
}

static long answer_handle(struct request *request, const char *kind, int handle) {
  buffer_print(request->reply, "\"result\":{\"%s\":%d}", kind, handle);
  request->answered = true;
  return 0;
}

long call_register_buffers(struct request *request) {
  struct argument *a = request->argument;
  struct io_uring_params params = {0};
  struct iovec buffer = {map_address(a[0].number, a[1].number), (size_t)a[2].number};
  int ring = (int)syscall(SYS_io_uring_setup, 1, &params);
  if (ring < 0) return -1;
  ring = own_descriptor(ring);
  if (syscall(SYS_io_uring_register, ring, IORING_REGISTER_BUFFERS, &buffer, 1) < 0) {
    close_own(ring);
    return -1;
  }
  int index = take_number(&ring_count, MAX_HANDLES);
  if (index < 0) {
    close_own(ring);
    return -1;
  }
  rings[index] = ring;
  return answer_handle(request, "buffers", index + 1);
}

long call_unregister_buffers(struct request *request) {
  long long handle = request->argument[0].number;
  if (handle < 1 || handle > ring_count) return refuse(EBADF);
  if (rings[handle - 1] < 0) return refuse(ENXIO); // as the kernel does for a ring without buffers
  int ring = rings[handle - 1];
  if (syscall(SYS_io_uring_register, ring, IORING_UNREGISTER_BUFFERS, NULL, 0) < 0) return -1;
  rings[handle - 1] = -1;
  close_own(ring);
  return 0;
}

static bool open_pipe(int ends[2], size_t room) {
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return false;
  ends[0] = own_descriptor(ends[0]);
  ends[1] = own_descriptor(ends[1]);
  // A pipe counts slots, not bytes: each page of a map takes one. A failure leaves the default 16.
  if (room > 16 * PAGE) fcntl(ends[1], F_SETPIPE_SZ, (int)room);
  return true;
}

long call_vmsplice(struct request *request) {
  struct argument *a = request->argument;
  struct iovec pages = {map_address(a[0].number, a[1].number), (size_t)a[2].number};
  int ends[2];
  if (!open_pipe(ends, pages.iov_len)) return -1;
  int index = -1;
  if (vmsplice(ends[1], &pages, 1, SPLICE_F_NONBLOCK) >= 0)
    index = take_number(&pipe_count, MAX_HANDLES);
  if (index < 0) {
    close_own(ends[0]);
    close_own(ends[1]);
    return -1;
  }
  pipes[index].read = ends[0];
  pipes[index].write = ends[1];
  return answer_handle(request, "pipe", index + 1);
}

// Reads all data of the pipe, which releases its pages; the pipe stays, and a second drain reads
// none.
long call_drain(struct request *request) {
  long long handle = request->argument[0].number;
  char bytes[4 * PAGE];
  long count = 0;
  ssize_t got;
  if (handle < 1 || handle > pipe_count) return refuse(EBADF);
  while ((got = read(pipes[handle - 1].read, bytes, sizeof bytes)) > 0) count += got;
  return got < 0 && errno != EAGAIN ? -1 : count;
}

static void keep_open(int fd, bool open) {
  if (fd >= 0) fcntl(fd, F_SETFD, open ? 0 : FD_CLOEXEC);
}

// Rings are close-on-exec; a pipe is not, and outlives the program.
void pages_save(struct buffer *text) {
  buffer_print(text, "%d", ring_count);
  for (int i = 0; i < pipe_count; i++) {
    keep_open(pipes[i].read, true);
    keep_open(pipes[i].write, true);
    buffer_print(text, " %d %d", pipes[i].read, pipes[i].write);
  }
}

void pages_resume(char *text) {
  ring_count = atoi(next_word(&text));
  for (int i = 0; i < ring_count; i++) rings[i] = -1;
  for (char *word; (word = next_word(&text)); pipe_count++) {
    pipes[pipe_count].read = own_descriptor(atoi(word));
    word = next_word(&text);
    pipes[pipe_count].write = own_descriptor(word ? atoi(word) : -1);
  }
}
