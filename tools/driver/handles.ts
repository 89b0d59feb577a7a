/** A mapping made by `mmap`. */
export interface OpaqueMap {
  readonly map: number
}
/** A region made by `ibv_reg_mr`. */
export interface OpaqueRegion {
  readonly mr: number
}
/** Buffers registered with io_uring. */
export interface OpaqueBuffers {
  readonly buffers: number
}
/** A pin made by `pin_user_pages`. */
export interface OpaquePin {
  readonly pin: number
}
/** A pipe filled by `vmsplice`. */
export interface OpaquePipe {
  readonly pipe: number
}
