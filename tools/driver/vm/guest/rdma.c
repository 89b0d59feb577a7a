#ifdef WITH_RDMA
#include "guest.h"

#include <infiniband/verbs.h>
#include <pthread.h>

// Memory regions on the first RDMA device, through libibverbs: one context and one protection
// domain per process, as in typical programs.

enum { MAX_REGIONS = 1024 };

static struct ibv_pd *domain;
static struct ibv_mr *regions[MAX_REGIONS];
static atomic_int region_count;

static bool open_device(void) {
  struct ibv_device **list = ibv_get_device_list(NULL);
  struct ibv_context *context = list && list[0] ? ibv_open_device(list[0]) : NULL;
  int error = errno;
  if (list) ibv_free_device_list(list);
  errno = error ? error : ENODEV;
  if (!context) return false;
  domain = ibv_alloc_pd(context);
  if (!domain) {
    error = errno;
    ibv_close_device(context);
    errno = error;
    return false;
  }
  // Not among the descriptors that the example sees.
  context->cmd_fd = own_descriptor(context->cmd_fd);
  context->async_fd = own_descriptor(context->async_fd);
  return true;
}

// The descriptor of the context, opened on first use; regions live as long as it has a copy.
int rdma_descriptor(void) {
  static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER; // several lanes
  pthread_mutex_lock(&opening);
  bool open = domain || open_device();
  pthread_mutex_unlock(&opening);
  return open ? domain->context->cmd_fd : -1;
}

// Arguments: map, offset, length, access.
long call_reg_mr(struct request *request) {
  struct argument *a = request->argument;
  if (rdma_descriptor() < 0) return -1;
  void *address = map_address(a[0].number, a[1].number);
  // The function, not the macro, which only uses `ibv_reg_mr` for a constant `access`.
  struct ibv_mr *region = (ibv_reg_mr)(domain, address, (size_t)a[2].number, (int)a[3].number);
  if (!region) return -1;
  int index = take_number(&region_count, MAX_REGIONS);
  if (index < 0) {
    ibv_dereg_mr(region);
    errno = ENOMEM;
    return -1;
  }
  regions[index] = region;
  buffer_print(request->reply, "\"result\":{\"mr\":%d}", index + 1);
  request->answered = true;
  return 0;
}

long call_dereg_mr(struct request *request) {
  long long handle = request->argument[0].number;
  if (handle < 1 || handle > region_count || !regions[handle - 1]) {
    errno = EINVAL;
    return -1;
  }
  int error = ibv_dereg_mr(regions[handle - 1]);
  if (error == 0) regions[handle - 1] = NULL;
  errno = error;
  return error == 0 ? 0 : -1;
}
#endif
