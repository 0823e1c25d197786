/** Gives all callers what the first one had made, whatever they ask with; after a failure it is made again. */
export function onceMade<Asked extends readonly unknown[], Made>(
  make: (...asked: Asked) => Promise<Made>,
): (...asked: Asked) => Promise<Made> {
  let made: Promise<Made> | undefined;
  return async (...asked) => {
    made ??= make(...asked).catch((thrown: unknown) => {
      made = undefined;
      throw thrown;
    });
    return await made;
  };
}
