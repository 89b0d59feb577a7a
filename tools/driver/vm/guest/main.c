#include "guest.h"

const struct call guest_calls[] = {
#ifdef WITH_RDMA
    {"ibv_reg_mr", "nnnn", call_reg_mr},
    {"ibv_dereg_mr", "n", call_dereg_mr},
#endif
    {"pin_user_pages", "nnnn", call_pin},
    {"unpin_user_pages", "n", call_unpin},
    {"writeDirect", "nnnn", call_write_direct},
    {0},
};

// guest serve PORT          run as first process, with worlds over the port
// guest slow SECONDS        make a disk with this delay for each request
// guest rdma NAME NETWORK   make a soft RDMA device on a network device
int main(int count, char **words) {
  if (count > 2 && !strcmp(words[1], "resume")) actor_resume(count, words);
  if (count == 3 && !strcmp(words[1], "serve")) return serve_port(words[2]);
  if (count == 3 && !strcmp(words[1], "slow")) return make_slow(words[2]);
  if (count == 4 && !strcmp(words[1], "rdma")) return add_soft_rdma(words[2], words[3]);
  fprintf(stderr, "usage: guest serve PORT | guest slow SECONDS | guest rdma NAME NETWORK\n");
  return 64;
}
