/** The root of `d/`, `k/` and `t/` (SPEC X2); a user's drafts have one for each conversation, named by its id. */
export const TEXT_ROOT = 'text';
