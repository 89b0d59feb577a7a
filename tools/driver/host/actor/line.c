#include "actor.h"

#include <sys/mman.h>

char *next_word(char **line) {
  char *word = *line;
  if (!word || !*word) return NULL;
  char *end = strchr(word, ' ');
  if (end) *end++ = 0;
  *line = end;
  return word;
}

bool read_number(const char *word, long long *number) {
  char *end;
  errno = 0;
  *number = strtoll(word, &end, 10);
  return errno == 0 && end != word && *end == 0;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Decodes in place, since bytes are shorter than their digits, and adds a zero byte.
bool read_bytes(char *word, struct argument *argument) {
  if (*word != 'x') return false;
  char *from = word + 1, *to = word;
  for (; *from; from += 2) {
    int high = digit(from[0]), low = high < 0 ? -1 : digit(from[1]);
    if (low < 0) return false;
    *to++ = (char)(high << 4 | low);
  }
  *to = 0;
  argument->bytes = word;
  argument->length = (size_t)(to - word);
  return true;
}

static bool read_fill(char *word, struct argument *argument) {
  char *comma = strchr(word, ',');
  long long byte, length;
  if (!comma) return false;
  *comma = 0;
  if (!read_number(word + 1, &byte) || !read_number(comma + 1, &length) || length < 0) return false;
  void *bytes = NULL;
  if (length > 0) {
    bytes = mmap(NULL, (size_t)length, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (bytes == MAP_FAILED) return false;
    memset(bytes, (int)byte, (size_t)length);
  }
  *argument = (struct argument){.bytes = bytes, .length = (size_t)length, .filled = true};
  return true;
}

bool read_data(char *word, struct argument *argument) {
  return *word == 'f' ? read_fill(word, argument) : read_bytes(word, argument);
}

void drop_argument(struct argument *argument) {
  if (argument->filled && argument->length > 0) munmap(argument->bytes, argument->length);
  argument->filled = false;
}
