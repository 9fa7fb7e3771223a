/* Keyboard use and small comforts; every page works without it. */
"use strict";
document.documentElement.classList.add("js");

const rows = () => [...document.querySelectorAll("[data-row]")];
const help = document.querySelector("[data-help]");
const pages = { h: "summary", r: "receipts", p: "proposals", o: "items", c: "customers", m: "messages", w: "work", i: "imports", f: "key_figures", a: "cash_application", l: "reviews" };
let going = false;

function move(step) {
  const list = rows();
  if (!list.length) return;
  const place = list.indexOf(document.activeElement);
  const next = place < 0 ? (step > 0 ? 0 : list.length - 1) : place + step;
  const row = list[Math.min(Math.max(next, 0), list.length - 1)];
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

function go(key) {
  const link = pages[key] && document.querySelector(`[data-page="${pages[key]}"]`);
  if (link) link.click();
}

/* A letter presses the button it names, in the entry of the list where one is, else in the first; a button that
   takes something back is only brought to hand. */
function press(key) {
  const entry = document.activeElement.closest("[data-list] > *") || document;
  const button = entry.querySelector(`[data-key="${key}"]`);
  if (button) button[button.matches("[data-asks]") ? "focus" : "click"]();
}

function search(event) {
  const field = document.querySelector("[data-search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

const keys = {
  "/": search,
  "?": () => help && help.showModal(),
  j: () => move(1),
  k: () => move(-1),
  y: () => press("y"),
  n: () => press("n"),
  g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (going) {
    going = false;
    go(event.key);
  } else if (keys[event.key]) {
    keys[event.key](event);
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]") && event.target.value) event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-help-open]")) help.showModal();
});
