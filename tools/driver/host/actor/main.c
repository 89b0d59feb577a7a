#include "actor.h"

static bool put_out(const char *lines, size_t length) { return put_all(1, lines, length); }

// actor hub PARENT    a world in PARENT, on standard input and output, until the input ends
// actor sweep BASE    clean up after a killed hub: its directory, the settings of the kernel
int main(int count, char **words) {
  if (count == 3 && !strcmp(words[1], "hub")) return hub_main(words[2], put_out);
  if (count > 2 && !strcmp(words[1], "resume")) actor_resume(count, words);
  if (count == 3 && !strcmp(words[1], "sweep")) {
    settings_repair();
    world_remove(words[2]);
    return 0;
  }
  fprintf(stderr, "usage: actor hub PARENT | actor sweep BASE\n");
  return 64;
}
