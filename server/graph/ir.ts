/**
 * The graph as immutable nodes. Operators keep their ONNX names; what each demands and gives stands in its rule
 * (`ops/`), so that everything which walks a graph looks the rule up and never branches on a name.
 */
export type ElementType = 'float32' | 'int64' | 'int32' | 'uint8' | 'int8' | 'bool';

/** Bytes an element takes. */
export const ELEMENT_BYTES: Record<ElementType, number> = {
  float32: 4,
  int64: 8,
  int32: 4,
  uint8: 1,
  int8: 1,
  bool: 1,
};

/** A size, or a name for a size known only when the graph runs. */
export type Dimension = number | string;
export type Shape = readonly Dimension[];

export type TensorType = {
  readonly element: ElementType;
  readonly shape: Shape;
  /** The elements, as far as they are known before the graph runs: other shapes may depend on them. */
  readonly elements?: readonly Dimension[];
};

/** A result of a node, an input or an initialiser: names are unique in a graph and its subgraphs. */
export type Value = TensorType & { readonly name: string };

export type AttributeKind = 'int' | 'float' | 'string' | 'ints' | 'graph';

export type AttributeValue =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'graph'; readonly value: Graph };

export type Node = {
  readonly op: string;
  /** `null` is an optional input left out. */
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** `null` is an output that nobody reads. */
  readonly outputs: readonly (Value | null)[];
};

/** Tensors stored together, because one reading of the weights makes them all. */
export type InitialiserGroup = {
  /** Kept in the graph itself, where the runtime's optimiser sees it; weights go into the file beside it. */
  readonly isInline: boolean;
  readonly tensors: readonly { readonly names: readonly Value[]; readonly byteLength: number }[];
  /** The bytes of each tensor, little-endian, in the order of `tensors`. */
  readonly make: () => readonly Uint8Array[];
};

export type Graph = {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly { readonly name: string; readonly value: Value }[];
  readonly nodes: readonly Node[];
  /** Empty in a subgraph: its weights come from the graph around it. */
  readonly initialisers: readonly InitialiserGroup[];
};
