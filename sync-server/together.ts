/** Many questions in one statement: hundreds of clients that come back at once are not hundreds of waits for the database. */

/** Of one statement. */
const MAX_TOGETHER = 500;

interface Waiting<Question, Answer> {
	question: Question;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

export class Together<Question, Answer> {
	readonly #ask: (questions: Question[]) => Promise<readonly Answer[]>;
	#waiting: Waiting<Question, Answer>[] = [];
	#isAsking = false;

	/** @param ask answers each in its place; when it rejects nobody has an answer */
	constructor(ask: (questions: Question[]) => Promise<readonly Answer[]>) {
		this.#ask = ask;
	}

	/** The answer is of a moment after this call: what is being asked already is not waited for. */
	ask(question: Question): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ question, resolve, reject });
			void this.#go();
		});
	}

	/** One statement at a time; what comes meanwhile makes the next. */
	async #go(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		while (this.#waiting.length > 0) {
			const asked = this.#waiting.splice(0, MAX_TOGETHER);
			try {
				const answers = await this.#ask(asked.map(({ question }) => question));
				asked.forEach(({ resolve }, i) => resolve(answers[i]!));
			} catch (error) {
				for (const { reject } of asked) reject(error);
			}
		}
		this.#isAsking = false;
	}
}
