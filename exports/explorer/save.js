// Keeping things: pictures, tables, Turtle, a link; all made here, nothing sent anywhere.

import { h } from "./dom.js";
import { csv, matrixRows } from "./csv.js";
import { matrixOf, stance } from "./matrix.js";
import { networkSvg } from "./network-svg.js";
import { snapshot } from "./snapshot.js";
import { readTheme } from "./theme.js";
import { turtle } from "./turtle.js";

const MOST_PIXELS = 60e6;

export function fileName(text) {
  return text.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).toLowerCase() || "detente";
}

function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "sr-only", "aria-hidden": "true" }, text);
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function copier(app) {
  return async (text, button) => {
    const done = await copyText(text);
    app.announce(done ? "Copied" : "Copying was refused by the browser");
    const before = button.textContent;
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = before; }, 1400);
  };
}

function pictureOf(app) {
  const view = app.view();
  const title = `${app.data.title}: ${app.viewTitle()}`;
  if (view.scene && !app.state.table && !app.state.compare.length) return networkSvg(view.scene(), title);
  const root = app.state.compare.length ? document.querySelector(".comparison") : view.element;
  const table = root.querySelector("table.matrix");
  return snapshot(table ?? root, readTheme(), title);
}

function svgText(app) {
  return new XMLSerializer().serializeToString(pictureOf(app));
}

async function savePng(app) {
  const text = svgText(app);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, Math.sqrt(MOST_PIXELS / (image.width * image.height)));
  const canvas = h("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  // at once: toBlob waits for an idle browser, for seconds at times
  const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
  download(`${base(app)}.png`, Uint8Array.from(bytes, (character) => character.charCodeAt(0)), "image/png");
}

const base = (app) => `${fileName(app.data.title)}-${app.state.compare.length ? "side-by-side" : app.state.view}`;

export function turtleSaver(app) {
  return (thing) => download(`${fileName(thing.key)}.ttl`, turtle(app.data, thing), "text/turtle");
}

export function saveMenu(app) {
  const chosen = () => app.data.get(app.state.select);
  const actions = [
    ["Picture as PNG", () => savePng(app)],
    ["Picture as SVG", () => download(`${base(app)}.svg`, svgText(app), "image/svg+xml")],
    ["Matrix as CSV", () => download(`${fileName(app.data.title)}-matrix.csv`, csv(matrixRows(app, matrixOf(app), stance)), "text/csv")],
    ["Selection as Turtle", () => app.saveTurtle(chosen())],
    ["Print", () => window.print()],
  ];
  const menu = h("div", { class: "menu", id: "save-menu", hidden: true });
  const button = h("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "save-menu", onclick: () => show(menu.hidden) }, "Save");
  function show(open) {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    menu.replaceChildren(...actions.map(([name, act]) => h("button", {
      type: "button", disabled: name === "Selection as Turtle" && !chosen(),
      onclick: async () => {
        show(false);
        button.focus();
        try {
          await act();
        } catch {
          app.announce("This could not be saved");
        }
      },
    }, name)));
    menu.firstChild.focus();
  }
  const element = h("div", { class: "menu-box" }, button, menu);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      event.stopPropagation();
      show(false);
      button.focus();
    }
    if (menu.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const items = [...menu.querySelectorAll("button:not(:disabled)")];
    const at = items.indexOf(document.activeElement);
    items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
  });
  document.addEventListener("click", (event) => { if (!element.contains(event.target)) show(false); });
  return element;
}
