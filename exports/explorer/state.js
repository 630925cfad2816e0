// The state of the page is its address: view, selection, filters. See state.py for the grammar.

export const VIEWS = ["positions", "agreement", "linkage", "matrix", "timeline", "sources"];
export const FILTERS = ["party", "issue", "act", "firmness", "mode", "source", "date", "status"];

export const EMPTY = {
  view: "positions", select: "", focus: 0, compare: [], q: "", table: false, open: [], filters: {},
};

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function parseState(fragment) {
  const given = new Map();
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [name, ...rest] = part.split("=");
    if (rest.length) given.set(name, rest.join("=").split(",").filter(Boolean).map(decoded));
  }
  const one = (name) => given.get(name)?.[0] ?? "";
  const compare = given.get("compare") ?? [];
  return {
    view: VIEWS.includes(one("view")) ? one("view") : EMPTY.view,
    select: one("select"),
    focus: Math.min(3, Math.max(0, Math.trunc(Number(one("focus"))) || 0)),
    compare: compare.length === 2 ? compare : [],
    q: one("q"),
    table: one("table") === "1",
    open: given.get("open") ?? [],
    filters: Object.fromEntries(FILTERS.filter((name) => given.get(name)?.length).map((name) => [name, given.get(name)])),
  };
}

export function writeState(state) {
  const parts = [
    ["view", [state.view]],
    ["select", [state.select]],
    ["focus", [state.focus || ""]],
    ["compare", state.compare],
    ["q", [state.q]],
    ["table", [state.table ? 1 : ""]],
    ["open", state.open],
    ...FILTERS.map((name) => [name, state.filters[name] ?? []]),
  ];
  return parts
    .map(([name, values]) => [name, values.map((value) => encodeURIComponent(value)).join(",")])
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

// Keeps the state in the address and tells the page when it changes. Where an address cannot be
// changed (a notebook's frame) the page works all the same, without Back.
export function keepState(initial, changed) {
  const start = location.hash.length > 1 && location.hash !== "#stage" ? location.hash : initial;
  let state = parseState(start);

  function show(next) {
    const before = state;
    state = next;
    changed(state, before);
  }

  window.addEventListener("popstate", () => {
    if (location.hash !== "#stage") show(parseState(location.hash.length > 1 ? location.hash : initial));
  });

  return {
    get now() {
      return state;
    },
    go(changes, replace = false) {
      const next = { ...state, ...changes };
      const written = writeState(next);
      if (written === writeState(state)) return;
      try {
        history[replace ? "replaceState" : "pushState"](null, "", `#${written}`);
      } catch {
        // a frame without an address of its own
      }
      show(next);
    },
    href: (changes) => `#${writeState({ ...state, ...changes })}`,
  };
}
