// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/guphold: pin_user_pages() for tests.
 *
 * Pins the memory of a process as a device driver does, without a device: pages are pinned on
 * request, short or long term, until they are unpinned or the file is closed.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/version.h>

#include "guphold.h"

#define MAX_PINS 1024
#define MAX_PAGES (1UL << 20)

struct hold {
	struct page **pages;
	unsigned long count;
	bool write;
};

struct holds {
	struct mutex lock;
	struct hold slots[MAX_PINS];
};

static void release(struct hold *hold)
{
	if (!hold->pages)
		return;
	unpin_user_pages_dirty_lock(hold->pages, hold->count, hold->write);
	kvfree(hold->pages);
	hold->pages = NULL;
}

static long pin_slow(unsigned long start, unsigned long count, unsigned int flags,
		     struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	got = pin_user_pages(start, count, flags, pages);
#else
	got = pin_user_pages(start, count, flags, pages, NULL);
#endif
	mmap_read_unlock(current->mm);
	return got;
}

/* Pin all pages or none, as drivers do. */
static long pin_all(const struct guphold_pin *pin, struct hold *hold)
{
	unsigned long start = pin->address & PAGE_MASK;
	unsigned long count = (PAGE_ALIGN(pin->address + pin->length) - start) >> PAGE_SHIFT;
	unsigned int flags = (pin->flags & GUPHOLD_LONGTERM ? FOLL_LONGTERM : 0) |
			     (pin->flags & GUPHOLD_WRITE ? FOLL_WRITE : 0);
	struct page **pages;
	long got;

	if (!pin->length || count > MAX_PAGES || pin->address + pin->length < pin->address)
		return -EINVAL;
	pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	got = pin->flags & GUPHOLD_FAST ? pin_user_pages_fast(start, count, flags, pages)
					: pin_slow(start, count, flags, pages);
	if (got > 0 && got < count)
		unpin_user_pages(pages, got);
	if (got != count) {
		kvfree(pages);
		return got < 0 ? got : -EFAULT;
	}
	*hold = (struct hold){ pages, count, pin->flags & GUPHOLD_WRITE };
	return 0;
}

static long pin(struct holds *holds, void __user *argument)
{
	struct guphold_pin request;
	unsigned int slot = 0;
	long error;

	if (copy_from_user(&request, argument, sizeof(request)))
		return -EFAULT;
	while (slot < MAX_PINS && holds->slots[slot].pages)
		slot++;
	if (slot == MAX_PINS)
		return -ENFILE;
	error = pin_all(&request, &holds->slots[slot]);
	if (error)
		return error;
	request.handle = slot + 1;
	if (!copy_to_user(argument, &request, sizeof(request)))
		return 0;
	release(&holds->slots[slot]);
	return -EFAULT;
}

static long unpin(struct holds *holds, void __user *argument)
{
	u64 handle;

	if (copy_from_user(&handle, argument, sizeof(handle)))
		return -EFAULT;
	if (handle < 1 || handle > MAX_PINS || !holds->slots[handle - 1].pages)
		return -EBADF;
	release(&holds->slots[handle - 1]);
	return 0;
}

static long guphold_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct holds *holds = file->private_data;
	void __user *at = (void __user *)argument;
	long result = -ENOTTY;

	mutex_lock(&holds->lock);
	if (command == GUPHOLD_PIN)
		result = pin(holds, at);
	else if (command == GUPHOLD_UNPIN)
		result = unpin(holds, at);
	mutex_unlock(&holds->lock);
	return result;
}

static int guphold_open(struct inode *inode, struct file *file)
{
	struct holds *holds = kvzalloc(sizeof(*holds), GFP_KERNEL);

	if (!holds)
		return -ENOMEM;
	mutex_init(&holds->lock);
	file->private_data = holds;
	return 0;
}

static int guphold_release(struct inode *inode, struct file *file)
{
	struct holds *holds = file->private_data;
	unsigned int slot;

	for (slot = 0; slot < MAX_PINS; slot++)
		release(&holds->slots[slot]);
	kvfree(holds);
	return 0;
}

static const struct file_operations guphold_operations = {
	.owner = THIS_MODULE,
	.open = guphold_open,
	.release = guphold_release,
	.unlocked_ioctl = guphold_ioctl,
};

static struct miscdevice guphold_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "guphold",
	.fops = &guphold_operations,
	.mode = 0666,
};

module_misc_device(guphold_device);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Hold pins of user pages for tests");
