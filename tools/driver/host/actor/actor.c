#include "actor.h"

#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

// An actor keeps its own descriptors above those of a program, so that the first `open` returns 3,
// as in a child of a shell.
enum { FIRST_OWN = 512, MAX_OWN = 65536, CAP_LEASE_BIT = CAP_LEASE };

struct slot *slots;
int slots_file;
static struct slot *slot;
static struct sockets ends;
static pid_t hub;
static atomic_bool own[MAX_OWN];
static _Thread_local int lane; // number of this thread
static pthread_mutex_t speech = PTHREAD_MUTEX_INITIALIZER;

struct slot *actor_slot(void) { return slot; }
void actor_busy(int change) { atomic_fetch_add(&slot->in_call[lane], change); }
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
    ssize_t sent = send(ends.channel, text, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) _exit(72); // the hub has ended
    text += sent;
    length -= (size_t)sent;
  }
}

void actor_say(const char *text, size_t length) {
  pthread_mutex_lock(&speech);
  send_all(text, length);
  pthread_mutex_unlock(&speech);
}

// Blocks signals while writing: a handler would wait for the lock that its own thread holds.
static void begin_speech(void) {
  signals_close_window();
  pthread_mutex_lock(&speech);
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

// uid -1: that of the hub; lease -1: as for that user, 0: without CAP_LEASE, 1: with it.
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
  prctl(PR_SET_DUMPABLE, 1L); // a change of user hides /proc/PID from its own process
  prctl(PR_SET_PDEATHSIG, (long)SIGKILL);
  if (getppid() != hub) _exit(73);
}

// Requests arrive on the socket of the lane; replies leave through the one channel of the actor.
_Noreturn static void serve(int requests) {
  struct buffer in = {0}, reply = {0};
  size_t scan = 0;
  for (;;) {
    char *id = buffer_line(&in, &scan);
    if (id) {
      reply.length = 0;
      char *rest = id;
      id = next_word(&rest);
      buffer_print(&reply, "R%d\"id\":%s,", lane, id ? id : "null");
      run_line(rest, &reply);
      buffer_print(&reply, "}\n");
      actor_say(reply.at, reply.length);
      continue;
    }
    if (scan > 0) buffer_drop(&in, scan);
    scan = 0;
    if (!signals_wait(requests)) continue;
    buffer_room(&in, 4 * PAGE);
    ssize_t got = read(requests, in.at + in.length, in.room - in.length);
    if (got > 0) in.length += (size_t)got;
    else if (got == 0 || errno != EINTR) _exit(0);
  }
}

struct lane_start {
  int number, requests;
};

static void *run_lane(void *data) {
  struct lane_start start = *(struct lane_start *)data;
  free(data);
  lane = start.number;
  char text[48];
  actor_say(text, (size_t)snprintf(text, sizeof text, "T %d %d\n", lane, gettid()));
  serve(start.requests);
}

// The kernel assigned the descriptor the lowest free number, as in any program.
static void receive(const char *text, int fd) {
  char answer[40];
  int shown = fd;
  if (fd >= 0 && atoi(text + 2) == RDMA_FD) {
    shown = RDMA_FD;
    own_descriptor(fd); // it only keeps the regions alive
  } else if (fd >= 0) {
    fcntl(fd, F_SETFD, 0);
  }
  actor_say(answer, (size_t)snprintf(answer, sizeof answer, "E\"received\":%d}\n", shown));
}

// Called when the hub wants one more lane or passes a descriptor, by the thread that reads signals,
// which never sleeps.
void lane_begin(void) {
  char text[32] = "";
  int fd = -1;
  size_t passed;
  pthread_t thread;
  ssize_t got = take_descriptors(ends.control, text, sizeof text - 1, &fd, &passed);
  if (got == 0) _exit(0); // the hub has ended
  if (got > 0 && *text == 'D') {
    receive(text, passed == 1 ? fd : -1);
    return;
  }
  if (got < 0 || passed != 1) return;
  struct lane_start *start = malloc(sizeof *start);
  if (!start) _exit(71);
  *start = (struct lane_start){atoi(text), own_descriptor(fd)};
  if (pthread_create(&thread, NULL, run_lane, start) != 0) _exit(71);
}

int actor_control(void) { return ends.control; }

// Closes all descriptors but those of the actor itself.
static void close_others(const int *kept, int count) {
  for (unsigned from = 0;;) {
    unsigned next = ~0U;
    for (int i = 0; i < count; i++)
      if ((unsigned)kept[i] >= from && (unsigned)kept[i] < next) next = (unsigned)kept[i];
    if (next > from) syscall(SYS_close_range, from, next == ~0U ? next : next - 1, 0);
    if (next == ~0U) return;
    from = next + 1;
  }
}

static void keep_only(struct sockets sockets) {
  ends.channel = own_descriptor(sockets.channel);
  ends.control = own_descriptor(sockets.control);
  slots_file = own_descriptor(slots_file);
  close_others((int[]){ends.channel, ends.control, slots_file}, 3);
  for (int i = 0; i < 3; i++)
    if (open("/dev/null", O_RDWR) != i) _exit(74);
}

