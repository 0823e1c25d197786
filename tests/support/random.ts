export { createRandom as seededRandom } from '../../server/tuning/optimise/random.ts';
