/** All scripts, read once. */
import { parseScripts, type Script } from './script.ts';
import { DIRECT_YEAR } from './scenarios/direct.ts';
import { FIELD_DAYS } from './scenarios/field-days.ts';
import { FIELD_SUPPLIES } from './scenarios/field-supplies.ts';
import { FIELD_VISITS } from './scenarios/field-visits.ts';
import { FUNDRAISING_YEAR } from './scenarios/fundraising.ts';
import { GENERAL_DAYS } from './scenarios/general-days.ts';
import { GENERAL_YEAR } from './scenarios/general.ts';
import { GRANTS_YEAR } from './scenarios/grants.ts';
import { GROUPS_YEAR } from './scenarios/groups.ts';
import { IT_HELP_YEAR } from './scenarios/it-help.ts';
import { MORE_DIRECT } from './scenarios/more-direct.ts';
import { SMALLER_ROOMS } from './scenarios/smaller-rooms.ts';
import { VOLUNTEERS_YEAR } from './scenarios/volunteers.ts';
import { BEGINNINGS } from './threads/beginnings.ts';
import { CLINIC_AND_INTAKE } from './threads/clinic-and-intake.ts';
import { DIRECT } from './threads/direct.ts';
import { FIELD_OPS } from './threads/field-ops.ts';
import { FUNDRAISING } from './threads/fundraising.ts';
import { GENERAL } from './threads/general.ts';
import { GRANTS } from './threads/grants.ts';
import { GROUPS } from './threads/groups.ts';
import { IT_HELP } from './threads/it-help.ts';
import { VOLUNTEERS } from './threads/volunteers.ts';

/** Conversations that happened on a certain day: the beginnings and the last three weeks. */
export function datedScripts(): Script[] {
	return [
		BEGINNINGS,
		GENERAL,
		FIELD_OPS,
		VOLUNTEERS,
		IT_HELP,
		FUNDRAISING,
		GRANTS,
		CLINIC_AND_INTAKE,
		GROUPS,
		DIRECT,
	].flatMap(parseScripts);
}

/** Conversations that may have happened on any day between. */
export function scenarioScripts(): Script[] {
	return [
		GENERAL_YEAR,
		GENERAL_DAYS,
		FIELD_VISITS,
		FIELD_DAYS,
		FIELD_SUPPLIES,
		VOLUNTEERS_YEAR,
		IT_HELP_YEAR,
		FUNDRAISING_YEAR,
		GRANTS_YEAR,
		GROUPS_YEAR,
		SMALLER_ROOMS,
		DIRECT_YEAR,
		MORE_DIRECT,
	].flatMap(parseScripts);
}
