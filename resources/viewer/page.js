// The exported page around its chart: outline, search, before and after, and the way from one to the other.

// The outline: a tree with one stop of the tab key, moved in by arrows; it folds what the chart folds.
class Outline {
  constructor(version) {
    this.version = version;
    this.tree = find('[role="tree"]', version.root);
    this.entries = new Map(all('[role="treeitem"]', this.tree).map((entry) => [entry.dataset.box, entry]));
    this.tree.addEventListener("keydown", (event) => this.key(event));
    this.tree.addEventListener("click", (event) => this.click(event));
    version.onfold = (id, isFolded) => this.folded(id, isFolded);
    if (this.tree.firstElementChild) this.take(this.tree.firstElementChild, false);
  }

  folded(id, isFolded) {
    const entry = this.entries.get(id);
    if (!entry || !entry.hasAttribute("aria-expanded")) return;
    entry.setAttribute("aria-expanded", String(!isFolded));
    if (isFolded && this.now !== entry && entry.contains(this.now)) this.take(entry, entry.contains(document.activeElement));
  }

  // The entry that the tab key stops at, with the links to its findings.
  take(entry, isFocused = true) {
    const stop = (one, index) => {
      one.tabIndex = index;
      for (const link of all(":scope > .row a", one)) link.tabIndex = index;
    };
    if (this.now) stop(this.now, -1);
    this.now = entry;
    stop(entry, 0);
    if (isFocused) entry.focus();
  }

  click(event) {
    const entry = event.target.closest('[role="treeitem"]');
    if (!entry || event.target.closest("a")) return;
    if (event.target.classList.contains("twist")) this.toggle(entry);
    else if (event.target.closest(".row")) show([entry.dataset.box]);
    this.take(entry);
  }

  isOpen(entry) {
    return entry.getAttribute("aria-expanded") === "true";
  }

  toggle(entry, isFolded = this.isOpen(entry)) {
    this.version.fold(entry.dataset.box, isFolded);
  }

  above(entry) {
    return entry.parentElement.closest('[role="treeitem"]');
  }

  first(entry) {
    return find(":scope > ul > li", entry);
  }

  next(entry) {
    if (this.isOpen(entry) && this.first(entry)) return this.first(entry);
    for (let one = entry; one; one = this.above(one)) if (one.nextElementSibling) return one.nextElementSibling;
    return null;
  }

  last(entry) {
    let one = entry;
    while (this.isOpen(one) && find(":scope > ul", one)) one = find(":scope > ul", one).lastElementChild;
    return one;
  }

  previous(entry) {
    return entry.previousElementSibling ? this.last(entry.previousElementSibling) : this.above(entry);
  }

  // The next entry whose title begins with what was typed.
  typed(letter, from) {
    const wanted = plain(letter);
    const begins = (entry) => plain(find(".name", entry).textContent.trim()).startsWith(wanted);
    for (let one = this.next(from); one; one = this.next(one)) if (begins(one)) return one;
    for (let one = this.tree.firstElementChild; one && one !== from; one = this.next(one)) if (begins(one)) return one;
    return null;
  }

  key(event) {
    const entry = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || entry.getAttribute("role") !== "treeitem") return;
    const isFoldable = entry.hasAttribute("aria-expanded");
    const goal = {
      ArrowDown: () => this.next(entry), ArrowUp: () => this.previous(entry),
      ArrowRight: () => (isFoldable && !this.isOpen(entry) ? this.toggle(entry, false) : this.first(entry)),
      ArrowLeft: () => (isFoldable && this.isOpen(entry) ? this.toggle(entry, true) : this.above(entry)),
      Home: () => this.tree.firstElementChild, End: () => this.last(this.tree.lastElementChild),
      Enter: () => show([entry.dataset.box]), " ": () => (isFoldable ? this.toggle(entry) : show([entry.dataset.box])),
    }[event.key] || (event.key.length === 1 && event.key.trim() ? () => this.typed(event.key, entry) : null);
    if (!goal) return;
    event.preventDefault();
    const found = goal();
    if (found) this.take(found);
  }
}

const isSmall = matchMedia("(max-width: 560px)");
const versions = new Map(all(".version").map((root) => [root.dataset.version, new Version(root)]));
for (const version of versions.values()) new Outline(version);
let current = versions.get("after");

// --- one version or the other

