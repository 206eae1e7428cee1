// Times as words, always in the zone that the sandbox names.

const LOCALE = "en-GB";

function said(moment, zone, options) {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }).format(moment);
}

export function timeOfDay(moment, zone) {
  return said(moment, zone, { hour: "2-digit", minute: "2-digit" });
}

export function timeWithSeconds(moment, zone) {
  return said(moment, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

export function day(moment, zone) {
  return said(moment, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function dayAndTime(moment, zone) {
  const date = said(moment, zone, { weekday: "short", day: "numeric", month: "short" });
  return `${date}, ${timeOfDay(moment, zone)}`;
}
