import type { Bench } from '../bench.ts'

export const RW = 2

export function leaseAndPin(x: Bench, first = 0, last = 15): void {
  x.set(x.lease)
  x.pin(first, last)
}

export function signalsToA(x: Bench): number {
  return x.m.signals('A').length
}
