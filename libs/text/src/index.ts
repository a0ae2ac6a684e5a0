export { nameTokens, tokenizeNameQuery, MAX_NAME_LENGTH, MAX_NAMES } from './names';
export { tokenize, MAX_TEXT_LENGTH, MAX_TOKEN_LENGTH } from './tokenize';
