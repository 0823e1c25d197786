import { AppError } from '../base/index.ts';

export const MIN_PASSWORD_CHARACTERS = 12;
export const MAX_PASSWORD_CHARACTERS = 128;
const MIN_DIFFERENT_CHARACTERS = 5;

/**
 * Length before all: no rules about digits and signs, which people answer with `Password1!`.
 * @throws AppError `bad_request`
 */
export function checkPassword(password: string, owner: { email: string }): void {
  const problem = problemOf(password, owner.email);
  if (problem !== undefined) throw new AppError('bad_request', problem);
}

function problemOf(password: string, email: string): string | undefined {
  const [local = ''] = email.toLowerCase().split('@');
  if (password.length < MIN_PASSWORD_CHARACTERS) {
    return `A password has at least ${MIN_PASSWORD_CHARACTERS} characters. A few words that only you put together are good.`;
  }
  if (password.length > MAX_PASSWORD_CHARACTERS) {
    return `A password has at most ${MAX_PASSWORD_CHARACTERS} characters.`;
  }
  if (new Set(password).size < MIN_DIFFERENT_CHARACTERS) {
    return 'This password repeats too few characters. Choose a few words instead.';
  }
  if (local.length > 3 && password.toLowerCase().includes(local)) {
    return 'This password contains your e-mail address. Choose one that nobody can guess from it.';
  }
  return undefined;
}
