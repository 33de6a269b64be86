/** What once failed, shrunk: seeds and steps that must hold for ever. A change of how chance is drawn makes other cases of them; then their bytes belong into the corpus. */
export const KEPT: { name: string; seed: number; steps: readonly number[] }[] = [];
