import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decoderConfigFromFolder, readSafetensors } from '../../../server/models/index.ts';
import { exportPeftFolder } from '../../../server/tuning/interchange/export-peft.ts';
import { importPeftFolder } from '../../../server/tuning/interchange/import-peft.ts';
import { formulaAdapter } from '../../support/adapters.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const config = decoderConfigFromFolder(join(FIXTURES, 'tiny-models/qwen3-tied'), false);
let scratch: string;
let folder: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'foyer-peft-'));
  folder = join(scratch, 'theirs');
  cpSync(join(FIXTURES, 'peft-folder'), folder, { recursive: true });
});
afterEach(() => rmSync(scratch, { recursive: true }));

function changeConfig(change: Record<string, unknown>): void {
  const path = join(folder, 'adapter_config.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

describe('an adapter that leaves and comes back', () => {
  test('is the same, byte for byte', async () => {
    const adapter = formulaAdapter(config, { rank: 4, alpha: 8 });
    const target = join(scratch, 'ours');
    expect(await exportPeftFolder({ adapter, baseName: 'tiny/qwen3-tied', target })).toBe(target);
    const back = await importPeftFolder({ folder: target, config });
    expect(back.baseName).toBe('tiny/qwen3-tied');
    expect(back.adapter).toEqual(adapter);
    expect(readdirSync(scratch).toSorted()).toEqual(['ours', 'theirs']);
  });

  test('names its tensors and modules as PEFT does', async () => {
    const adapter = formulaAdapter(config, { rank: 2, modules: ['self_attn.q_proj', 'mlp.down_proj'] });
    const target = await exportPeftFolder({ adapter, baseName: 'a/b', target: join(scratch, 'ours') });
    const weights = readSafetensors(readFileSync(join(target, 'adapter_model.safetensors')), 'ours');
    expect(weights.names()[0]).toBe('base_model.model.model.layers.0.mlp.down_proj.lora_A.weight');
    expect(JSON.parse(readFileSync(join(target, 'adapter_config.json'), 'utf8'))).toMatchObject({
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      r: 2,
      lora_alpha: 4,
      target_modules: ['down_proj', 'q_proj'],
      base_model_name_or_path: 'a/b',
    });
  });

  test('is not written over another folder', async () => {
    const adapter = formulaAdapter(config, { rank: 2 });
    await expect(exportPeftFolder({ adapter, baseName: 'a/b', target: folder })).rejects.toThrow(
      'is not empty',
    );
  });
});

describe('an adapter that PEFT saved', () => {
  test('becomes ours', async () => {
    const { adapter } = await importPeftFolder({ folder, config });
    const weights = readSafetensors(adapter.bytes, 'ours');
    expect(adapter).toMatchObject({ rank: 2, alpha: 6 });
    expect(weights.names()).toHaveLength(12);
    expect(weights.shape('model.layers.1.self_attn.v_proj.lora_B')).toEqual([32, 2]);
  });

  test.each([
    [{ use_dora: true }, 'DoRA'],
    [{ use_rslora: true }, 'rank-stabilised scaling'],
    [{ bias: 'all' }, 'trained biases'],
    [{ modules_to_save: ['lm_head'] }, 'whole layers saved'],
    [{ rank_pattern: { q_proj: 4 } }, 'a rank of its own'],
    [{ alpha_pattern: { q_proj: 4 } }, 'a scale of its own'],
    [{ init_lora_weights: 'pissa' }, 'changes the base model'],
    [{ peft_type: 'IA3' }, 'its kind is IA3'],
    [{ task_type: 'SEQ_CLS' }, 'its task is SEQ_CLS'],
    [{ r: 0 }, 'r must be'],
  ])('is refused with %j', async (change, reason) => {
    changeConfig(change);
    await expect(importPeftFolder({ folder, config })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining(reason),
    });
  });

  test('of another rank or another model is refused', async () => {
    changeConfig({ r: 3 });
    await expect(importPeftFolder({ folder, config })).rejects.toThrow(
      'is [2,96] and this model and rank need [3,96]',
    );
    changeConfig({ r: 2 });
    await expect(importPeftFolder({ folder, config: { ...config, layers: 1 } })).rejects.toThrow(
      'no place for its tensor base_model.model.model.layers.1.',
    );
  });

  test('as a pickle is refused, not loaded', async () => {
    rmSync(join(folder, 'adapter_model.safetensors'));
    writeFileSync(join(folder, 'adapter_model.bin'), 'import os');
    await expect(importPeftFolder({ folder, config })).rejects.toThrow('safe_serialization=True');
  });

  test('that is cut short, or not there, is refused', async () => {
    const path = join(folder, 'adapter_model.safetensors');
    writeFileSync(path, readFileSync(path).subarray(0, 4000));
    await expect(importPeftFolder({ folder, config })).rejects.toMatchObject({ code: 'model_file_invalid' });
    await expect(importPeftFolder({ folder: scratch, config })).rejects.toMatchObject({ code: 'not_found' });
  });
});
