#include "guest.h"

#include <linux/netlink.h>
#include <rdma/rdma_netlink.h>
#include <sys/socket.h>

// `rdma link add NAME type rxe netdev NETWORK`, which Debian ships in a separate package.

struct message {
  struct nlmsghdr header;
  char room[512];
};

static void put_text(struct message *message, unsigned short type, const char *text) {
  struct nlmsghdr *header = &message->header;
  struct nlattr *attribute = (void *)((char *)message + NLMSG_ALIGN(header->nlmsg_len));
  size_t length = strlen(text) + 1;
  attribute->nla_type = type;
  attribute->nla_len = (unsigned short)(NLA_HDRLEN + length);
  memcpy((char *)attribute + NLA_HDRLEN, text, length);
  header->nlmsg_len = NLMSG_ALIGN(header->nlmsg_len) + NLA_ALIGN(attribute->nla_len);
}

int add_soft_rdma(const char *name, const char *network) {
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  struct message message = {
      .header = {.nlmsg_len = NLMSG_HDRLEN,
                 .nlmsg_type = RDMA_NL_GET_TYPE(RDMA_NL_NLDEV, RDMA_NLDEV_CMD_NEWLINK),
                 .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK}};
  if (strlen(name) + strlen(network) > 128) return 64;
  put_text(&message, RDMA_NLDEV_ATTR_DEV_NAME, name);
  put_text(&message, RDMA_NLDEV_ATTR_LINK_TYPE, "rxe");
  put_text(&message, RDMA_NLDEV_ATTR_NDEV_NAME, network);
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_RDMA);
  if (fd < 0) return 1;
  char answer[1024];
  struct nlmsghdr *header = (void *)answer;
  if (sendto(fd, &message, message.header.nlmsg_len, 0, (void *)&kernel, sizeof kernel) < 0) return 1;
  if (recv(fd, answer, sizeof answer, 0) < (ssize_t)sizeof *header) return 1;
  if (header->nlmsg_type != NLMSG_ERROR) return 1;
  errno = -((struct nlmsgerr *)NLMSG_DATA(header))->error;
  if (errno) perror("rdma link add");
  return errno ? 1 : 0;
}
