import type { Translation } from '../dictionary.ts';
import type { dates as English } from '../dates.ts';

export const dates: Translation<typeof English> = {
	today: (day: string) => `Heute, ${day}`,
	yesterday: (day: string) => `Gestern, ${day}`,
	todayAt: (time: string) => `heute ${time}`,
	yesterdayAt: (time: string) => `gestern ${time}`,
	dayOfMonth: (day: number, month: string) => `${day}. ${month}`,
	weekdayAnd: (weekday: string, date: string) => `${weekday}, ${date}`,
	withYear: (date: string, year: number) => `${date} ${year}`,
	from: (start: string, end: string) => `${start} bis ${end}`,
	minutesOffline: (n: number) => `${n} min offline`,
	hoursOffline: (n: number) => `${n} h offline`,
	daysOffline: (n: number) => `${n} Tage offline`,
};
