/** Which of the application's dialogs are asked for. They are fetched after the list stands, so a wish may come before them. */
export class OpenDialogs {
	newMessage = $state(false);
	newGroup = $state(false);
	newChannel = $state(false);
	/** Fills the name of the new channel. */
	channelName = $state('');
	palette = $state(false);
	thisDevice = $state(false);
	/** Whose card is open. */
	person = $state<string | null>(null);
	/** The keyboard's shortcuts. */
	sheet = $state(false);

	get any(): boolean {
		return (
			this.newMessage ||
			this.newGroup ||
			this.newChannel ||
			this.palette ||
			this.thisDevice ||
			this.person !== null ||
			this.sheet
		);
	}

	askForChannel(name = ''): void {
		this.channelName = name;
		this.newChannel = true;
	}

	closeAll(): void {
		this.newMessage = this.newGroup = this.newChannel = this.palette = this.thisDevice = this.sheet = false;
		this.person = null;
	}
}
