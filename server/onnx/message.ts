import { createWriter, invalid, type Reader, WIRE, type WireType, type Writer } from './wire.ts';

/** One field of a message: how it is written, and how one occurrence on the wire is merged into what was read so far. */
export type Field<T> = {
  number: number;
  absent: () => T;
  write(writer: Writer, value: T): void;
  merge(reader: Reader, wire: WireType, current: T): T;
};

export type Message<T> = { write(value: T): Uint8Array; read(reader: Reader): T };

/** A message as a table of its fields. Unknown fields are skipped. */
export function message<T extends object>(fields: { [K in keyof Required<T>]: Field<T[K]> }): Message<T> {
  const names = Object.keys(fields) as (keyof T)[];
  const nameOf = new Map(names.map((name) => [fields[name].number, name]));
  return {
    write(value) {
      const writer = createWriter();
      for (const name of names) fields[name].write(writer, value[name]);
      return writer.finish();
    },
    read(reader) {
      const value = Object.fromEntries(names.map((name) => [name, fields[name].absent()])) as T;
      while (!reader.atEnd()) {
        const { field, wire } = reader.tag();
        const name = nameOf.get(field);
        if (name === undefined) reader.skip(wire);
        else value[name] = fields[name].merge(reader, wire, value[name]);
      }
      return value;
    },
  };
}

type Scalar<T> = { wire: WireType; write(writer: Writer, value: T): void; read(reader: Reader): T };

const INT: Scalar<number> = { wire: WIRE.varint, write: (w, v) => w.int(v), read: (r) => r.int() };
const FLOAT: Scalar<number> = { wire: WIRE.fixed32, write: (w, v) => w.float(v), read: (r) => r.float() };
const TEXT: Scalar<string> = { wire: WIRE.bytes, write: (w, v) => w.text(v), read: (r) => r.text() };
const BYTES: Scalar<Uint8Array> = { wire: WIRE.bytes, write: (w, v) => w.bytes(v), read: (r) => r.bytes() };

function nested<T>(of: () => Message<T>): Scalar<T> {
  return { wire: WIRE.bytes, write: (w, v) => w.bytes(of().write(v)), read: (r) => of().read(r.nested()) };
}

/** A field that is always there; its type's zero is what an absent one means, and is not written. */
function required<T>(number: number, scalar: Scalar<T>, zero: T): Field<T> {
  return {
    number,
    absent: () => zero,
    write(writer, value) {
      if (value === zero) return;
      writer.tag(number, scalar.wire);
      scalar.write(writer, value);
    },
    merge: (reader, wire) => readScalar(scalar, reader, wire),
  };
}

function optional<T>(number: number, scalar: Scalar<T>): Field<T | undefined> {
  return {
    number,
    absent: () => undefined,
    write(writer, value) {
      if (value === undefined) return;
      writer.tag(number, scalar.wire);
      scalar.write(writer, value);
    },
    merge: (reader, wire) => readScalar(scalar, reader, wire),
  };
}

function repeated<T>(number: number, scalar: Scalar<T>): Field<T[]> {
  return {
    number,
    absent: () => [],
    write(writer, values) {
      for (const value of values) {
        writer.tag(number, scalar.wire);
        scalar.write(writer, value);
      }
    },
    merge(reader, wire, current) {
      current.push(readScalar(scalar, reader, wire));
      return current;
    },
  };
}

/** Repeated numbers: written packed, read packed or one by one, as the format demands of readers. */
function packed(number: number, scalar: Scalar<number>): Field<number[]> {
  return {
    number,
    absent: () => [],
    write(writer, values) {
      if (values.length === 0) return;
      const inner = createWriter();
      for (const value of values) scalar.write(inner, value);
      writer.tag(number, WIRE.bytes);
      writer.bytes(inner.finish());
    },
    merge(reader, wire, current) {
      if (wire === scalar.wire) current.push(scalar.read(reader));
      else if (wire !== WIRE.bytes) throw wrongForm();
      else for (const inner = reader.nested(); !inner.atEnd(); ) current.push(scalar.read(inner));
      return current;
    },
  };
}

function readScalar<T>(scalar: Scalar<T>, reader: Reader, wire: WireType): T {
  if (wire !== scalar.wire) throw wrongForm();
  return scalar.read(reader);
}

function wrongForm(): Error {
  return invalid('a field has another type than ONNX gives it');
}

export const field = {
  int: (number: number) => required(number, INT, 0),
  text: (number: number) => required(number, TEXT, ''),
  message: <T>(number: number, of: () => Message<T>, zero: T) => required(number, nested(of), zero),
  optionalInt: (number: number) => optional(number, INT),
  optionalFloat: (number: number) => optional(number, FLOAT),
  optionalText: (number: number) => optional(number, TEXT),
  optionalBytes: (number: number) => optional(number, BYTES),
  optionalMessage: <T>(number: number, of: () => Message<T>) => optional(number, nested(of)),
  texts: (number: number) => repeated(number, TEXT),
  ints: (number: number) => packed(number, INT),
  floats: (number: number) => packed(number, FLOAT),
  messages: <T>(number: number, of: () => Message<T>) => repeated(number, nested(of)),
};
