// The chart of an exported page: drawn where one looks, to pan, zoom and fold. Without scripts it is whole, only still.

// No closer than this many units across.
const CLOSEST = 320;
// More parts of one kind than this are too small to be told apart: cards become blocks, other parts wait.
const MOST = 400;
const MOST_PRINTED = 1500;
// With more units a pixel than this lines between boxes are no longer seen.
const TINY = 6;

// Takes positions along one axis to where they stand once every empty stretch is at most `most` long.
function squeezed(spans, most) {
  const cuts = [];
  let end = null;
  let sum = 0;
  for (const [from, to] of spans.sort((one, other) => one[0] - other[0])) {
    if (end !== null && from - end > most) {
      cuts.push({ from: end + most / 2, to: from - most / 2, before: sum });
      sum += from - end - most;
    }
    end = end === null ? to : Math.max(end, to);
  }
  return (value) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle].from < value) low = middle + 1;
      else high = middle;
    }
    const cut = cuts[low - 1];
    return cut ? value - cut.before - Math.min(value, cut.to) + cut.from : value;
  };
}

// One version of the chart: its boxes by id, its drawing, what is folded and where one looks.
class Version {
  constructor(root) {
    this.root = root;
    this.stage = find(".stage", root);
    const [head, ...runs] = find("noscript", this.stage).textContent.trim().split("\n");
    this.stage.innerHTML = `${head}</svg>`;
    this.svg = find("svg", this.stage);
    this.boxes = new Map();
    for (const found of runs.flatMap((text) => [...text.matchAll(CARD)])) this.add(found);
    for (const box of this.boxes.values()) this.boxes.get(box.manager)?.reports.push(box);
    this.tops = [...this.boxes.values()].filter((box) => !this.boxes.has(box.manager));
    this.runs = runs.slice(0, -1).map((text) => new Run(this, text));
    this.far = made("g", { class: "far gone" });
    this.rings = { hit: made("path", { class: "ring hit" }), now: made("path", { class: "ring now" }) };
    this.ringed = { hit: [], now: [] };
    const badges = this.runs.findIndex((run) => run.kind === "badge" || run.kind === "more");
    const drawn = this.runs.map((run) => run.group);
    drawn.splice(badges < 0 ? drawn.length : badges, 0, ...Object.values(this.rings));
    this.svg.append(this.far, ...drawn);
    this.folded = new Set();
    this.onfold = () => {};
    this.across = this.down = (value) => value;
    const [x, y, width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.all = this.whole = { x, y, width, height };
    this.view = { ...this.whole };
    this.listen();
  }

  add([, id, manager, at, hue, title, text]) {
    const [x, y, width, height] = at.split(" ").map(Number);
    this.boxes.set(id, { id, manager, x, y, width, height, hue, title: unescaped(title), text, reports: [],
      isGone: false, dx: 0, dy: 0 });
  }

  // --- folding

  below(box) {
    const found = [];
    const waiting = [...box.reports];
    while (waiting.length) {
      const one = waiting.pop();
      found.push(one);
      waiting.push(...one.reports);
    }
    return found;
  }

  setFolded(id, isFolded) {
    const box = this.boxes.get(id);
    if (!box?.reports.length || this.folded.has(id) === isFolded) return;
    if (isFolded) this.folded.add(id);
    else this.folded.delete(id);
    this.onfold(id, isFolded);
  }

  fold(id, isFolded) {
    this.setFolded(id, isFolded);
    this.settle();
  }

  foldAll(isFolded) {
    for (const box of this.boxes.values()) if (!isFolded || this.boxes.has(box.manager)) this.setFolded(box.id, isFolded);
    this.settle();
    this.start();
  }

  unfoldTo(id) {
    const before = this.folded.size;
    for (let box = this.boxes.get(id); box && this.boxes.has(box.manager); box = this.boxes.get(box.manager))
      this.setFolded(box.manager, false);
    if (this.folded.size !== before) this.settle();
  }

  // Who is gone, and where the rest stands: empty stretches shrink, and lines with them.
  settle() {
    const waiting = [...this.tops];
    while (waiting.length) {
      const manager = waiting.pop();
      for (const box of manager.reports) box.isGone = manager.isGone || this.folded.has(manager.id);
      waiting.push(...manager.reports);
    }
    const shown = [...this.boxes.values()].filter((box) => !box.isGone);
    const isWhole = !this.folded.size;
    this.across = isWhole ? (value) => value : squeezed(shown.map(({ x, width }) => [x, x + width]), 48);
    this.down = isWhole ? (value) => value : squeezed(shown.map(({ y, height }) => [y, y + height]), 72);
    for (const box of this.boxes.values()) {
      box.dx = this.across(box.x) - box.x;
      box.dy = this.down(box.y) - box.y;
    }
    this.whole = isWhole || !shown.length ? this.all : this.bounds(shown);
    for (const run of this.runs) run.age();
    this.far.replaceChildren();
    for (const name of Object.keys(this.ringed)) this.drawRing(name);
    this.draw();
  }

  bounds(shown) {
    const { left, top, right, bottom } = grown(union(shown.map(this.place)), 17);
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  // --- drawing

  // Where a box stands now.
  place({ x, y, width, height, dx, dy }) {
    return { left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height };
  }

  // What is in sight and a little around it, as long as it can be told apart.
  draw(most = MOST) {
    const { x, y, width, height } = this.view;
    const area = grown({ left: x, top: y, right: x + width, bottom: y + height }, width * 0.1);
    const near = new Set(this.runs.filter((run) => run.meets(area)));
    const counts = {};
    for (const run of near) counts[run.kind] = (counts[run.kind] || 0) + run.parts.length;
    const isFar = counts.box > most;
    const tiny = isFar ? ["label", ...(width / this.size().width > TINY ? ["relation"] : [])] : [];
    for (const run of this.runs) run.show(near.has(run) && counts[run.kind] <= most && !tiny.includes(run.kind));
    if (isFar && !this.far.children.length) this.drawFar();
    this.far.classList.toggle("gone", !isFar);
  }

  // Seen from far every box is a block in its colour.
  drawFar() {
    const blocks = new Map();
    for (const box of this.boxes.values()) {
      if (box.isGone) continue;
      const { left, top } = this.place(box);
      blocks.set(box.hue, `${blocks.get(box.hue) || ""}M${left} ${top}h${box.width}v${box.height}h${-box.width}z`);
    }
    for (const [hue, d] of blocks) this.far.append(made("path", { d, fill: `var(--${hue})`, stroke: `var(--${hue})` }));
  }

  ring(ids, name = "now") {
    this.ringed[name] = ids.filter((id) => this.boxes.has(id));
    this.drawRing(name);
  }

  drawRing(name) {
    const shown = this.ringed[name].map((id) => this.boxes.get(id)).filter((box) => !box.isGone);
    const around = shown.map((box) => {
      const { left, top, right, bottom } = grown(this.place(box), 5);
      return `M${left + 12} ${top}H${right - 12}a12 12 0 0 1 12 12V${bottom - 12}a12 12 0 0 1 -12 12` +
        `H${left + 12}a12 12 0 0 1 -12 -12V${top + 12}a12 12 0 0 1 12 -12z`;
    });
    this.rings[name].setAttribute("d", around.join(""));
    this.rings[name].dataset.boxes = this.ringed[name].join(" ");
  }

  // --- moving about

  size() {
    return { width: this.stage.clientWidth, height: this.stage.clientHeight };
  }

  // The view has the form of the window, so that a unit is as long across as down.
  form() {
    const { width, height } = this.size();
    return width && height ? height / width : this.whole.height / this.whole.width;
  }

  look(view) {
    const form = this.form();
    const most = 4 * Math.max(this.whole.width, this.whole.height / form, CLOSEST);
    const width = Math.min(Math.max(view.width, CLOSEST), most);
    this.view = { x: view.x, y: view.y, width, height: width * form };
    this.svg.setAttribute("viewBox", `${this.view.x} ${this.view.y} ${width} ${this.view.height}`);
    this.draw();
  }

  // Units of the picture for a pixel.
  scale() {
    return this.view.width / Math.max(1, this.size().width);
  }

  point(clientX, clientY) {
    const rect = this.stage.getBoundingClientRect();
    const scale = this.scale();
    return { x: this.view.x + (clientX - rect.left) * scale, y: this.view.y + (clientY - rect.top) * scale };
  }

  zoom(factor, at) {
    const { x, y, width, height } = this.view;
    const goal = at || { x: x + width / 2, y: y + height / 2 };
    const most = Math.min(Math.max(width / factor, CLOSEST), 4 * Math.max(this.whole.width, CLOSEST));
    const share = most / width;
    this.look({ x: goal.x - (goal.x - x) * share, y: goal.y - (goal.y - y) * share, width: most });
  }

  pan(dx, dy) {
    const scale = this.scale();
    this.look({ ...this.view, x: this.view.x + dx * scale, y: this.view.y + dy * scale });
  }

  fit() {
    const { x, y, width, height } = this.whole;
    const wide = Math.max(width, height / this.form());
    this.look({ x: x + width / 2 - wide / 2, y: y + height / 2 - (wide * this.form()) / 2, width: wide });
  }

  // All of it where it can be read, else its top.
  start() {
    this.fit();
    if (!this.tops.length || this.scale() < 2.2) return;
    const { left, top, right } = this.place(this.tops[0]);
    const wide = this.size().width * 1.4;
    this.look({ x: (left + right) / 2 - wide / 2, y: top - 40, width: wide });
  }

  go(id) {
    const box = this.boxes.get(id);
    if (!box) return;
    this.unfoldTo(id);
    const { left, top, right, bottom } = this.place(box);
    const wide = Math.min(this.view.width, this.size().width * 1.4);
    this.look({ x: (left + right) / 2 - wide / 2, y: (top + bottom) / 2 - (wide * this.form()) / 2, width: wide });
    this.ring([id]);
  }

  // On paper all of it is seen, whatever was looked at.
  print() {
    const { x, y, width, height } = this.whole;
    this.view = { x, y, width, height };
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    this.draw(MOST_PRINTED);
  }

  listen() {
    const touches = new Map();
    let hasMoved = false;
    this.svg.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), this.point(event.clientX, event.clientY));
    }, { passive: false });
    this.svg.addEventListener("pointerdown", (event) => {
      touches.set(event.pointerId, event);
      hasMoved = touches.size > 1;
      this.svg.classList.add("held");
    });
    this.svg.addEventListener("pointermove", (event) => {
      const before = touches.get(event.pointerId);
      if (!before) return;
      const far = Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
      if (!hasMoved && far < 4) return;
      if (!this.svg.hasPointerCapture(event.pointerId)) this.hold(event.pointerId);
      hasMoved = true;
      const other = [...touches.values()].find((touch) => touch.pointerId !== event.pointerId);
      if (other) {
        const apart = (touch) => Math.hypot(touch.clientX - other.clientX, touch.clientY - other.clientY);
        const middle = this.point((event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2);
        this.zoom(apart(event) / Math.max(1, apart(before)), middle);
        this.pan((before.clientX - event.clientX) / 2, (before.clientY - event.clientY) / 2);
      } else {
        this.pan(before.clientX - event.clientX, before.clientY - event.clientY);
      }
      touches.set(event.pointerId, event);
    });
    const release = (event) => {
      touches.delete(event.pointerId);
      if (!touches.size) this.svg.classList.remove("held");
    };
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, release);
    this.svg.addEventListener("click", (event) => {
      if (!hasMoved) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    this.stage.addEventListener("keydown", (event) => this.key(event));
  }

  // A finger that left in the meantime cannot be held.
  hold(pointer) {
    try {
      this.svg.setPointerCapture(pointer);
    } catch (gone) {
      if (gone.name !== "NotFoundError") throw gone;
    }
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = 60;
    const act = {
      ArrowLeft: () => this.pan(-step, 0), ArrowRight: () => this.pan(step, 0),
      ArrowUp: () => this.pan(0, -step), ArrowDown: () => this.pan(0, step),
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.fit(),
      Home: () => this.start(), Escape: () => this.ring([]),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
