#include "actor.h"

#include <time.h>

// "Blocked" is proven, not guessed: the actor is inside a system call, its task sleeps, it has not
// run between two checks, and no signal is on its way to it. The kernel function in which the task
// sleeps distinguishes short sleeps (disk, locks) from blocked calls; a sleep in an unknown
// function must last some time.

enum { MAX_ASKED = 256 };
static const long long LOOK = 150, KNOWN = 250, UNKNOWN = 60000, DEAF = 250000, LIMIT = 10000000;
static const char *const known_waits[] = {"__break_lease", "ext4_break_layouts", "xfs_break",
                                          "dax_break", "wait_for_partner", "pipe_", "anon_pipe_",
                                          "fifo_open", "fcntl_setlk", "flock_lock", "locks_"};

static long long asked[MAX_ASKED];
static int asked_count;
static long long asked_at;

struct task {
  char state;
  unsigned long long pending, blocked;
  unsigned long switches;
  bool dying; // it has lost its memory: no call sleeps, though it may wait for disks
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

static bool look_at(struct lane *lane, struct task *task) {
  char text[4096];
  ssize_t got = lane->status < 0 ? -1 : pread(lane->status, text, sizeof text - 1, 0);
  if (got <= 0) return false;
  text[got] = 0;
  task->dying = !strstr(text, "\nVmSize:");
  const char *state = strstr(text, "\nState:\t");
  task->state = state ? state[8] : '?';
  task->pending = field(text, "\nSigPnd:\t", 16) | field(text, "\nShdPnd:\t", 16);
  task->blocked = field(text, "\nSigBlk:\t", 16);
  task->switches = field(text, "\nvoluntary_ctxt_switches:\t", 10) +
                   field(text, "\nnonvoluntary_ctxt_switches:\t", 10);
  return true;
}

static void name_wait(struct lane *lane, bool stopped) {
  ssize_t got = stopped ? -1 : pread(lane->wchan, lane->wait, sizeof lane->wait - 1, 0);
  if (got > 0) lane->wait[got] = 0;
  else strcpy(lane->wait, stopped ? "stopped" : "unknown");
}

static long long patience(const struct lane *lane, char state) {
  if (!strcmp(lane->wait, "stopped")) return KNOWN;
  for (size_t i = 0; i < sizeof known_waits / sizeof *known_waits; i++)
    if (!strncmp(lane->wait, known_waits[i], strlen(known_waits[i]))) return KNOWN;
  return state == 'D' ? DEAF : UNKNOWN;
}

enum stillness { MOVING, IDLE, ASLEEP };

static enum stillness look_at_lane(int number, int index, long long now) {
  struct lane *lane = &children[number].lanes[index];
  struct slot *slot = &slots[number];
  struct task task;
  *lane->wait = 0;
  if (!look_at(lane, &task)) return MOVING;
  lane->state = task.state;
  if (task.dying) return MOVING;
  bool stopped = task.state == 'T' || task.state == 't';
  bool sleeping = task.state == 'S' || task.state == 'D' || stopped;
  unsigned long long due = task.pending & (~task.blocked | atomic_load(&slot->collected));
  if (stopped) due &= 1ull << (SIGKILL - 1);
  // No signal ends an uninterruptible sleep, such as a close that waits for pages (Linux 6.15); if
  // one does (SIGKILL in a killable sleep), the task moves at once.
  if (task.state == 'D') due = 0;
  if (due || !sleeping || task.switches != lane->switches) lane->since = now;
  lane->switches = task.switches;
  if (due || !sleeping || atomic_load(&slot->reporting)) return MOVING;
  // A task waits for a request in state S; in D without a call, it is exiting.
  if (atomic_load(&slot->in_call[index]) == 0 && !stopped)
    return lane->outstanding || task.state != 'S' ? MOVING : IDLE;
  name_wait(lane, stopped);
  return now - lane->since >= patience(lane, task.state) ? ASLEEP : MOVING;
}

// Whether all calls of the process have proved to sleep; true if there are none.
bool child_is_asleep(int number) {
  struct child *child = &children[number];
  bool busy = false;
  for (int i = 0; i < child->lane_count; i++) busy |= child->lanes[i].outstanding;
  if (!busy) return true;
  for (int i = 0; i < child->lane_count; i++)
    if (child->lanes[i].outstanding && look_at_lane(number, i, now_us()) != ASLEEP) return false;
  return true;
}

static bool is_still(int number, long long now) {
  // A queued call will be made unless every lane sleeps.
  if (children[number].queue.length > 0 && child_has_lane(number)) return false;
  if (children[number].expected > 0) return false;
  for (int i = 0; i < children[number].lane_count; i++)
    if (look_at_lane(number, i, now) == MOVING) return false;
  return true;
}

static void answer(bool settled) {
  struct buffer *out = &hub_out;
  for (int a = 0; a < asked_count; a++) {
    const char *comma = "";
    buffer_print(out, "{\"actor\":0,\"id\":%lld,\"result\":{\"settled\":%s,\"waits\":[", asked[a],
                 settled ? "true" : "false");
    for (int i = 1; i < child_count; i++) {
      for (int l = 0; children[i].pid && l < children[i].lane_count; l++) {
        struct lane *lane = &children[i].lanes[l];
        if (!lane->outstanding) continue;
        buffer_print(out, "%s[%d,%lld,\"%s\",\"%c\"]", comma, i, lane->request,
                     *lane->wait ? lane->wait : "running", lane->state ? lane->state : '?');
        comma = ",";
      }
    }
    buffer_print(out, "]}}\n");
  }
  asked_count = 0;
}

void settle_ask(long long id) {
  if (asked_count == MAX_ASKED) answer(false);
  if (asked_count == 0) asked_at = now_us();
  asked[asked_count++] = id;
}

static bool is_queued(void) {
  for (int i = 1; i < child_count; i++)
    if (children[i].pid && children[i].queue.length > 0) return true;
  return false;
}

// Microseconds until the next check, -1 for none.
int settle_timeout(void) { return asked_count > 0 || is_queued() ? (int)LOOK : -1; }

// Checks every actor once.
void settle_look(void) {
  for (int i = 1; i < child_count; i++)
    if (children[i].pid && children[i].queue.length > 0) child_send_next(i);
  if (asked_count == 0) return;
  long long now = now_us();
  bool still = true;
  for (int i = 1; i < child_count; i++)
    if (children[i].pid && !is_still(i, now)) still = false;
  // Output that they wrote before they slept comes before the reply.
  for (int i = 1; still && i < child_count; i++)
    if (children[i].pid && child_read(i)) still = false;
  if (still) answer(true);
  else if (now - asked_at > LIMIT) answer(false);
}
