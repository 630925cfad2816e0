// Colours of the pictures, read from the style sheet, so that canvas and page agree in light and dark.

const NAMES = ["ground", "surface", "ink", "muted", "line", "accent", "party", "party-ink", "issue", "option", "for", "against", "exit", "silent", "agree", "collide"];

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const theme = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { ...theme, sans: style.getPropertyValue("--sans").trim() };
}

export function watchTheme(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

// A hex colour with an opacity, since vis-network wants one string.
export function faint(colour, opacity) {
  const digits = colour.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
}
