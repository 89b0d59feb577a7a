#include "guest.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>

// Worlds share one port; each has its own hub, a process with two pipes: one for requests, and one
// without data, whose end shows that the hub has ended. A hub writes its output to the port itself,
// because context switches are expensive under emulation.
//
// Host to guest:  0 ping                  answered, whatever the worlds do
//                 WORLD + DIRECTORY       start a world in a directory
//                 WORLD -                 end it
//                 WORLD LINE              for its hub
// Guest to host:  0 . UPTIME              to a ping
//                 WORLD LINE              from its hub
//                 WORLD . STATUS TAINT    its hub has ended; taint of the kernel

enum { MAX_WORLDS = 64 };

static struct world {
  pid_t pid; // 0: free
  int in, life;
  bool closing;
  struct buffer requests;
} worlds[MAX_WORLDS];
static int port;
static struct buffer outgoing;
static pthread_mutex_t *port_lock; // shared by all processes that write to the port
static int own_world;              // of a hub: the number of its world

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

static void make_lock(void) {
  pthread_mutexattr_t kind;
  port_lock = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (port_lock == MAP_FAILED) _exit(70);
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST); // a hub can be killed
  pthread_mutex_init(port_lock, &kind);
}

static bool write_port(struct buffer *lines) {
  if (lines->length == 0) return true;
  if (pthread_mutex_lock(port_lock) == EOWNERDEAD) pthread_mutex_consistent(port_lock);
  bool written = put_all(port, lines->at, lines->length);
  pthread_mutex_unlock(port_lock);
  lines->length = 0;
  return written;
}

static bool put_port(const char *lines, size_t length) {
  static struct buffer marked;
  for (const char *line = lines, *end; line < lines + length; line = end) {
    end = (const char *)memchr(line, '\n', (size_t)(lines + length - line)) + 1;
    buffer_print(&marked, "%d ", own_world);
    buffer_add(&marked, line, (size_t)(end - line));
  }
  return write_port(&marked);
}

static _Noreturn void be_hub(int number, int requests, int life, const char *directory) {
  enum { PORT = 3 };
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGCHLD, SIG_DFL);
  if (dup2(requests, 0) < 0 || dup2(life, 1) < 0 || dup2(port, PORT) < 0) _exit(71);
  port = PORT;
  own_world = number;
  close_range(PORT + 1, ~0U, 0);
  _exit(hub_main(directory, put_port));
}

static void close_end(int fd) {
  if (fd >= 0) close(fd);
}

// A world that cannot start is reported like one that did not end cleanly.
static const char NO_WORLD[] = ". 71 0";

static void begin_world(int number, const char *directory) {
  struct world *world = &worlds[number];
  int requests[2] = {-1, -1}, life[2] = {-1, -1};
  pid_t pid = -1;
  if (pipe2(requests, O_CLOEXEC) == 0 && pipe2(life, O_CLOEXEC) == 0) pid = fork();
  if (pid == 0) be_hub(number, requests[0], life[1], directory);
  close_end(requests[0]);
  close_end(life[1]);
  if (pid < 0) {
    close_end(requests[1]);
    close_end(life[0]);
    return say(number, NO_WORLD);
  }
  world->pid = pid;
  world->in = requests[1];
  world->life = life[0];
  world->closing = false;
  world->requests.length = 0;
  fcntl(world->in, F_SETFL, O_NONBLOCK);
}

// A full pipe is written again when it has room, so a busy hub does not delay others.
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
  if (got <= 0) { // the other end is not open yet
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
  close_end(world->life);
  world->pid = 0;
  snprintf(text, sizeof text, ". %d %ld", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           number_in("/proc/sys/kernel/tainted"));
  say(number, text);
}

// The first process inherits orphans.
static void bury_strangers(void) {
  siginfo_t info;
  while (info.si_pid = 0, waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid) {
    for (int i = 1; i < MAX_WORLDS; i++)
      if (worlds[i].pid == info.si_pid) return; // its pipe shows that too
    waitpid(info.si_pid, NULL, 0);
  }
}

static void take_turn(const sigset_t *awake) {
  struct pollfd wait[2 * MAX_WORLDS];
  int owner[2 * MAX_WORLDS], count = 0; // of a pipe that is full: negative
  for (int i = 1; i < MAX_WORLDS; i++) {
    if (worlds[i].pid == 0) continue;
    if (worlds[i].requests.length > 0) {
      owner[count] = -i;
      wait[count++] = (struct pollfd){.fd = worlds[i].in, .events = POLLOUT};
    }
    owner[count] = i;
    wait[count++] = (struct pollfd){.fd = worlds[i].life, .events = POLLIN};
  }
  wait[count] = (struct pollfd){.fd = port, .events = POLLIN};
  bool ended = false;
  int ready = ppoll(wait, (nfds_t)count + 1, NULL, awake);
  for (int i = 0; ready > 0 && i < count; i++) {
    if (!wait[i].revents) continue;
    if (owner[i] < 0) pass_requests(&worlds[-owner[i]]);
    else end_world(owner[i]);
    ended |= owner[i] > 0;
  }
  if (ready > 0 && wait[count].revents) read_port();
  if (ready < 0 || ended) bury_strangers();
  write_port(&outgoing);
}

static void heed(int number) { (void)number; }

int serve_port(const char *path) {
  struct termios mode;
  sigset_t children, awake;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, heed); // only during the wait, which it ends
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, &awake);
  make_lock();
  port = open(path, O_RDWR | O_CLOEXEC);
  if (port < 0) {
    perror(path);
    return 1;
  }
  if (tcgetattr(port, &mode) == 0) {
    cfmakeraw(&mode);
    tcsetattr(port, TCSANOW, &mode);
  }
  for (;;) take_turn(&awake);
}
