#include "actor.h"

#include <sys/socket.h>

enum { MAX_PASSED = 2 };

union control {
  struct cmsghdr header;
  char room[CMSG_SPACE(MAX_PASSED * sizeof(int))];
};

bool make_sockets(struct sockets *mine, struct sockets *theirs) {
  int channel[2], control[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) < 0) return false;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control) < 0) {
    close(channel[0]);
    close(channel[1]);
    return false;
  }
  *mine = (struct sockets){channel[0], control[0]};
  *theirs = (struct sockets){channel[1], control[1]};
  return true;
}

bool pass_descriptors(int socket, const char *text, const int *fds, size_t count) {
  struct iovec part = {(void *)text, strlen(text)};
  union control control = {0};
  size_t size = count * sizeof *fds;
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = CMSG_SPACE(size)};
  control.header = (struct cmsghdr){CMSG_LEN(size), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(&control.header), fds, size);
  return sendmsg(socket, &message, MSG_NOSIGNAL) >= 0;
}

// Never blocks. The descriptors that came with the bytes, if any, are in `fds`.
ssize_t take_descriptors(int socket, void *room, size_t size, int *fds, size_t *count) {
  union control control;
  struct iovec part = {room, size};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control.room,
                           .msg_controllen = sizeof control.room};
  ssize_t got = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  *count = 0;
  if (header && header->cmsg_type == SCM_RIGHTS) {
    *count = (header->cmsg_len - CMSG_LEN(0)) / sizeof *fds;
    memcpy(fds, CMSG_DATA(header), *count * sizeof *fds);
  }
  return got;
}
