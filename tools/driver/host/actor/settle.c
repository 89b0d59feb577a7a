#include "actor.h"

#include <time.h>

// "Blocked" is proven, not guessed: the actor is inside a system call, its task sleeps, it has not
// been switched in between two looks, and no signal is on its way to it. Sleeps that end by
// themselves within moments (disk, locks) are told from waits for somebody by the kernel function
// that the task sleeps in; an unknown one has to last.

enum { MAX_ASKED = 256 };
static const long long LOOK = 150, KNOWN = 250, UNKNOWN = 60000, DEAF = 250000, LIMIT = 10000000;
static const char *const known_waits[] = {"__break_lease", "ext4_break_layouts", "xfs_break",
                                          "dax_break", "wait_for_partner", "pipe_", "anon_pipe_",
                                          "fifo_open", "fcntl_setlk", "flock_lock", "locks_"};

static long long asked[MAX_ASKED];
static int asked_count;
static long long asked_at, quiet_since;
static char wait_name[MAX_ACTORS][40];

struct task {
  char state;
  unsigned long long pending, blocked;
  unsigned long switches;
};

static long long now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static unsigned long long field(const char *text, const char *name, int base) {
  const char *at = strstr(text, name);
  return at ? strtoull(at + strlen(name), NULL, base) : 0;
}

static bool look_at(struct child *child, struct task *task) {
  char text[4096];
  ssize_t got = pread(child->status, text, sizeof text - 1, 0);
  if (got <= 0) return false;
  text[got] = 0;
  const char *state = strstr(text, "\nState:\t");
  task->state = state ? state[8] : '?';
  task->pending = field(text, "\nSigPnd:\t", 16) | field(text, "\nShdPnd:\t", 16);
  task->blocked = field(text, "\nSigBlk:\t", 16);
  task->switches = field(text, "\nvoluntary_ctxt_switches:\t", 10) +
                   field(text, "\nnonvoluntary_ctxt_switches:\t", 10);
  return true;
}

static void name_wait(int number, char state) {
  char *name = wait_name[number];
  ssize_t got = state == 'T' ? -1 : pread(children[number].wchan, name, sizeof wait_name[0] - 1, 0);
  if (got > 0) name[got] = 0;
  else strcpy(name, state == 'T' ? "stopped" : "unknown");
}

static long long patience(int number, char state) {
  if (state == 'T') return KNOWN;
  for (size_t i = 0; i < sizeof known_waits / sizeof *known_waits; i++)
    if (!strncmp(wait_name[number], known_waits[i], strlen(known_waits[i]))) return KNOWN;
  return state == 'D' ? DEAF : UNKNOWN;
}

// How long it has to stay as it is to count as settled, in microseconds; -1: it is still moving.
static long long stillness(int number) {
  struct child *child = &children[number];
  struct slot *slot = &slots[number];
  struct task task;
  if (!look_at(child, &task)) return -1;
  bool asleep = task.state == 'S' || task.state == 'D';
  bool stopped = task.state == 'T' || task.state == 't';
  unsigned long long due = task.pending & (~task.blocked | atomic_load(&slot->collected));
  bool moved = task.switches != child->switches;
  child->switches = task.switches;
  *wait_name[number] = 0;
  if (stopped) due &= 1ull << (SIGKILL - 1);
  if (due || (!asleep && !stopped) || atomic_load(&slot->reporting)) return -1;
  bool in_call = atomic_load(&slot->in_call) > 0;
  if (!in_call && !stopped) return child->outstanding ? -1 : 0;
  name_wait(number, task.state);
  return moved ? -1 : patience(number, task.state);
}

static void answer(bool settled) {
  struct buffer *out = &hub_out;
  for (int a = 0; a < asked_count; a++) {
    const char *comma = "";
    buffer_print(out, "{\"actor\":0,\"id\":%lld,\"result\":{\"settled\":%s,\"waits\":[", asked[a],
                 settled ? "true" : "false");
    for (int i = 1; i < child_count; i++) {
      if (!children[i].pid || (!children[i].outstanding && !*wait_name[i])) continue;
      buffer_print(out, "%s[%d,\"%s\"]", comma, i, *wait_name[i] ? wait_name[i] : "running");
      comma = ",";
    }
    buffer_print(out, "]}}\n");
  }
  asked_count = 0;
}

void settle_ask(long long id) {
  if (asked_count == MAX_ASKED) answer(false);
  if (asked_count == 0) asked_at = now_us();
  quiet_since = 0;
  asked[asked_count++] = id;
}

// Microseconds until the next look, -1 for none.
int settle_timeout(void) { return asked_count ? (int)LOOK : -1; }

// One look at every actor; `disturbed`: lines have passed since the last one.
void settle_look(bool disturbed) {
  if (asked_count == 0) return;
  long long now = now_us(), need = 0;
  for (int i = 1; i < child_count; i++) {
    if (!children[i].pid) continue;
    long long still = stillness(i);
    if (still < 0) need = -1;
    else if (need >= 0 && still > need) need = still;
  }
  if (need < 0 || disturbed || quiet_since == 0) quiet_since = now;
  if (need == 0 && !disturbed) answer(true);
  else if (need > 0 && now - quiet_since >= need) answer(true);
  else if (now - asked_at > LIMIT) answer(false);
}
