/**
 * Log-probability of a whole answer (its tokens' log-probabilities summed, end token included) under the model that is
 * being taught, and under the reference it started from, which never changes and is computed once.
 */
export type AnswerScore = { policy: number; reference: number };

export type PreferencePair = {
  chosen: AnswerScore;
  rejected: AnswerScore;
  /** Tokens of the chosen answer, or their mean over a batch: the supervised part is a mean by token. */
  chosenTokens: number;
};

/** A loss, and for each answer what its cross entropy must be weighted by to give the loss's gradient. */
export type PreferenceLoss = {
  loss: number;
  /** `(policy - reference)` of the chosen answer less that of the rejected one, in nats: what training raises. */
  margin: number;
  weights: { chosen: number; rejected: number };
};

/**
 * Direct preference optimisation (Rafailov et al. 2023, equation 7), with a share `s` of ordinary supervised loss on the
 * chosen answer, which keeps its own probability from falling (as "RPO" does):
 *
 * `loss = (1 - s) * -log sigmoid(beta * margin) + s * -policy(chosen) / chosenTokens`
 *
 * With cross entropy `c = -policy`, `d loss / d c(chosen) = (1 - s) beta sigmoid(-beta margin) + s / chosenTokens` and
 * `d loss / d c(rejected) = -(1 - s) beta sigmoid(-beta margin)`.
 */
export function preferenceLoss(
  { chosen, rejected, chosenTokens }: PreferencePair,
  options: { beta: number; supervisedShare: number },
): PreferenceLoss {
  const { beta, supervisedShare: share } = options;
  const margin = chosen.policy - chosen.reference - (rejected.policy - rejected.reference);
  const pull = (1 - share) * beta * sigmoid(-beta * margin);
  const supervised = -chosen.policy / chosenTokens;
  return {
    loss: (1 - share) * softplus(-beta * margin) + share * supervised,
    margin,
    weights: { chosen: pull + share / chosenTokens, rejected: -pull },
  };
}

export type Judgement = AnswerScore & { liked: boolean };

/**
 * Kahneman-Tversky optimisation (Ethayarajh et al. 2024, equation 8): answers judged one by one, no pairs.
 * `drift` estimates how far the model has left its reference: the mean of `policy - reference` over answers that belong
 * to other questions of the batch, at least 0, and is taken as a constant.
 *
 * `r = policy - reference`; liked: `loss = w (1 - sigmoid(beta (r - drift)))`, disliked: `loss = w (1 - sigmoid(beta (drift - r)))`
 *
 * With `u` the sigmoid's argument, the weight of the cross entropy is `w beta sigmoid(u) sigmoid(-u)`, negative where disliked.
 */
export function judgementLoss(
  { policy, reference, liked }: Judgement,
  options: { beta: number; drift: number; balance: JudgementBalance },
): { loss: number; weight: number } {
  const { beta, balance } = options;
  const drift = Math.max(0, options.drift);
  const sign = liked ? 1 : -1;
  const weight = liked ? balance.liked : balance.disliked;
  const argument = sign * beta * (policy - reference - drift);
  return {
    loss: weight * sigmoid(-argument),
    weight: sign * weight * beta * sigmoid(argument) * sigmoid(-argument),
  };
}

export type JudgementBalance = { liked: number; disliked: number };
/** Answers of either kind. */
type JudgementCounts = { liked: number; disliked: number };

/** Weights that make both kinds count the same in all, the rarer one being raised (the paper asks for a ratio of 1 to 4/3). */
export function judgementBalance({ liked, disliked }: JudgementCounts): JudgementBalance {
  const most = Math.max(liked, disliked);
  return { liked: most / Math.max(1, liked), disliked: most / Math.max(1, disliked) };
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** `log(1 + exp(x))`, without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
