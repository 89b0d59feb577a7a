#include "guest.h"

#include <limits.h>
#include <poll.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>

// Worlds share one port; each has a hub of its own, a process with two pipes.
//
// Host to guest:  0 ping                  answered, whatever the worlds do
//                 WORLD + DIRECTORY       begin a world below a directory
//                 WORLD -                 end it
//                 WORLD LINE              for its hub
// Guest to host:  0 . UPTIME              to a ping
//                 WORLD LINE              from its hub
//                 WORLD . STATUS TAINT    its hub has ended; what the kernel says of itself

enum { MAX_WORLDS = 64 };

static struct world {
  pid_t pid; // 0: free
  int in, out;
  bool closing;
  struct buffer requests, answers;
  size_t scan;
} worlds[MAX_WORLDS];
static int port;
static struct buffer outgoing;

static long number_in(const char *path) {
  char text[64] = "";
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t got = read(fd, text, sizeof text - 1);
  close(fd);
  return got > 0 ? atol(text) : -1;
}

static void say(int world, const char *line) {
  buffer_print(&outgoing, "%d ", world);
  buffer_add(&outgoing, line, strlen(line));
  buffer_add(&outgoing, "\n", 1);
}

static _Noreturn void be_hub(const int requests[2], const int answers[2], const char *directory) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (dup2(requests[0], 0) < 0 || dup2(answers[1], 1) < 0) _exit(71);
  close_range(3, ~0U, 0);
  _exit(hub_main(directory));
}

static void close_end(int fd) {
  if (fd >= 0) close(fd);
}

// The other side is told of a world that cannot begin as of one that did not end cleanly.
static const char NO_WORLD[] = ". 71 0";

static void begin_world(int number, const char *directory) {
  struct world *world = &worlds[number];
  int requests[2] = {-1, -1}, answers[2] = {-1, -1};
  pid_t pid = -1;
  if (pipe2(requests, O_CLOEXEC) == 0 && pipe2(answers, O_CLOEXEC) == 0) pid = fork();
  if (pid == 0) be_hub(requests, answers, directory);
  close_end(requests[0]);
  close_end(answers[1]);
  if (pid < 0) {
    close_end(requests[1]);
    close_end(answers[0]);
    return say(number, NO_WORLD);
  }
  world->pid = pid;
  world->in = requests[1];
  world->out = answers[0];
  world->closing = false;
  world->requests.length = world->answers.length = world->scan = 0;
  fcntl(world->in, F_SETFL, O_NONBLOCK);
}

// A pipe that is full is written to again when it has room: a hub that is busy holds up nobody.
static void pass_requests(struct world *world) {
  struct buffer *queue = &world->requests;
  while (queue->length > 0 && world->in >= 0) {
    ssize_t put = write(world->in, queue->at, queue->length);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && errno == EAGAIN) return;
    if (put <= 0) break;
    buffer_drop(queue, (size_t)put);
  }
  if (!world->closing || world->in < 0) return;
  close(world->in);
  world->in = -1;
}

static void take_line(char *line) {
  long long number;
  char *rest = line;
  char *word = next_word(&rest);
  if (!word || !rest || !read_number(word, &number)) return;
  if (number == 0) {
    char pong[32];
    snprintf(pong, sizeof pong, ". %ld", number_in("/proc/uptime"));
    return say(0, pong);
  }
  if (number < 0 || number > INT_MAX) return;
  if (number >= MAX_WORLDS) {
    if (*rest == '+') say((int)number, NO_WORLD);
    return;
  }
  struct world *world = &worlds[number];
  if (*rest == '+' && rest[1] == ' ' && world->pid == 0) return begin_world((int)number, rest + 2);
  if (world->pid == 0) return;
  if (*rest == '-') world->closing = true;
  else {
    buffer_add(&world->requests, rest, strlen(rest));
    buffer_add(&world->requests, "\n", 1);
  }
  pass_requests(world);
}

static void read_port(void) {
  static struct buffer in;
  static size_t scan;
  struct timespec moment = {0, 5000000};
  buffer_room(&in, 16 * PAGE);
  ssize_t got = read(port, in.at + in.length, in.room - in.length);
  if (got <= 0) { // nobody at the other end, for now
    nanosleep(&moment, NULL);
    return;
  }
  in.length += (size_t)got;
  for (char *line; (line = buffer_line(&in, &scan));) take_line(line);
  if (scan > 0) buffer_drop(&in, scan);
  scan = 0;
}

static void end_world(int number) {
  struct world *world = &worlds[number];
  int status = 0;
  char text[64];
  waitpid(world->pid, &status, 0);
  close_end(world->in);
  close_end(world->out);
  world->pid = 0;
  snprintf(text, sizeof text, ". %d %ld", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           number_in("/proc/sys/kernel/tainted"));
  say(number, text);
}

static void read_world(int number) {
  struct world *world = &worlds[number];
  buffer_room(&world->answers, 16 * PAGE);
  ssize_t got = read(world->out, world->answers.at + world->answers.length,
                     world->answers.room - world->answers.length);
  if (got <= 0) return end_world(number);
  world->answers.length += (size_t)got;
  for (char *line; (line = buffer_line(&world->answers, &world->scan));) say(number, line);
  if (world->scan > 0) buffer_drop(&world->answers, world->scan);
  world->scan = 0;
}

static void write_port(void) {
  struct timespec moment = {0, 1000000};
  size_t put = 0;
  while (put < outgoing.length) {
    ssize_t wrote = write(port, outgoing.at + put, outgoing.length - put);
    if (wrote > 0) put += (size_t)wrote;
    else nanosleep(&moment, NULL);
  }
  outgoing.length = 0;
}

// The first process inherits what others leave behind.
static void bury_strangers(void) {
  siginfo_t info;
  while (info.si_pid = 0, waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid) {
    for (int i = 1; i < MAX_WORLDS; i++)
      if (worlds[i].pid == info.si_pid) return; // its pipe says so too
    waitpid(info.si_pid, NULL, 0);
  }
}

static void take_turn(void) {
  struct pollfd wait[2 * MAX_WORLDS];
  wait[0] = (struct pollfd){.fd = port, .events = POLLIN};
  for (int i = 1; i < MAX_WORLDS; i++) {
    bool used = worlds[i].pid != 0, full = used && worlds[i].requests.length > 0;
    wait[i] = (struct pollfd){.fd = used ? worlds[i].out : -1, .events = POLLIN};
    wait[MAX_WORLDS + i] = (struct pollfd){.fd = full ? worlds[i].in : -1, .events = POLLOUT};
  }
  wait[MAX_WORLDS] = (struct pollfd){.fd = -1};
  if (poll(wait, 2 * MAX_WORLDS, -1) < 0) return;
  for (int i = 1; i < MAX_WORLDS; i++) {
    if (wait[MAX_WORLDS + i].revents) pass_requests(&worlds[i]);
    if (wait[i].revents) read_world(i);
  }
  if (wait[0].revents) read_port();
  bury_strangers();
  write_port();
}

int serve_port(const char *path) {
  struct termios mode;
  signal(SIGPIPE, SIG_IGN);
  port = open(path, O_RDWR | O_CLOEXEC);
  if (port < 0) {
    perror(path);
    return 1;
  }
  if (tcgetattr(port, &mode) == 0) {
    cfmakeraw(&mode);
    tcsetattr(port, TCSANOW, &mode);
  }
  for (;;) take_turn();
}
