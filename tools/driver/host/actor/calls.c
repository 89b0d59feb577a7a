#include "actor.h"

#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define NUMBER(i) (request->argument[i].number)
#define FD(i) ((int)request->argument[i].number)
#define PATH(i) (request->argument[i].bytes)

#ifndef STATX_ATTR_DAX
#define STATX_ATTR_DAX 0x200000
#endif

static long call_open(struct request *request) {
  return open(PATH(0), (int)NUMBER(1), (mode_t)NUMBER(2));
}
static long call_close(struct request *request) { return close(FD(0)); }
static long call_dup(struct request *request) { return dup(FD(0)); }
static long call_fsync(struct request *request) { return fsync(FD(0)); }

static long call_fcntl(struct request *request) {
  int command = (int)NUMBER(1);
  struct f_owner_ex owner = {F_OWNER_PID, (pid_t)NUMBER(2)};
  if (command == F_SETOWN_EX) return fcntl(FD(0), command, &owner);
  if (command == F_GETOWN_EX) return fcntl(FD(0), command, &owner) < 0 ? -1 : owner.pid;
  return fcntl(FD(0), command, (long)NUMBER(2));
}

static void *scratch(size_t length) {
  void *at = mmap(NULL, length ? length : 1, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return at == MAP_FAILED ? NULL : at;
}

static long answer_hex(struct request *request, const void *bytes, size_t length) {
  buffer_print(request->reply, "\"result\":{\"hex\":\"");
  buffer_hex(request->reply, bytes, length);
  buffer_print(request->reply, "\"}");
  request->answered = true;
  return 0;
}

static long call_pread(struct request *request) {
  size_t length = (size_t)NUMBER(1);
  void *bytes = scratch(length); // NULL for an absurd length: the kernel returns the errno
  ssize_t got = pread(FD(0), bytes, length, NUMBER(2));
  int error = errno;
  if (got >= 0) answer_hex(request, bytes, (size_t)got);
  if (bytes) munmap(bytes, length ? length : 1);
  errno = error;
  return got < 0 ? -1 : 0;
}

static long call_pwrite(struct request *request) {
  struct argument *data = &request->argument[1];
  // O_DIRECT needs an aligned buffer; a fill is a mapping, and so aligned.
  void *bytes = data->filled ? data->bytes : scratch(data->length);
  if (data->length > 0 && !bytes) return -1;
  if (!data->filled) memcpy(bytes, data->bytes, data->length);
  ssize_t put = pwrite(FD(0), bytes, data->length, NUMBER(2));
  int error = errno;
  if (!data->filled) munmap(bytes, data->length ? data->length : 1);
  errno = error;
  return put;
}

static long call_truncate(struct request *request) { return truncate(PATH(0), NUMBER(1)); }
static long call_ftruncate(struct request *request) { return ftruncate(FD(0), NUMBER(1)); }
static long call_fallocate(struct request *request) {
  return fallocate(FD(0), (int)NUMBER(1), NUMBER(2), NUMBER(3));
}
static long call_reflink(struct request *request) { return ioctl(FD(0), FICLONE, FD(1)); }
static long call_unlink(struct request *request) { return unlink(PATH(0)); }
static long call_rename(struct request *request) { return rename(PATH(0), PATH(1)); }
static long call_chmod(struct request *request) { return chmod(PATH(0), (mode_t)NUMBER(1)); }
static long call_chown(struct request *request) {
  return chown(PATH(0), (uid_t)NUMBER(1), (gid_t)NUMBER(2));
}

static long answer_status(struct request *request, int fd, const char *path) {
  struct statx status = {0};
  int flags = *path ? 0 : AT_EMPTY_PATH;
  if (statx(fd, path, flags, STATX_SIZE | STATX_BLOCKS, &status) < 0) return -1;
  buffer_print(request->reply, "\"result\":{\"size\":%llu,\"blocks\":%llu,\"dax\":%s}",
               (unsigned long long)status.stx_size, (unsigned long long)status.stx_blocks,
               status.stx_attributes & STATX_ATTR_DAX ? "true" : "false");
  request->answered = true;
  return 0;
}

static long call_stat(struct request *request) {
  if (*PATH(0)) return answer_status(request, AT_FDCWD, PATH(0));
  errno = ENOENT;
  return -1;
}
static long call_fstat(struct request *request) { return answer_status(request, FD(0), ""); }

static long call_kill(struct request *request) {
  return kill((pid_t)NUMBER(0), (int)NUMBER(1));
}
static long call_exit(struct request *request) { _exit((int)NUMBER(0)); }

static long call_read_file(struct request *request) {
  static _Thread_local struct buffer text;
  int fd = open(PATH(0), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  text.length = 0;
  ssize_t got;
  do {
    buffer_room(&text, 4 * PAGE);
    got = read(fd, text.at + text.length, 4 * PAGE);
    if (got > 0) text.length += (size_t)got;
  } while (got > 0);
  int error = errno;
  close(fd);
  errno = error;
  return got < 0 ? -1 : answer_hex(request, text.at, text.length);
}

static const struct call calls[] = {
    {"open", "pnn", call_open},
    {"close", "f", call_close},
    {"dup", "f", call_dup},
    {"fsync", "f", call_fsync},
    {"fcntl", "fnn", call_fcntl},
    {"pread", "fnn", call_pread},
    {"pwrite", "fdn", call_pwrite},
    {"truncate", "pn", call_truncate},
    {"ftruncate", "fn", call_ftruncate},
    {"fallocate", "fnnn", call_fallocate},
    {"unlink", "p", call_unlink},
    {"rename", "pp", call_rename},
    {"chmod", "pn", call_chmod},
    {"chown", "pnn", call_chown},
    {"stat", "p", call_stat},
    {"fstat", "f", call_fstat},
    {"mmap", "fnnnn", call_mmap},
    {"munmap", "n", call_munmap},
    {"mprotect", "nn", call_mprotect},
    {"load", "nnn", call_load},
    {"store", "nnd", call_store},
    {"io_uring_register_buffers", "nnn", call_register_buffers},
    {"io_uring_unregister_buffers", "n", call_unregister_buffers},
    {"vmsplice", "nnn", call_vmsplice},
    {"drain", "n", call_drain},
    {"fork", "n", call_fork},
    {"execve", "", call_execve},
    {"send_fd", "nf", call_send_fd},
    {"reflink", "ff", call_reflink},
    {"exit", "n", call_exit},
    {"kill", "nn", call_kill},
    {"sigaction", "ndn", call_sigaction},
    {"sigprocmask", "nn", call_sigprocmask},
    {"readFile", "p", call_read_file},
};

static const struct call *call_named(const char *name) {
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    if (!strcmp(calls[i].name, name)) return &calls[i];
  for (const struct call *call = guest_calls; call && call->name; call++)
    if (!strcmp(call->name, name)) return call;
  return NULL;
}

// The errno of an unusable argument, 0 if all are usable, -1 if the line is malformed.
static int decode(const struct call *call, char *words, struct request *request) {
  for (size_t i = 0; call->kinds[i]; i++) {
    struct argument *argument = &request->argument[i];
    char *word = next_word(&words);
    if (!word) return -1;
    switch (call->kinds[i]) {
      case 'p':
        if (!read_bytes(word, argument)) return -1;
        break;
      case 'd':
        errno = 0;
        if (!read_data(word, argument)) return errno == ENOMEM ? ENOMEM : -1;
        break;
      default:
        if (!read_number(word, &argument->number)) return errno == ERANGE ? EINVAL : -1;
    }
    // Descriptors of the actor itself do not exist for the program of the world.
    if (call->kinds[i] == 'f' && is_own(argument->number)) return EBADF;
  }
  return next_word(&words) ? -1 : 0;
}

static void write_outcome(struct request *request, long result, int error) {
  if (request->answered) return;
  if (result >= 0) buffer_print(request->reply, "\"result\":%ld", result);
  else if (request->fault) buffer_print(request->reply, "\"fault\":%d", request->fault);
  else {
    const char *name = strerrorname_np(error);
    buffer_print(request->reply, "\"errno\":%d,\"code\":\"%s\"", error, name ? name : "EUNKNOWN");
  }
}

static long times_slept(void) {
  struct rusage usage = {0};
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_nvcsw;
}

// Makes the call `NAME ARGUMENT...` and adds its outcome to the reply. A call during which a
// handler ran is marked as woken, even if it was not seen to sleep.
long run_line(char *line, struct buffer *reply) {
  struct request request = {.reply = reply};
  char *name = next_word(&line);
  const struct call *call = name ? call_named(name) : NULL;
  int bad = call ? decode(call, line, &request) : -1;
  long result = -1;
  int error = bad;
  bool woken = false;
  if (bad < 0) {
    buffer_print(reply, "\"malformed\":\"%s\"", call ? call->name : "call");
    request.answered = true;
  } else if (bad == 0) {
    actor_busy(1);
    unsigned handlers = atomic_load(&slots->handlers);
    long slept = times_slept();
    signals_open_window();
    result = call->function(&request);
    error = errno;
    signals_close_window();
    woken = atomic_load(&slots->handlers) != handlers && times_slept() != slept;
    actor_busy(-1);
  }
  write_outcome(&request, result, error);
  if (woken) buffer_print(reply, ",\"woken\":true");
  for (int i = 0; i < MAX_ARGUMENTS; i++) drop_argument(&request.argument[i]);
  return result;
}
