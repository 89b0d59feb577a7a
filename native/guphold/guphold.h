/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef GUPHOLD_H
#define GUPHOLD_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define GUPHOLD_LONGTERM 1
#define GUPHOLD_WRITE 2
#define GUPHOLD_FAST 4

/**
 * struct guphold_pin - a range of the caller's memory to pin
 * @address: first byte
 * @length: bytes; all pages that contain any of them are pinned, or none
 * @flags: GUPHOLD_*
 * @handle: set on success, at least 1
 */
struct guphold_pin {
	__u64 address;
	__u64 length;
	__u64 flags;
	__u64 handle;
};

#define GUPHOLD_PIN _IOWR('g', 1, struct guphold_pin)
#define GUPHOLD_UNPIN _IOW('g', 2, __u64)

#endif
