/** Reloads this page as the newest program that there is: one that waits on the device, or one that the server has. */
export async function reloadNewest(): Promise<void> {
	const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	const registration = await container?.getRegistration();
	await registration?.update().catch(() => {});
	const worker = registration?.waiting ?? registration?.installing;
	if (!container || !worker) return location.reload();
	container.addEventListener('controllerchange', () => location.reload());
	const takeOver = () => worker.postMessage('take-over');
	if (worker.state === 'installed') return takeOver();
	worker.addEventListener('statechange', () => {
		if (worker.state === 'installed') takeOver();
		// It could not be kept on this device; the server's own page is as new.
		else if (worker.state === 'redundant') location.reload();
	});
}
