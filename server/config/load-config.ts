import { AppError } from '../base/index.ts';
import { type Config, createConfig } from './config.ts';
import { type EnvVariables, readEnv, readEnvFacts } from './env.ts';

/**
 * `overrides` stand in for variables, as command-line options do.
 * @throws AppError `bad_request` naming every wrong variable at once
 */
export function loadConfig(variables?: EnvVariables, overrides: EnvVariables = {}): Config {
  const result = readEnv(variables, overrides);
  if ('problems' in result) {
    const list = result.problems.map((problem) => `  ${problem}`).join('\n');
    throw new AppError(
      'bad_request',
      `The environment has ${result.problems.length} wrong setting(s); see docs/configuration.md.\n${list}`,
    );
  }
  return createConfig(result.env, readEnvFacts(variables));
}
