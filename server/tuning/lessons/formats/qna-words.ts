/** What an exported `qna.yaml` says where the format asks for something a lesson does not have. */
export const NO_TASK = 'Answer as the examples do.';
export const EVERY_DOCUMENT = '**';
