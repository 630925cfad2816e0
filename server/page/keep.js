// Keeping an answer: files in every format, the link, the command.

import { h } from "./dom.js";

export async function copyText(app, text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "sr-only", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  app.announce(done ? "Copied" : "Copying was refused by the browser");
  const before = button.dataset.name ?? button.textContent;
  button.dataset.name = before;
  button.textContent = done ? "Copied" : "Not copied";
  setTimeout(() => { button.textContent = before; }, 1400);
}

export function saveFile(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

export function curlOf(query, mediaType) {
  return `curl -sS ${quoted(`${location.origin}/sparql`)} -H ${quoted(`Accept: ${mediaType}`)} --data-urlencode ${quoted(`query=${query}`)}`;
}

// A button that opens a menu of actions: [[name, act], …], asked for each time.
export function menu(name, id, actions) {
  const list = h("div", { class: "menu", id, hidden: true });
  const button = h("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": id, onclick: () => show(list.hidden) }, name);
  function show(open) {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    list.replaceChildren(...actions().map(([title, act]) => h("button", { type: "button", onclick: () => { show(false); button.focus(); act(); } }, title)));
    list.firstChild?.focus();
  }
  const element = h("div", { class: "menu-box" }, button, list);
  element.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      show(false);
      button.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const items = [...list.children];
      const at = items.indexOf(document.activeElement);
      items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
    }
  });
  document.addEventListener("click", (event) => { if (!element.contains(event.target)) show(false); });
  return { element, button };
}
