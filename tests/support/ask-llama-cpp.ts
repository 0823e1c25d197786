/**
 * Prints the tokens that llama.cpp writes greedily after a prompt, as JSON:
 *
 *   node ask-llama-cpp.ts <folder with node-llama-cpp> <file.gguf> '[1,17,42]' 16
 *
 * A process of its own: the binding is no dependency of Foyer, and its native code must not share our runtime's threads.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Sequence = { evaluate(tokens: number[], options: object): AsyncIterable<number> };
type Binding = {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<{
      createContext(options: object): Promise<{ getSequence(): Sequence }>;
    }>;
  }>;
};

const [home = '', path = '', prompt = '[]', steps = '0'] = process.argv.slice(2);
const entry = pathToFileURL(join(home, 'node_modules/node-llama-cpp/dist/index.js')).href;
const { getLlama } = (await import(entry)) as Binding;
const llama = await getLlama({
  gpu: false,
  build: 'never',
  logLevel: 'error',
  progressLogs: false,
  maxThreads: 2,
});
const model = await llama.loadModel({ modelPath: path });
const context = await model.createContext({ contextSize: 128 });
const written: number[] = [];
const tokens = context.getSequence().evaluate(JSON.parse(prompt), { temperature: 0, yieldEogToken: true });
for await (const token of tokens) {
  written.push(token);
  if (written.length === Number(steps)) break;
}
process.stdout.write(`\n${JSON.stringify(written)}\n`);
process.exit(0);
