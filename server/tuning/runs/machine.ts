import { statfs } from 'node:fs/promises';
import { AppError } from '../../base/index.ts';
import type { ModelFolder } from '../../models/index.ts';

/** What there is to work with; tests bring a small one. */
export type Machine = {
  availableMemoryBytes(): number;
  freeDiskBytes(folder: string): Promise<number>;
};

export const thisMachine: Machine = {
  availableMemoryBytes: () => process.availableMemory(),
  async freeDiskBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

/** Bytes a weight takes in the folder that serves, scales included. */
const SERVED_BYTES: Record<ModelFolder['precision'], number> = { q8: 1.1, q4: 0.65, fp32: 4 };
const TRAINED_BYTES = 4;

/** Peak of the trainer as a multiple of its full-precision weights, before it was measured: 1.9 GB for 0.54 GB. */
const MEMORY_PER_WEIGHT_BYTE = 3.6;
/** Left for everything else on the machine, the models that serve visitors among it. */
const MEMORY_RESERVE_BYTES = 256e6;
/** Of the weights: two checkpoints with their moments, the merged version and its unfinished copy. */
const DISK_PER_WEIGHT_BYTE = 1.5;
/** The database and the index need room to breathe. */
const DISK_RESERVE_BYTES = 500e6;

export type MachineNeeds = { memoryBytes: number; diskBytes: number };

/** What a run on this base model will need, before the trainer was measured. */
export function needsOf(base: ModelFolder): MachineNeeds {
  const servedBytes = base.manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const weightBytes = (servedBytes / SERVED_BYTES[base.precision]) * TRAINED_BYTES;
  return {
    memoryBytes: weightBytes * MEMORY_PER_WEIGHT_BYTE,
    diskBytes: weightBytes * DISK_PER_WEIGHT_BYTE,
  };
}

export type CheckMachineInput = { needs: MachineNeeds; dataDir: string };

/** A sentence for each thing of which there is too little, with the numbers; none when all will do. */
export async function findMachineProblems(
  machine: Machine,
  { needs, dataDir }: CheckMachineInput,
): Promise<string[]> {
  const memory = machine.availableMemoryBytes();
  const disk = await machine.freeDiskBytes(dataDir);
  const problems: string[] = [];
  if (memory < needs.memoryBytes + MEMORY_RESERVE_BYTES) {
    problems.push(
      `Teaching needs ${gigabytes(needs.memoryBytes + MEMORY_RESERVE_BYTES)} of memory and ${gigabytes(memory)} are free; close other programs, or use a smaller model.`,
    );
  }
  if (disk < needs.diskBytes + DISK_RESERVE_BYTES) {
    problems.push(
      `Teaching needs ${gigabytes(needs.diskBytes + DISK_RESERVE_BYTES)} of disk and ${gigabytes(disk)} are free in ${dataDir}; make room there.`,
    );
  }
  return problems;
}

/** @throws AppError `conflict` in one sentence with the numbers */
export async function requireMachine(machine: Machine, input: CheckMachineInput): Promise<void> {
  const problems = await findMachineProblems(machine, input);
  if (problems.length > 0) throw new AppError('conflict', problems.join(' '));
}

export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
