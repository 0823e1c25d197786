export type LiveFrame = { id?: string; data: Record<string, unknown> & { type?: string; kind?: string } };

/** An open event stream of a real server, read frame by frame. */
export class LiveReader implements AsyncDisposable {
  readonly frames: LiveFrame[] = [];
  readonly #controller: AbortController;
  readonly #reading: Promise<void>;
  #changed = Promise.withResolvers<void>();

  private constructor(response: Response, controller: AbortController) {
    this.#controller = controller;
    this.#reading = this.#read(response);
  }

  static async open(url: string, headers: Record<string, string>): Promise<LiveReader> {
    const controller = new AbortController();
    const response = await fetch(url, { headers, signal: controller.signal });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return new LiveReader(response, controller);
  }

  /** The id to go on from. */
  get lastId(): string {
    return this.frames.findLast((frame) => frame.id !== undefined)?.id ?? '';
  }

  /** Waits until a frame that has come, or comes, fits. */
  async until(fits: (frame: LiveFrame) => boolean): Promise<LiveFrame> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      await this.#changed.promise;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#controller.abort();
    await this.#reading;
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = `${rest}${chunk}`.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch (thrown) {
      if (!this.#controller.signal.aborted) throw thrown;
    }
  }

  #take(block: string): void {
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined) return;
    const id = /^id: (.*)$/m.exec(block)?.[1];
    this.frames.push({ ...(id === undefined ? {} : { id }), data: JSON.parse(data) });
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}
