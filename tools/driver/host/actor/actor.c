#include "actor.h"

#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

// An actor keeps its own descriptors above those that a program of the world would ever see, so
// that the first `open` returns 3, as in any child of a shell.
enum { FIRST_OWN = 512, MAX_OWN = 65536, CAP_LEASE_BIT = CAP_LEASE };

struct slot *slots;
static struct slot *slot;
static int channel;
static pid_t hub;
static struct buffer in;
static size_t scan;
static bool own[MAX_OWN];
static pthread_mutex_t speech = PTHREAD_MUTEX_INITIALIZER;

struct slot *actor_slot(void) { return slot; }
void actor_busy(int change) { atomic_fetch_add(&slot->in_call, change); }
bool is_own(long long fd) { return fd >= 0 && fd < MAX_OWN && own[fd]; }

int own_descriptor(int fd) {
  int high = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_OWN);
  if (high < 0) high = fd;
  else close(fd);
  if (high < MAX_OWN) own[high] = true;
  return high;
}

void disown_descriptor(int fd) {
  if (fd < MAX_OWN) own[fd] = false;
}

static void send_all(const char *text, size_t length) {
  while (length > 0) {
    ssize_t sent = send(channel, text, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) _exit(72); // the hub is gone
    text += sent;
    length -= (size_t)sent;
  }
}

void actor_say(const char *text, size_t length) {
  pthread_mutex_lock(&speech);
  send_all(text, length);
  pthread_mutex_unlock(&speech);
}

static bool keep_only_lease(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{0}};
  data[0].effective = data[0].permitted = 1u << CAP_LEASE_BIT;
  return syscall(SYS_capset, &header, data) == 0;
}

static bool drop_lease(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) < 0) return false;
  data[0].effective &= ~(1u << CAP_LEASE_BIT);
  data[0].permitted &= ~(1u << CAP_LEASE_BIT);
  data[0].inheritable &= ~(1u << CAP_LEASE_BIT);
  return syscall(SYS_capset, &header, data) == 0;
}

// uid -1: as the hub; lease -1: as that user has it, 0: without CAP_LEASE, 1: with it.
bool actor_become(long long uid, long long lease) {
  bool change = uid >= 0 && (uid_t)uid != geteuid();
  if (change) {
    if (prctl(PR_SET_KEEPCAPS, 1L) < 0) return false;
    if (syscall(SYS_setgroups, 0, NULL) < 0) return false;
    if (syscall(SYS_setresgid, (gid_t)uid, (gid_t)uid, (gid_t)uid) < 0) return false;
    if (syscall(SYS_setresuid, (uid_t)uid, (uid_t)uid, (uid_t)uid) < 0) return false;
  }
  if (lease == 1 && (change || geteuid() != 0)) return keep_only_lease();
  return lease == 0 ? drop_lease() : true;
}

static void bind_to_hub(void) {
  prctl(PR_SET_DUMPABLE, 1L); // a change of user hid /proc/PID from its own process
  prctl(PR_SET_PDEATHSIG, (long)SIGKILL);
  if (getppid() != hub) _exit(73);
}

_Noreturn static void serve(void) {
  static struct buffer reply;
  for (;;) {
    char *id = buffer_line(&in, &scan);
    if (id) {
      reply.length = 0;
      char *rest = id;
      id = next_word(&rest);
      buffer_print(&reply, "R\"id\":%s,", id ? id : "null");
      run_line(rest, &reply);
      buffer_print(&reply, "}\n");
      actor_say(reply.at, reply.length);
      continue;
    }
    buffer_drop(&in, scan);
    scan = 0;
    if (!signals_wait(channel)) continue;
    buffer_room(&in, 4 * PAGE);
    ssize_t got = read(channel, in.at + in.length, in.room - in.length);
    if (got > 0) in.length += (size_t)got;
    else if (got == 0 || errno != EINTR) _exit(0);
  }
}

static void take_descriptors(int socket) {
  channel = own_descriptor(socket);
  syscall(SYS_close_range, 0, channel - 1, 0);
  syscall(SYS_close_range, channel + 1, ~0U, 0);
  for (int i = 0; i < 3; i++)
    if (open("/dev/null", O_RDWR) != i) _exit(74);
}

_Noreturn void actor_main(int socket, int number, long long uid, long long lease) {
  slot = &slots[number];
  hub = getppid();
  take_descriptors(socket);
  bool able = actor_become(uid, lease);
  int error = errno;
  bind_to_hub();
  signals_begin();
  signals_thread();
  char text[96];
  const char *name = able ? "" : strerrorname_np(error);
  actor_say(text, (size_t)snprintf(text, sizeof text, "E\"began\":\"%s\"}\n", name ? name : "EPERM"));
  if (!able) _exit(75);
  serve();
}

static long hand_over(int number, pid_t pid, int socket) {
  char text[64];
  int length = snprintf(text, sizeof text, "F %d %d\n", number, pid);
  struct iovec part = {text, (size_t)length};
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control = {0};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = sizeof control.room};
  control.header = (struct cmsghdr){CMSG_LEN(sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(&control.header), &socket, sizeof socket);
  return sendmsg(channel, &message, MSG_NOSIGNAL);
}

_Noreturn static void begin_child(int number, int socket) {
  disown_descriptor(channel);
  close(channel);
  channel = own_descriptor(socket);
  slot = &slots[number];
  speech = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  in.length = scan = 0;
  bind_to_hub();
  signals_thread();
  serve();
}

// The child becomes the hub's own (CLONE_PARENT), which then learns how it ended, and outlives its
// parent as a process does.
long call_fork(struct request *request) {
  int number = (int)request->argument[0].number;
  int pair[2];
  if (number < 1 || number >= MAX_ACTORS) {
    errno = EAGAIN;
    return -1;
  }
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return -1;
  pthread_mutex_lock(&speech);
  pid_t pid = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0) {
    close(pair[0]);
    begin_child(number, pair[1]);
  }
  int error = errno;
  if (pid > 0) hand_over(number, pid, pair[0]);
  pthread_mutex_unlock(&speech);
  close(pair[0]);
  close(pair[1]);
  errno = error;
  return pid;
}
