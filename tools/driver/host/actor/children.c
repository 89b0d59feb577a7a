#include "actor.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

struct child children[MAX_ACTORS];
int child_count = 1; // number 0 is the hub

static void watch_task(struct lane *lane, pid_t pid, pid_t task) {
  char path[80];
  snprintf(path, sizeof path, "/proc/%d/task/%d/status", pid, task);
  lane->status = open(path, O_RDONLY | O_CLOEXEC);
  snprintf(path, sizeof path, "/proc/%d/task/%d/wchan", pid, task);
  lane->wchan = open(path, O_RDONLY | O_CLOEXEC);
}

void child_adopt(int number, pid_t pid, struct sockets sockets) {
  struct child *child = &children[number];
  child->pid = pid;
  child->sockets = sockets;
  child->lanes[0] = (struct lane){.socket = sockets.channel};
  child->lane_count = 1;
  watch_task(&child->lanes[0], pid, pid);
  child->in.length = child->queue.length = child->scan = 0;
  child->expected = 0;
  if (number >= child_count) child_count = number + 1;
}

long child_start(int number, long long uid, long long lease) {
  struct sockets mine, theirs;
  if (number < 1 || number >= MAX_ACTORS || children[number].pid != 0) {
    errno = EAGAIN;
    return -1;
  }
  if (!make_sockets(&mine, &theirs)) return -1;
  pid_t pid = fork();
  if (pid == 0) actor_main(theirs, number, uid, lease);
  close(theirs.channel);
  close(theirs.control);
  if (pid > 0) {
    child_adopt(number, pid, mine);
    return pid;
  }
  int error = errno;
  close(mine.channel);
  close(mine.control);
  errno = error;
  return -1;
}

static bool add_lane(struct child *child) {
  int pair[2];
  char text[16];
  if (child->lane_count == MAX_LANES) return false;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return false;
  snprintf(text, sizeof text, "%d", child->lane_count);
  bool passed = pass_descriptors(child->sockets.control, text, &pair[1], 1);
  close(pair[1]);
  if (passed)
    child->lanes[child->lane_count++] =
        (struct lane){.socket = pair[0], .status = -1, .wchan = -1};
  else close(pair[0]); // the process is dead
  return passed;
}

static struct lane *idle_lane(struct child *child) {
  for (int i = 0; i < child->lane_count; i++)
    if (!child->lanes[i].outstanding) return &child->lanes[i];
  return add_lane(child) ? &child->lanes[child->lane_count - 1] : NULL;
}

bool child_has_lane(int number) {
  struct child *child = &children[number];
  for (int i = 0; i < child->lane_count; i++)
    if (!child->lanes[i].outstanding) return true;
  return child->lane_count < MAX_LANES;
}