function turnTo(name) {
  if (versions.get(name) === current) return;
  for (const [one, version] of versions) version.root.hidden = one !== name;
  for (const part of all("[data-of-version]")) part.hidden = part.dataset.ofVersion !== name;
  current = versions.get(name);
  find(`#v-${name}`).checked = true;
  current.start();
  folds();
  if (field.value) search();
}

// --- from a finding to its boxes, and by the address: #finding-after-3, #box-after-b_pmm

function show(ids) {
  location.hash = `box-${current.root.dataset.version}-${ids[0]}`;
  follow();
  current.ring(ids);
}

function follow() {
  const id = location.hash.slice(1);
  const [, kind, name, rest] = /^([a-z]+)-(before|after)(?:-(.+))?$/.exec(id) || [];
  if (!versions.has(name)) return;
  turnTo(name);
  if (kind === "box" && current.boxes.has(rest)) {
    current.go(rest);
    current.stage.scrollIntoView({ block: "nearest" });
  } else if (kind === "box") {
    current.ring([]);
  } else if (document.getElementById(id)) {
    arrive(document.getElementById(id));
  }
}

function arrive(target) {
  const boxes = all("button[data-boxes]", target).flatMap((button) => button.dataset.boxes.split(" "));
  if (target.matches("article") && boxes.length) {
    current.go(boxes[0]);
    current.ring([...new Set(boxes)]);
  }
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

addEventListener("hashchange", follow);
for (const button of all("button[data-boxes]")) button.addEventListener("click", () => show(button.dataset.boxes.split(" ")));
for (const link of all('a[href^="#"]'))
  link.addEventListener("click", () => link.getAttribute("href") === location.hash && follow());
for (const version of versions.values())
  version.svg.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.getAttribute("href") === location.hash) follow();
  });

// --- search

const field = find("#search");
const told = find("#hits");
let hits = [];
let at = 0;

function search() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const says = (box) => (box.plain ??= plain(`${box.title} ${unescaped(box.text)}`));
  hits = words.length
    ? [...current.boxes.values()].filter((box) => words.every((word) => says(box).includes(word)))
    : [];
  const titled = (box) => words.every((word) => plain(box.title).includes(word));
  hits = [...hits.filter(titled), ...hits.filter((box) => !titled(box))].map((box) => box.id);
  at = 0;
  current.ring(hits, "hit");
  if (hits.length) current.go(hits[0]);
  else current.ring([]);
  tell();
}

function tell() {
  told.textContent = !field.value.trim() ? "" : hits.length ? `${at + 1} of ${hits.length}` : "nothing found";
  find("#said").textContent = hits.length ? `${current.boxes.get(hits[at]).title}, ${told.textContent}` : told.textContent;
}

field.addEventListener("input", search);
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && field.value) {
    event.preventDefault();
    field.value = "";
    search();
  }
  if (event.key !== "Enter" || !hits.length) return;
  event.preventDefault();
  at = (at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
  current.go(hits[at]);
  tell();
});
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === field) return;
  event.preventDefault();
  field.focus();
});

// --- buttons

// On a small screen one of the two is enough.
function folds() {
  find(".tools").classList.toggle("folded", current.folded.size > 0);
}

function foldAll(isFolded) {
  current.foldAll(isFolded);
  folds();
  const goal = find(isFolded ? "#unfold-all" : "#fold-all");
  if (isSmall.matches) goal.focus();
}

const buttons = {
  "zoom-in": () => current.zoom(1.4), "zoom-out": () => current.zoom(1 / 1.4), fit: () => current.fit(),
  "fold-all": () => foldAll(true), "unfold-all": () => foldAll(false),
};
for (const [id, act] of Object.entries(buttons)) find(`#${id}`).addEventListener("click", act);
for (const choice of all('input[name="version"]')) choice.addEventListener("change", () => turnTo(choice.value));

// --- on paper and on other screens

let seen = null;
addEventListener("beforeprint", () => {
  seen = { ...current.view };
  current.print();
});
addEventListener("afterprint", () => seen && current.look(seen));
addEventListener("resize", () => current.look(current.view));
if (isSmall.matches) for (const about of all("details.small-closed")) about.open = false;
document.documentElement.classList.add("js");
for (const part of all("[data-needs-js]")) part.hidden = false;
current.start();
follow();
