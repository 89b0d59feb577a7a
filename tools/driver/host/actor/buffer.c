#include "actor.h"

#include <stdarg.h>
#include <sys/mman.h>

// mmap and mremap are plain system calls, safe in a signal handler where malloc is not.
void buffer_room(struct buffer *buffer, size_t more) {
  size_t need = buffer->length + more;
  if (need <= buffer->room) return;
  size_t room = buffer->room ? buffer->room : 4 * PAGE;
  while (room < need) room *= 2;
  void *at = buffer->room ? mremap(buffer->at, buffer->room, room, MREMAP_MAYMOVE)
                          : mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) _exit(70);
  buffer->at = at;
  buffer->room = room;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length) {
  buffer_room(buffer, length + 1);
  memcpy(buffer->at + buffer->length, bytes, length);
  buffer->length += length;
}

void buffer_print(struct buffer *buffer, const char *format, ...) {
  va_list list;
  buffer_room(buffer, 512);
  va_start(list, format);
  int length = vsnprintf(buffer->at + buffer->length, 512, format, list);
  va_end(list);
  buffer->length += length < 512 ? (size_t)length : 511;
}

void buffer_hex(struct buffer *buffer, const void *bytes, size_t length) {
  static const char digits[] = "0123456789abcdef";
  const unsigned char *from = bytes;
  buffer_room(buffer, 2 * length + 1);
  char *to = buffer->at + buffer->length;
  for (size_t i = 0; i < length; i++) {
    *to++ = digits[from[i] >> 4];
    *to++ = digits[from[i] & 15];
  }
  buffer->length += 2 * length;
}

void buffer_drop(struct buffer *buffer, size_t length) {
  memmove(buffer->at, buffer->at + length, buffer->length - length);
  buffer->length -= length;
}

// The line that starts at *scan, without its newline; NULL if it is not complete yet.
char *buffer_line(struct buffer *buffer, size_t *scan) {
  if (*scan >= buffer->length) return NULL;
  char *line = buffer->at + *scan;
  char *end = memchr(line, '\n', buffer->length - *scan);
  if (!end) return NULL;
  *end = 0;
  *scan = (size_t)(end - buffer->at) + 1;
  return line;
}
