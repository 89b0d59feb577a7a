// The program of a guest is also its first process, serves many worlds over one port, and makes the
// calls that need an RDMA device, the test module or a slow disk.
#ifndef GUEST_H
#define GUEST_H

#include "../../host/actor/actor.h"

// multiplexer.c
int serve_port(const char *path);

// rxe.c
int add_soft_rdma(const char *name, const char *network);

// rdma.c, pins.c
long call_reg_mr(struct request *request);
long call_dereg_mr(struct request *request);
long call_pin(struct request *request);
long call_unpin(struct request *request);

// slow.c
int make_slow(const char *seconds);
long call_write_direct(struct request *request);

#endif