_Noreturn void actor_main(struct sockets sockets, int number, long long uid, long long lease) {
  slot = &slots[number];
  hub = getppid();
  keep_only(sockets);
  bool able = actor_become(uid, lease);
  int error = errno;
  bind_to_hub();
  signals_begin();
  signals_thread();
  char text[96];
  const char *name = able ? "" : strerrorname_np(error);
  actor_say(text, (size_t)snprintf(text, sizeof text, "E\"began\":\"%s\"}\n", name ? name : "EPERM"));
  if (!able) _exit(75);
  serve(ends.channel);
}

static void drop_own(int fd) {
  disown_descriptor(fd);
  close(fd);
}

_Noreturn static void begin_child(int number, struct sockets sockets) {
  drop_own(ends.channel);
  drop_own(ends.control);
  ends.channel = own_descriptor(sockets.channel);
  ends.control = own_descriptor(sockets.control);
  slot = &slots[number];
  lane = 0;
  speech = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  bind_to_hub();
  signals_part();
  signals_thread();
  serve(ends.channel);
}

// The child becomes a child of the hub (CLONE_PARENT), which then learns how it ended, and can
// outlive its parent.
long call_fork(struct request *request) {
  int number = (int)request->argument[0].number;
  struct sockets theirs, own_ends;
  if (number < 1 || number >= MAX_ACTORS) {
    errno = EAGAIN;
    return -1;
  }
  if (!make_sockets(&theirs, &own_ends)) return -1;
  begin_speech();
  pid_t pid = (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0) {
    close(theirs.channel);
    close(theirs.control);
    begin_child(number, own_ends);
  }
  int error = errno;
  char text[64];
  int fds[] = {theirs.channel, theirs.control};
  snprintf(text, sizeof text, "F %d %d\n", number, pid);
  if (pid > 0) pass_descriptors(ends.channel, text, fds, 2);
  pthread_mutex_unlock(&speech);
  close(theirs.channel);
  close(theirs.control);
  close(own_ends.channel);
  close(own_ends.control);
  errno = error;
  return pid;
}

// Arguments: number of the receiving actor; the descriptor, which the hub forwards.
long call_send_fd(struct request *request) {
  int asked = (int)request->argument[1].number;
  int fd = asked == RDMA_FD && rdma_descriptor ? rdma_descriptor() : asked;
  char text[48];
  snprintf(text, sizeof text, "D %lld %d\n", request->argument[0].number, asked);
  if (fd < 0) return -1;
  begin_speech();
  bool passed = pass_descriptors(ends.channel, text, &fd, 1);
  pthread_mutex_unlock(&speech);
  return passed ? 0 : -1;
}

// execve: the program runs itself again and continues with the same hub. The sockets, the slots and
// the pipes stay open, and are passed in its arguments.
long call_execve(struct request *request) {
  unsigned long long collecting, holding;
  char number[16], channel[16], control[16], file[16], from[16], masks[48], maps[16];
  static struct buffer pages;
  int kept[] = {ends.channel, ends.control, slots_file};
  signals_masks(&collecting, &holding);
  snprintf(number, sizeof number, "%d", (int)(slot - slots));
  snprintf(channel, sizeof channel, "%d", ends.channel);
  snprintf(control, sizeof control, "%d", ends.control);
  snprintf(file, sizeof file, "%d", slots_file);
  snprintf(from, sizeof from, "%d", lane);
  snprintf(masks, sizeof masks, "%llu %llu", collecting, holding);
  snprintf(maps, sizeof maps, "%d", memory_count());
  buffer_add(&pages, "", 0);
  pages.length = 0;
  pages_save(&pages);
  const char *reply = strchr(request->reply->at, '"');
  char *words[] = {"actor", "resume", number, channel, control, file,
                   from,    (char *)reply, masks, maps, pages.at, NULL};
  begin_speech(); // no line is cut in the middle
  for (int i = 0; i < 3; i++) fcntl(kept[i], F_SETFD, 0);
  execve("/proc/self/exe", words, (char *[]){NULL});
  int error = errno;
  for (int i = 0; i < 3; i++) fcntl(kept[i], F_SETFD, FD_CLOEXEC);
  pthread_mutex_unlock(&speech);
  errno = error;
  return -1;
}

static int taken_over(const char *word) {
  int fd = atoi(word);
  if (fd >= 0 && fd < MAX_OWN) own[fd] = true;
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

// The other side of `call_execve`.
_Noreturn void actor_resume(int count, char **words) {
  unsigned long long collecting, holding;
  char text[96];
  if (count != 11 || sscanf(words[8], "%llu %llu", &collecting, &holding) != 2) _exit(64);
  ends = (struct sockets){taken_over(words[3]), taken_over(words[4])};
  slots_file = taken_over(words[5]);
  slots = mmap(NULL, MAX_ACTORS * sizeof *slots, PROT_READ | PROT_WRITE, MAP_SHARED, slots_file, 0);
  if (slots == MAP_FAILED) _exit(70);
  slot = &slots[atoi(words[2])];
  for (int i = 0; i < MAX_LANES; i++) atomic_store(&slot->in_call[i], 0);
  atomic_store(&slot->reporting, 0);
  hub = getppid();
  bind_to_hub();
  memory_resume(atoi(words[9]));
  pages_resume(words[10]);
  signals_resume(collecting, holding);
  signals_thread();
  int length = snprintf(text, sizeof text, "X %s\nR0%s\"result\":0}\n", words[6], words[7]);
  actor_say(text, (size_t)length);
  serve(ends.channel);
}
