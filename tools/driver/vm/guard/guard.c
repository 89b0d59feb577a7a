#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

// guard PARENT FOLDER SLOTS PATIENCE COMMAND...
//
// Executes the command with two properties that Node cannot provide: it is killed when the thread that
// started it ends for any reason; and it holds one of the slots of the folder, which limits how
// many run at once. PATIENCE is the time to wait for a slot, in milliseconds. Exit status 75: no
// slot became free. A lock ends with its holder, so nothing is left to clean up.

enum { NO_SLOT = 75, LOOK_MS = 20 };

static int take_slot(const char *folder, int slots) {
  char path[4096], pid[32];
  for (int i = 0; i < slots; i++) {
    if (snprintf(path, sizeof path, "%s/%d", folder, i) >= (int)sizeof path) return -1;
    int fd = open(path, O_RDWR | O_CREAT, 0600); // stays open in the command
    if (fd < 0) return -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
      int length = snprintf(pid, sizeof pid, "%d\n", getpid());
      if (ftruncate(fd, 0) < 0 || pwrite(fd, pid, (size_t)length, 0) < 0) return -1;
      return fd;
    }
    close(fd);
  }
  errno = EWOULDBLOCK;
  return -1;
}

int main(int count, char **words) {
  struct timespec moment = {0, LOOK_MS * 1000000};
  if (count < 6) {
    fprintf(stderr, "usage: guard PARENT FOLDER SLOTS PATIENCE COMMAND...\n");
    return 64;
  }
  prctl(PR_SET_PDEATHSIG, (long)SIGKILL);
  if (getppid() != atoi(words[1])) return 73; // the parent has already ended
  int slots = atoi(words[3]);
  for (long left = atol(words[4]); take_slot(words[2], slots) < 0; left -= LOOK_MS) {
    if (errno != EWOULDBLOCK) {
      fprintf(stderr, "cannot lock a file in `%s`: %s\n", words[2], strerror(errno));
      return 74;
    }
    if (left <= 0) {
      fprintf(stderr, "%d guests are already running\n", slots);
      return NO_SLOT;
    }
    nanosleep(&moment, NULL);
  }
  execvp(words[5], words + 5);
  fprintf(stderr, "cannot run `%s`: %s\n", words[5], strerror(errno));
  return 127;
}
