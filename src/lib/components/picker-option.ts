/** What can be chosen in an OptionPicker: found by both its lines. */
export interface PickerOption {
	id: string;
	title: string;
	/** The second line; empty for none. */
	sub: string;
}
