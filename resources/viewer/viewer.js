// The exported page comes alive: pan, zoom, fold, search, before and after. Without it everything is still there.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // No closer than this many units across.
  const CLOSEST = 320;

  // Takes positions along one axis to where they stand once every empty stretch is at most `most` long.
  function squeezed(spans, most) {
    const cuts = [];
    let end = null;
    for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
      if (end !== null && from - end > most) cuts.push([end + most / 2, from - most / 2]);
      end = end === null ? to : Math.max(end, to);
    }
    return (value) => value - cuts.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(value, to) - from), 0);
  }

  // Moves a shape of a line as drawn at first: the corners of a path one by one, anything else as a whole.
  function moved(shape, across, down) {
    const was = (shape.first ??= { d: shape.getAttribute("d"), move: shape.getAttribute("transform") || "",
      x: Number(shape.getAttribute("x") || 0), y: Number(shape.getAttribute("y") || 0) });
    const [, tx = 0, ty = 0] = /translate\(([-.\d]+) ([-.\d]+)\)/.exec(was.move)?.map(Number) || [];
    if (was.d !== null && !was.move.includes("scale")) {
      let isAcross = false;
      shape.setAttribute("d", was.d.replace(/-?[\d.]+/g, (found) => {
        isAcross = !isAcross;
        return isAcross ? across(Number(found) + tx) - tx : down(Number(found) + ty) - ty;
      }));
    } else if (was.d !== null) {
      const rest = was.move.replace(/translate\([^)]*\) ?/, "");
      shape.setAttribute("transform", `translate(${across(tx)} ${down(ty)}) ${rest}`);
    } else {
      shape.setAttribute("x", across(was.x));
      shape.setAttribute("y", down(was.y));
    }
  }

  // One version of the chart: its picture, its boxes by id, and what is folded.
  class Version {
    constructor(root) {
      this.root = root;
      this.svg = find(".stage svg", root);
      this.boxes = new Map(all("g[data-box]", this.svg).map((box) => [box.dataset.box, box]));
      this.reports = new Map();
      for (const [id, box] of this.boxes) {
        const manager = box.dataset.manager;
        if (manager) this.reports.set(manager, [...(this.reports.get(manager) || []), id]);
      }
      this.folded = new Set();
      this.handles = new Map();
      const [x, y, width, height] = this.svg.getAttribute("viewBox").split(" ").map(Number);
      this.whole = { x, y, width, height };
      this.view = { ...this.whole };
      this.shift = new Map();
      for (const id of this.reports.keys()) if (this.boxes.has(id)) this.addHandle(id);
      this.listen();
    }

    // --- folding

    below(id) {
      const found = [];
      const waiting = [...(this.reports.get(id) || [])];
      while (waiting.length) {
        const box = waiting.pop();
        found.push(box);
        waiting.push(...(this.reports.get(box) || []));
      }
      return found;
    }

    addHandle(id) {
      const { x, y, width, height } = this.place(id);
      const handle = document.createElementNS(SVG, "g");
      handle.setAttribute("class", "fold");
      handle.setAttribute("role", "button");
      handle.setAttribute("tabindex", "0");
      handle.setAttribute("transform", `translate(${x + width / 2} ${y + height})`);
      handle.append(document.createElementNS(SVG, "rect"), document.createElementNS(SVG, "text"));
      const toggle = (event) => {
        event.preventDefault();
        event.stopPropagation();
        this.fold(id, !this.folded.has(id));
      };
      handle.addEventListener("click", toggle);
      handle.addEventListener("pointerdown", (event) => event.stopPropagation());
      handle.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && toggle(event));
      this.boxes.get(id).parentNode.append(handle);
      this.handles.set(id, handle);
      this.drawHandle(id);
    }

    drawHandle(id) {
      const handle = this.handles.get(id);
      if (!handle) return;
      const isFolded = this.folded.has(id);
      const count = this.below(id).length;
      const label = isFolded ? `+${count}` : "–";
      const half = Math.max(9, label.length * 4 + 6);
      const [rect, text] = handle.children;
      for (const [name, value] of Object.entries({ x: -half, y: -9, width: 2 * half, height: 18, rx: 9 }))
        rect.setAttribute(name, value);
      text.setAttribute("y", 4);
      text.textContent = label;
      handle.setAttribute("aria-expanded", String(!isFolded));
      handle.setAttribute("aria-label", `${isFolded ? "Unfold" : "Fold"} ${this.boxes.get(id).dataset.title}: ${count} below`);
    }

    fold(id, folded) {
      if (!this.reports.has(id) || this.folded.has(id) === folded) return;
      if (folded) this.folded.add(id);
      else this.folded.delete(id);
      const entry = find(`details[data-box="${id}"]`, this.root);
      if (entry) entry.open = !folded;
      this.drawHandle(id);
      this.show();
    }

    foldAll(folded) {
      for (const [id, box] of this.boxes) if (this.reports.has(id) && (!folded || box.dataset.manager)) this.fold(id, folded);
    }

    isGone(id) {
      for (let box = this.boxes.get(id); box && box.dataset.manager; box = this.boxes.get(box.dataset.manager))
        if (this.folded.has(box.dataset.manager)) return true;
      return false;
    }

    show() {
      const gone = new Set([...this.folded].flatMap((id) => this.below(id)));
      for (const [id, box] of this.boxes) box.classList.toggle("gone", gone.has(id));
      for (const [id, handle] of this.handles) handle.classList.toggle("gone", gone.has(id));
      for (const part of all("[data-of]", this.svg)) {
        const ends = part.dataset.of.split(" ");
        const isHidden = ends.some((end) => gone.has(end)) || (part.dataset.kind === "line" && this.folded.has(ends[0]));
        part.classList.toggle("gone", isHidden);
      }
      this.closeUp();
    }

    // Where branches were folded away the rest moves together: empty stretches shrink, lines with them.
    closeUp() {
      const shown = [...this.boxes].filter(([, box]) => !box.classList.contains("gone")).map(([id]) => this.first(id));
      const across = squeezed(shown.map(({ x, width }) => [x, x + width]), 48);
      const down = squeezed(shown.map(({ y, height }) => [y, y + height]), 72);
      for (const [id, box] of this.boxes) {
        const { x, y } = this.first(id);
        this.shift.set(id, { x: across(x) - x, y: down(y) - y });
        const { x: dx, y: dy } = this.shift.get(id);
        box.setAttribute("transform", `translate(${dx} ${dy})`);
      }
      for (const [id, handle] of this.handles) {
        const { x, y, width, height } = this.place(id);
        handle.setAttribute("transform", `translate(${x + width / 2} ${y + height})`);
      }
      for (const part of all("[data-of]", this.svg)) {
        const { x, y } = this.shift.get(part.dataset.of.split(" ")[0]) || { x: 0, y: 0 };
        if (part.dataset.kind === "badge") part.setAttribute("transform", `translate(${x} ${y})`);
        else for (const shape of all("path, rect, text", part)) moved(shape, across, down);
      }
      this.whole = this.bounds(shown);
    }

    bounds(shown) {
      if (!shown.length) return this.whole;
      const placed = shown.map(({ id }) => this.place(id));
      const x = Math.min(...placed.map((box) => box.x)) - 17;
      const y = Math.min(...placed.map((box) => box.y)) - 17;
      const right = Math.max(...placed.map((box) => box.x + box.width)) + 17;
      const bottom = Math.max(...placed.map((box) => box.y + box.height)) + 17;
      return { x, y, width: right - x, height: bottom - y };
    }

    unfoldTo(id) {
      for (let box = this.boxes.get(id); box && box.dataset.manager; box = this.boxes.get(box.dataset.manager))
        this.fold(box.dataset.manager, false);
    }

    // --- moving about

    // Where a box stands in the picture as it was drawn, and where it stands now.
    first(id) {
      const { x, y, width, height } = this.boxes.get(id).dataset;
      return { id, x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    }

    place(id) {
      const box = this.first(id);
      const { x, y } = this.shift.get(id) || { x: 0, y: 0 };
      return { ...box, x: box.x + x, y: box.y + y };
    }

    // The view has the form of the window, so that a unit is as long across as down.
    form() {
      const { width, height } = this.svg.getBoundingClientRect();
      return width && height ? height / width : this.whole.height / this.whole.width;
    }

    look(view) {
      const most = 4 * Math.max(this.whole.width, this.whole.height / this.form());
      const width = Math.min(Math.max(view.width, CLOSEST), most);
      this.view = { x: view.x, y: view.y, width, height: width * this.form() };
      this.svg.setAttribute("viewBox", `${this.view.x} ${this.view.y} ${width} ${this.view.height}`);
    }

    scale() {
      return this.view.width / Math.max(1, this.svg.getBoundingClientRect().width);
    }

    point(clientX, clientY) {
      const rect = this.svg.getBoundingClientRect();
      const size = this.scale();
      return { x: this.view.x + (clientX - rect.left) * size, y: this.view.y + (clientY - rect.top) * size };
    }

    zoom(factor, at) {
      const { x, y, width, height } = this.view;
      const goal = at || { x: x + width / 2, y: y + height / 2 };
      this.look({ x: goal.x - (goal.x - x) / factor, y: goal.y - (goal.y - y) / factor, width: width / factor });
    }

    pan(dx, dy) {
      const size = this.scale();
      this.look({ ...this.view, x: this.view.x + dx * size, y: this.view.y + dy * size });
    }

    fit() {
      const { x, y, width, height } = this.whole;
      const wide = Math.max(width, height / this.form());
      this.look({ x: x + width / 2 - wide / 2, y: y + height / 2 - (wide * this.form()) / 2, width: wide });
    }

    // All of it where it can be read, else its top.
    start() {
      this.fit();
      const top = [...this.boxes].find(([, box]) => !box.dataset.manager);
      if (!top || this.scale() < 2.2) return;
      const { x, y, width } = this.place(top[0]);
      const wide = this.svg.getBoundingClientRect().width * 1.4;
      this.look({ x: x + width / 2 - wide / 2, y: y - 40, width: wide });
    }

    centre(id) {
      const { x, y, width, height } = this.place(id);
      const wide = Math.min(this.view.width, this.svg.getBoundingClientRect().width * 1.4);
      this.look({ x: x + width / 2 - wide / 2, y: y + height / 2 - (wide * this.form()) / 2, width: wide });
    }

    go(id) {
      if (!this.boxes.has(id)) return;
      this.unfoldTo(id);
      this.centre(id);
      this.ring([id]);
    }

    ring(ids, name = "now") {
      for (const box of this.boxes.values()) box.classList.remove(name);
      for (const id of ids) if (this.boxes.has(id)) this.boxes.get(id).classList.add(name);
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
        hasMoved = false;
        this.svg.classList.add("held");
      });
      this.svg.addEventListener("pointermove", (event) => {
        const before = touches.get(event.pointerId);
        if (!before) return;
        const far = Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
        if (!hasMoved && far < 4) return;
        if (!hasMoved) this.svg.setPointerCapture(event.pointerId);
        hasMoved = true;
        const other = [...touches.values()].find((touch) => touch.pointerId !== event.pointerId);
        if (other) {
          const apart = (touch) => Math.hypot(touch.clientX - other.clientX, touch.clientY - other.clientY);
          const middle = this.point((event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2);
          this.zoom(apart(event) / Math.max(1, apart(before)), middle);
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
      this.svg.addEventListener("click", (event) => hasMoved && event.preventDefault(), true);
      find(".stage", this.root).addEventListener("keydown", (event) => this.key(event));
      for (const entry of all("details[data-box]", this.root))
        entry.addEventListener("toggle", () => this.fold(entry.dataset.box, !entry.open));
      for (const button of all("button[data-boxes]", this.root))
        button.addEventListener("click", () => {
          const ids = button.dataset.boxes.split(" ");
          this.go(ids[0]);
          this.ring(ids);
        });
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = 60;
      const act = {
        ArrowLeft: () => this.pan(-step, 0), ArrowRight: () => this.pan(step, 0),
        ArrowUp: () => this.pan(0, -step), ArrowDown: () => this.pan(0, step),
        "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.fit(),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }
  }

  const versions = new Map(all(".version").map((root) => [root.dataset.version, new Version(root)]));
  let current = versions.get("after");

  // --- search

  const field = find("#search");
  const told = find("#hits");
  let hits = [];
  let at = 0;

  function search() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    hits = words.length
      ? [...current.boxes].filter(([, box]) => words.every((word) => plain(box.dataset.text).includes(word))).map(([id]) => id)
      : [];
    at = 0;
    current.ring(hits, "hit");
    if (hits.length) current.go(hits[0]);
    else current.ring([]);
    tell();
  }

  function tell() {
    told.textContent = !field.value.trim() ? "" : hits.length ? `${at + 1} of ${hits.length}` : "nothing found";
  }

  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !hits.length) return;
    event.preventDefault();
    at = (at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
    current.go(hits[at]);
    tell();
  });

  // --- buttons

  const buttons = {
    "zoom-in": () => current.zoom(1.4), "zoom-out": () => current.zoom(1 / 1.4), fit: () => current.fit(),
    "fold-all": () => current.foldAll(true), "unfold-all": () => current.foldAll(false),
  };
  for (const [id, act] of Object.entries(buttons)) find(`#${id}`).addEventListener("click", act);
  for (const choice of all('input[name="version"]'))
    choice.addEventListener("change", () => {
      for (const [name, version] of versions) version.root.hidden = name !== choice.value;
      current = versions.get(choice.value);
      current.start();
      if (field.value) search();
    });
  document.documentElement.classList.add("js");
  for (const part of all("[data-needs-js]")) part.hidden = false;
  current.start();
  addEventListener("resize", () => current.look(current.view));
})();
