/** IndexedDB tells by events; these wait for them. */

export function result<Value>(request: IDBRequest<Value>): Promise<Value> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no reason.'));
	});
}

/** Resolves when all of it is written. Asked for before the transaction can have ended. */
export function ended(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('The write was aborted.'));
	});
}