static void send_on(struct lane *lane, const char *line, size_t length) {
  lane->outstanding = true;
  lane->request = strtoll(line, NULL, 10);
  while (length > 0) {
    ssize_t sent = send(lane->socket, line, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return; // it is dead, which is reported when it is reaped
    line += sent;
    length -= (size_t)sent;
  }
}

// Calls of a process are made one after the other. Only after one has proved to sleep does another
// thread make the next.
void child_send(int number, const char *line, size_t length) {
  struct child *child = &children[number];
  bool free_now = child->queue.length == 0 && child_is_asleep(number);
  struct lane *lane = free_now ? idle_lane(child) : NULL;
  if (lane) send_on(lane, line, length);
  else buffer_add(&child->queue, line, length);
}

void child_send_next(int number) {
  struct child *child = &children[number];
  if (child->queue.length == 0 || !child_is_asleep(number)) return;
  struct lane *lane = idle_lane(child);
  if (!lane) return;
  char *end = memchr(child->queue.at, '\n', child->queue.length);
  size_t length = (size_t)(end - child->queue.at) + 1;
  send_on(lane, child->queue.at, length);
  buffer_drop(&child->queue, length);
}

// Forwards a descriptor; the receiver reports its new number.
static void pass_on(int receiver, int shown, int fd) {
  char text[24];
  struct child *child = receiver > 0 && receiver < child_count ? &children[receiver] : NULL;
  snprintf(text, sizeof text, "D %d", shown);
  if (child && child->pid && pass_descriptors(child->sockets.control, text, &fd, 1))
    child->expected++;
  close(fd);
}

// The process runs a new program with one thread: calls of the others never return.
static void begin_again(int number, int from) {
  struct child *child = &children[number];
  if (from < 0 || from >= child->lane_count) return;
  for (int i = 0; i < child->lane_count; i++) {
    struct lane *lane = &child->lanes[i];
    if (i != from && lane->outstanding)
      buffer_print(&hub_out, "{\"actor\":%d,\"id\":%lld,\"killed\":%d}\n", number, lane->request, SIGKILL);
    if (i == 0) continue;
    close(lane->socket);
    if (lane->status >= 0) close(lane->status);
    if (lane->wchan >= 0) close(lane->wchan);
  }
  child->lanes[0].request = child->lanes[from].request;
  child->lanes[0].outstanding = true;
  child->lane_count = 1;
}

static void take_note(int number, const char *line, const int *fds, size_t passed) {
  int which, id;
  struct child *child = &children[number];
  if (sscanf(line, "F %d %d", &which, &id) == 2 && passed == 2)
    child_adopt(which, id, (struct sockets){fds[0], fds[1]});
  else if (sscanf(line, "T %d %d", &which, &id) == 2)
    watch_task(&child->lanes[which], child->pid, id);
  else if (sscanf(line, "D %d %d", &which, &id) == 2 && passed == 1)
    pass_on(which, id, fds[0]);
  else if (sscanf(line, "X %d", &which) == 1)
    begin_again(number, which);
}

// R LANE reply, E event: forwarded. F fork, T thread, D descriptor, X execve: for the hub.
static void take_line(int number, const char *line, const int *fds, size_t passed) {
  struct child *child = &children[number];
  if (!strncmp(line, "E\"received\"", 11) && child->expected > 0) child->expected--;
  if (strchr("FTDX", *line)) {
    take_note(number, line, fds, passed);
    return;
  }
  const char *body = *line == 'R' ? line + 2 : line + 1;
  buffer_print(&hub_out, "{\"actor\":%d,", number);
  buffer_add(&hub_out, body, strlen(body));
  buffer_add(&hub_out, "\n", 1);
  if (*line != 'R') return;
  child->lanes[line[1] - '0'].outstanding = false;
  child_send_next(number);
}

// Reads what the child has written; returns whether there was anything.
bool child_read(int number) {
  struct child *child = &children[number];
  for (bool any = false; child->sockets.channel >= 0; any = true) {
    int fds[2];
    size_t passed;
    buffer_room(&child->in, 16 * PAGE);
    size_t room = child->in.room - child->in.length;
    ssize_t got = take_descriptors(child->sockets.channel, child->in.at + child->in.length, room,
                                   fds, &passed);
    if (got == 0) {
      close(child->sockets.channel);
      child->sockets.channel = -1;
    }
    if (got <= 0) return any;
    child->in.length += (size_t)got;
    for (char *line; (line = buffer_line(&child->in, &child->scan));)
      take_line(number, line, fds, passed);
    if (child->scan > 0) buffer_drop(&child->in, child->scan);
    child->scan = 0;
    if ((size_t)got < room && passed == 0) return true; // that was all: saves one read
  }
  return false;
}

static void bury(int number, int status) {
  struct child *child = &children[number];
  while (child_read(number)) continue;
  if (child->sockets.channel >= 0) close(child->sockets.channel);
  close(child->sockets.control);
  for (int i = 0; i < child->lane_count; i++) {
    if (i > 0) close(child->lanes[i].socket);
    if (child->lanes[i].status >= 0) close(child->lanes[i].status);
    if (child->lanes[i].wchan >= 0) close(child->lanes[i].wchan);
  }
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

// Kills all and waits for their end, at most two seconds: a call can be uninterruptible.
bool children_end(void) {
  struct timespec moment = {0, 1000000};
  for (int i = 1; i < child_count; i++)
    if (children[i].pid) kill(children[i].pid, SIGKILL);
  for (int i = 0; i < 2000; i++) {
    pid_t pid = waitpid(-1, NULL, WNOHANG);
    if (pid < 0) return true;
    if (pid == 0) nanosleep(&moment, NULL);
  }
  return false;
}
