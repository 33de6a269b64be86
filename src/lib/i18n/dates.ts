import { area } from './dictionary.ts';

export const dates = area('dates', {
	today: (day: string) => `Today, ${day}`,
	yesterday: (day: string) => `Yesterday, ${day}`,
	todayAt: (time: string) => `today ${time}`,
	yesterdayAt: (time: string) => `yesterday ${time}`,
	dayOfMonth: (day: number, month: string) => `${day} ${month}`,
	weekdayAnd: (weekday: string, date: string) => `${weekday} ${date}`,
	withYear: (date: string, year: number) => `${date} ${year}`,
	from: (start: string, end: string) => `${start} to ${end}`,
	minutesOffline: (n: number) => `${n} min offline`,
	hoursOffline: (n: number) => `${n} h offline`,
	daysOffline: (n: number) => `${n} days offline`,
});
