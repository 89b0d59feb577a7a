#include "actor.h"

#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

struct child children[MAX_ACTORS];
int child_count = 1; // number 0 is the hub

static int open_proc(pid_t pid, const char *name) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  return open(path, O_RDONLY | O_CLOEXEC);
}

void child_adopt(int number, pid_t pid, int channel) {
  struct child *child = &children[number];
  child->pid = pid;
  child->channel = channel;
  child->status = open_proc(pid, "status");
  child->wchan = open_proc(pid, "wchan");
  child->outstanding = 0;
  child->in.length = child->queue.length = child->scan = 0;
  if (number >= child_count) child_count = number + 1;
}

long child_start(int number, long long uid, long long lease) {
  int pair[2];
  if (number < 1 || number >= MAX_ACTORS || children[number].pid != 0) {
    errno = EAGAIN;
    return -1;
  }
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return -1;
  pid_t pid = fork();
  if (pid == 0) actor_main(pair[1], number, uid, lease);
  close(pair[1]);
  if (pid < 0) close(pair[0]);
  else child_adopt(number, pid, pair[0]);
  return pid;
}

// A request is sent only to an actor that waits for one: a sleeping one would fill its socket and
// stop the hub, and with it all others.
void child_send(int number, const char *line, size_t length) {
  struct child *child = &children[number];
  if (child->outstanding) {
    buffer_add(&child->queue, line, length);
    return;
  }
  child->outstanding = 1;
  while (length > 0) {
    ssize_t sent = send(child->channel, line, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return; // it is dead; its end is reported when it is reaped
    line += sent;
    length -= (size_t)sent;
  }
}

static void send_next(int number) {
  struct child *child = &children[number];
  child->outstanding = 0;
  if (child->queue.length == 0) return;
  char *end = memchr(child->queue.at, '\n', child->queue.length);
  size_t length = (size_t)(end - child->queue.at) + 1;
  child_send(number, child->queue.at, length);
  buffer_drop(&child->queue, length);
}

static void take_line(int number, const char *line, int passed) {
  int born;
  pid_t pid;
  if (*line == 'F' && sscanf(line, "F %d %d", &born, &pid) == 2) {
    child_adopt(born, pid, passed);
    return;
  }
  buffer_print(&hub_out, "{\"actor\":%d,", number);
  buffer_add(&hub_out, line + 1, strlen(line + 1));
  buffer_add(&hub_out, "\n", 1);
  if (*line == 'R') send_next(number);
}

static ssize_t receive(struct child *child, int *passed) {
  union {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
  } control;
  buffer_room(&child->in, 16 * PAGE);
  struct iovec part = {child->in.at + child->in.length, child->in.room - child->in.length};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = sizeof control.room};
  ssize_t got = recvmsg(child->channel, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  if (header && header->cmsg_type == SCM_RIGHTS) memcpy(passed, CMSG_DATA(header), sizeof *passed);
  return got;
}

void child_read(int number) {
  struct child *child = &children[number];
  for (;;) {
    int passed = -1;
    ssize_t got = receive(child, &passed);
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) {
      close(child->channel);
      child->channel = -1;
    }
    if (got <= 0) return;
    child->in.length += (size_t)got;
    for (char *line; (line = buffer_line(&child->in, &child->scan));)
      take_line(number, line, passed);
    buffer_drop(&child->in, child->scan);
    child->scan = 0;
  }
}

static void bury(int number, int status) {
  struct child *child = &children[number];
  if (child->channel >= 0) child_read(number);
  if (child->channel >= 0) close(child->channel);
  close(child->status);
  close(child->wchan);
  child->pid = 0;
  if (WIFSIGNALED(status))
    buffer_print(&hub_out, "{\"actor\":%d,\"killed\":%d}\n", number, WTERMSIG(status));
  else buffer_print(&hub_out, "{\"actor\":%d,\"exited\":%d}\n", number, WEXITSTATUS(status));
}

void children_reap(void) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
    for (int i = 1; i < child_count; i++)
      if (children[i].pid == pid) bury(i, status);
}

// Kills all and waits until they are gone, two seconds at most: a call in the kernel may be deaf.
void children_end(void) {
  struct timespec moment = {0, 1000000};
  for (int i = 1; i < child_count; i++)
    if (children[i].pid) kill(children[i].pid, SIGKILL);
  for (int i = 0; i < 2000; i++) {
    pid_t pid = waitpid(-1, NULL, WNOHANG);
    if (pid < 0) return;
    if (pid == 0) nanosleep(&moment, NULL);
  }
}
