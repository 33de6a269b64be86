/** The person whose data this tab shows. Remembered on the device, so that the application starts without the network. */
export interface Account {
	/** User id. All local data is kept under it. */
	user: string;
	name: string;
	organisation: { id: string; name: string };
}
