/** A file in the tray above the text box: chosen, and not sent yet. */
export interface TrayFile {
	id: string;
	name: string;
	type: string;
	size: number;
	/** `saving`: it is being written to this device and read through; `ready`: it may be sent; `failed`: only taking it out is left. */
	state: 'saving' | 'ready' | 'failed';
	problem?: StagingProblem;
	/** ms; of what is heard or seen moving. */
	duration: number;
	/** See AttachedFile; empty until it is known. */
	preview: string;
	/** Null where another page or an earlier one chose it: `stagedFile` has it then. */
	bytes: Blob | null;
}

/** `device-full`: the browser gives no more room; `unreadable`: it is a folder, or gone from where it was. */
export type StagingProblem = 'device-full' | 'unreadable';

/** What was not taken into a tray, and why. */
export interface NotTaken {
	/** Names of those that are larger than the server takes. */
	tooLarge: readonly string[];
	/** The server's limit, bytes. */
	most: number;
	/** How many were more than a message carries. */
	tooMany: number;
}
