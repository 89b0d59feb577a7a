// One program, two roles. The hub (one per world) starts actors, passes lines between them and the
// driver, proves that a call is blocked, and cleans up when the driver has ended. An actor is one
// process of the world: it makes the requested system calls, and reports signals.
//
// If an actor sleeps in a call, another of its threads, a lane, handles the next request; lane 0 is
// the main thread. All lanes reply through one channel, that of lane 0.
//
// Driver to hub, one line each:    ACTOR ID CALL ARGUMENT...      actor 0 is the hub itself
// Hub to driver, one line of JSON: {"actor":2,"id":7,"result":3}  or "errno", "fault", "signal", ...
// Arguments: numbers in decimal; bytes as x and hexadecimal digits; repeated bytes as f BYTE , COUNT.
#ifndef ACTOR_H
#define ACTOR_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { RDMA_FD = 100 };
enum { MAX_ARGUMENTS = 8, MAX_ACTORS = 4096, MAX_LANES = 8, PAGE = 4096 };

// State of an actor that the hub can read without a request: shared memory, one slot per actor.
struct slot {
  atomic_int in_call[MAX_LANES]; // a system call has begun and not returned
  atomic_int reporting;          // a signal is being read and has not been written yet
  atomic_ullong collected; // mask of signals that wait for the reading thread
  atomic_uint handlers;    // of slot 0, the hub's: handlers that have begun in any actor
};
extern struct slot *slots;
extern int slots_file; // descriptor of that memory, for programs that map it again

// buffer.c: bytes that grow. No malloc: a signal handler of the world can interrupt anything.
struct buffer {
  char *at;
  size_t length, room;
};
void buffer_room(struct buffer *buffer, size_t more);
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_hex(struct buffer *buffer, const void *bytes, size_t length);
void buffer_drop(struct buffer *buffer, size_t length);
char *buffer_line(struct buffer *buffer, size_t *scan);

// line.c: the words of a request.
struct argument {
  long long number;
  char *bytes;
  size_t length;
  bool filled; // `bytes` is a mapping of its own
};
char *next_word(char **line);
bool read_number(const char *word, long long *number);
bool read_bytes(char *word, struct argument *argument);
bool read_data(char *word, struct argument *argument);
void drop_argument(struct argument *argument);

// calls.c: the table.
struct request {
  struct argument argument[MAX_ARGUMENTS];
  struct buffer *reply;
  bool answered; // the function wrote its own "result"
  int fault;     // signal that a load or store raised
};
// Kinds of arguments: n number, f descriptor, p path, d data. Handles are numbers.
struct call {
  const char *name, *kinds;
  long (*function)(struct request *request);
};
// Calls that only the program of a guest has; an entry without a name ends the list.
extern const struct call guest_calls[] __attribute__((weak));
long run_line(char *line, struct buffer *reply);

// memory.c, pages.c: maps, and pins on their pages.
struct map {
  char *base;
  size_t length;
  bool gone;
};
// Index of a new handle, below `limit`, for one of several lanes; -1 with ENFILE if all are used.
int take_number(atomic_int *count, int limit);
struct map *map_of(long long handle);
void *map_address(long long handle, long long offset);
long call_mmap(struct request *request);
long call_munmap(struct request *request);
long call_mprotect(struct request *request);
long call_load(struct request *request);
long call_store(struct request *request);
long call_register_buffers(struct request *request);
long call_unregister_buffers(struct request *request);
long call_vmsplice(struct request *request);
long call_drain(struct request *request);
// Passed on to later programs of the process, so that handles are not used twice.
int memory_count(void);
void memory_resume(int count);
void pages_save(struct buffer *text);
void pages_resume(char *text);
// Handles a fault inside `load` or `store`; false: the fault is not ours.
bool fault_landing(int signal);

// signals.c
void signals_begin(void);
void signals_part(void);
void signals_thread(void);
void signals_resume(unsigned long long collecting, unsigned long long holding);
void signals_masks(unsigned long long *collecting, unsigned long long *holding);
void signals_open_window(void);
void signals_close_window(void);
bool signals_wait(int fd);
long call_sigaction(struct request *request);
long call_sigprocmask(struct request *request);

// actor.c
struct sockets {
  int channel, control;
};
_Noreturn void actor_main(struct sockets ends, int number, long long uid, long long lease);
bool actor_become(long long uid, long long lease);
int own_descriptor(int fd);
void disown_descriptor(int fd);
bool is_own(long long fd);
void actor_say(const char *text, size_t length);
void actor_busy(int change);
struct slot *actor_slot(void);
long call_fork(struct request *request);
long call_execve(struct request *request);
long call_send_fd(struct request *request);
_Noreturn void actor_resume(int count, char **words);
// Descriptor of the RDMA context; only the program of a guest has one.
int rdma_descriptor(void) __attribute__((weak));
void lane_begin(void);
int actor_control(void);

// passing.c: a line with descriptors attached.
bool make_sockets(struct sockets *mine, struct sockets *theirs);
bool pass_descriptors(int socket, const char *text, const int *fds, size_t count);
ssize_t take_descriptors(int socket, void *room, size_t size, int *fds, size_t *count);

// hub.c, children.c, settle.c, world.c, settings.c
struct lane {
  int socket;              // requests go here
  int status, wchan;       // of its task in /proc; -1: not known yet
  bool outstanding;        // a request is with it
  long long request;       // its id
  unsigned long switches;  // context switches at the last check
  long long since;         // microseconds: when it was last seen to move
  char state;              // of its task at the last check, as in /proc; 0: not seen yet
  char wait[40];           // where it sleeps
};
struct child {
  pid_t pid; // 0: free
  struct sockets sockets;
  struct lane lanes[MAX_LANES];
  int lane_count;
  int expected; // descriptors on their way to it
  struct buffer in, queue;
  size_t scan;
};
extern struct child children[MAX_ACTORS];
extern int child_count;
extern struct buffer hub_out;
long child_start(int number, long long uid, long long lease);
void child_adopt(int number, pid_t pid, struct sockets ends);
void child_send(int number, const char *line, size_t length);
void child_send_next(int number);
bool child_has_lane(int number);
bool child_read(int number);
void children_reap(void);
bool children_end(void);
void settle_ask(long long id);
bool child_is_asleep(int number);
int settle_timeout(void);
void settle_look(void);
bool world_begin(const char *parent);
const char *world_directory(void);
long world_file(struct argument *argument);
long world_mount(struct argument *argument);
bool world_end(void);
void world_remove(const char *path);
long setting_read(const char *name);
long settings_share(bool beside);
long setting_write(const char *name, long long value, bool beside);
void settings_restore(void);
void settings_repair(void);
// Writes whole lines for the driver; false if it has ended.
typedef bool put_lines(const char *lines, size_t length);
bool hub_flush(void);
bool put_all(int fd, const char *bytes, size_t length);
int hub_main(const char *parent, put_lines *put);

#endif
