/*
 * A GGUF file is untrusted input: lengths and counts in it are 64-bit numbers that anyone can write (CWE-789,
 * CWE-190, CWE-125). Each limit is several times what real models need and small enough to be harmless.
 */

/** The header of a model with 256,000 tokens and merges takes about 10 MB. */
export const MAX_HEADER_BYTES = 64 * 1024 * 1024;
/** Chat templates are the longest strings, some tens of kilobytes. */
export const MAX_STRING_BYTES = 1024 * 1024;
/** Real files have 20 to 60. */
export const MAX_METADATA_ENTRIES = 4096;
/** Vocabularies and merges: the largest known have 256,000 entries. */
export const MAX_ARRAY_ELEMENTS = 2 ** 20;
/** A model of 126 layers has 1,100. */
export const MAX_TENSORS = 16_384;
/** The format's own limit. */
export const MAX_DIMENSIONS = 4;
/** 2^34 elements are 64 GiB of float32: more than any machine this is made for. */
export const MAX_ELEMENTS = 2 ** 34;
/** Files in the wild use 32. */
export const MAX_ALIGNMENT = 65_536;
