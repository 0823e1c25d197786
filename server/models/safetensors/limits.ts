/* A safetensors file is untrusted input: the header's length and every offset in it are claims (CWE-789, CWE-125). */

/** Headers of large models take about 200 KB; the reference implementation allows 100 MB. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** An index lists one line a tensor; large models stay below 10 MB. */
export const MAX_INDEX_BYTES = 32 * 1024 * 1024;
/** A model of 126 layers has 1,100. */
export const MAX_TENSORS = 16_384;
export const MAX_DIMENSIONS = 8;
/** 2^34 elements are 64 GiB of float32: more than any machine this is made for. */
export const MAX_ELEMENTS = 2 ** 34;
/** Each shard is an open file. */
export const MAX_SHARDS = 128;
