// Positions and events by date, lane by lane; what has no date keeps a lane of its own.

import { bdi, capital, h, svg } from "./dom.js";
import { stroke } from "./marks.js";
import { shorten } from "./text.js";

const FEW_DATES = 8; // up to here dates stand in order at equal distance, beyond it to scale
const GROUNDS = { "held from": "held from this day", "said on": "said on this day", "published on": "in a text published on this day" };
const MOST_MOMENTS = 400; // items drawn at once in the list; the rest on request

function day(date) {
  const [year, month = "07", date_ = month === "07" && date.length === 4 ? "01" : "15"] = date.split("-");
  return Date.UTC(Number(year), Number(month) - 1, Number(date_)) / 864e5;
}

function written(date) {
  const [year, month, date_] = date.split("-").map(Number);
  if (!month) return String(year);
  const name = new Date(Date.UTC(2000, month - 1, 1)).toLocaleString("en-GB", { month: "long", timeZone: "UTC" });
  return date_ ? `${date_} ${name} ${year}` : `${name} ${year}`;
}

export function timelineView(app) {
  const { data } = app;
  const chart = h("div", { class: "chart", tabindex: 0, role: "region", "aria-label": "Positions and events by date" });
  const list = h("div", { class: "dates" });
  let all = false;
  const element = h("section", { class: "view timeline-view", "aria-label": "Timeline" },
    h("div", { class: "view-head" }, h("h2", {}, "What happened and what was held, by date"),
      h("p", {}, "A date is shown only where a text or a named outside source gives it.")),
    chart, list);

  // What stands beside a date: on what ground it is known.
  const basis = (thing) =>
    thing.outside?.length ? `date from outside the text: ${thing.outside[0].basis ?? ""}` : GROUNDS[thing.dateBasis] ?? (thing.time ? `“${thing.time}”` : "");

  function lanes(items) {
    const found = new Map();
    if (items.some(({ kind }) => kind === "event")) found.set("events", { title: "Events", items: [] });
    for (const party of data.of("party")) if (items.some((item) => item.holder === party.key)) found.set(party.key, { title: party.label, items: [] });
    for (const item of items) {
      const key = item.kind === "event" ? "events" : item.holder;
      found.get(key)?.items.push(item);
    }
    return [...found.values()];
  }

  function drawn(items, state) {
    const dated = items.filter((item) => item.date);
    if (!dated.length) return null;
    const inOrder = [...new Set(dated.map((item) => item.date))].sort();
    const few = inOrder.length <= FEW_DATES;
    const days = dated.map((item) => day(item.date));
    const first = Math.min(...days);
    const span = Math.max(...days) - first || 1;
    const width = 1100;
    const left = 170;
    const right = width - 170;
    const shown = lanes(items);
    const height = shown.length * 34 + 46;
    const share = (date) => (few ? (inOrder.indexOf(date) + 0.15) / inOrder.length : (day(date) - first) / span);
    const at = (date) => left + 24 + share(date) * (right - left - 48);
    const ticks = [...new Map(dated.map((item) => [Math.round(at(item.date)), item.date]))].sort((a, b) => a[0] - b[0]);
    let lastLabel = -Infinity;
    return svg("svg", { class: "lanes", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      ticks.map(([x, date]) => {
        const label = x - lastLabel > 92;
        if (label) lastLabel = x;
        return [svg("path", { class: "grid", d: `M${x} 8V${height - 28}` }), label ? svg("text", { x, y: height - 10, "text-anchor": "middle", class: "tick" }, written(date)) : null];
      }),
      svg("path", { class: "grid strong", d: `M${right + 8} 8V${height - 28}` }),
      svg("text", { x: (right + width) / 2 + 6, y: height - 10, "text-anchor": "middle", class: "tick" }, "Undated"),
      shown.map((lane, row) => {
        const y = 26 + row * 34;
        const stacks = new Map();
        return svg("g", {},
          svg("text", { x: left - 12, y: y + 4, "text-anchor": "end", class: "lane" }, shorten(lane.title, 24)),
          svg("path", { class: "grid", d: `M${left} ${y}H${width}` }),
          lane.items.slice(0, 600).map((item) => {
            const base = item.date ? Math.round(at(item.date)) : right + 24;
            const n = stacks.get(base) ?? 0;
            stacks.set(base, n + 1);
            const x = base + Math.min(n * 11, item.date ? 60 : 130);
            const dot = item.kind === "event" ? svg("rect", { x: x - 5, y: y - 5, width: 10, height: 10, class: "dot event" })
              : svg("circle", { cx: x, cy: y, r: 5, class: `dot dir-${data.direction(item)}` });
            if (item.key === state.select) dot.classList.add("selected");
            dot.append(svg("title", {}, item.sentence ?? item.label));
            dot.addEventListener("click", () => app.go({ select: item.key, compare: [] }));
            return dot;
          }));
      }));
  }

  function row(item, state) {
    return h("li", {}, h("a", { class: "moment", href: app.href({ select: item.key }), "data-key": item.key, "aria-current": state.select === item.key ? "true" : null },
      h("span", { class: "moment-kind" }, item.kind === "event" ? h("span", { class: "event-mark", "aria-hidden": "true" }) : stroke(app, item.act), item.kind === "event" ? `Event, ${data.code(item.status)}` : capital(data.code(item.act))),
      h("span", { class: "moment-text" }, bdi(item.sentence ?? item.label)),
      basis(item) ? h("span", { class: "moment-basis" }, bdi(basis(item))) : null));
  }

  return {
    element,
    update(state) {
      const items = [...data.of("event"), ...data.of("position")].filter((item) => app.visible.has(item.key));
      const picture = drawn(items, state);
      chart.replaceChildren(...(picture ? [picture] : []));
      const byDate = new Map();
      for (const item of items) byDate.set(item.date ?? "", [...(byDate.get(item.date ?? "") ?? []), item]);
      const dates = [...byDate.keys()].sort((a, b) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1));
      let room = all ? Infinity : MOST_MOMENTS;
      list.replaceChildren(...dates.map((date) => {
        const part = byDate.get(date).slice(0, Math.max(room, 0));
        room -= part.length;
        return part.length ? h("section", { class: date ? "date" : "date undated" }, h("h3", {}, date ? h("time", { datetime: date }, written(date)) : "Undated"), h("ol", {}, part.map((item) => row(item, state)))) : null;
      }).filter(Boolean));
      if (items.length > MOST_MOMENTS && !all) {
        list.append(h("button", { type: "button", class: "tool", onclick: () => { all = true; app.refresh(); } }, `Show all ${items.length}`));
      }
      if (!items.length) list.append(h("p", {}, "Nothing passes the filters."));
    },
  };
}
