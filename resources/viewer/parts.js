// The parts of a chart on an exported page: drawn as text, made elements when they are first seen.
const SVG = "http://www.w3.org/2000/svg";
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const MARKS = { amp: "&", lt: "<", gt: ">", quot: '"', "#10": "\n" };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|#10);/g, (_, name) => MARKS[name]);
const union = (rects) => rects.reduce((one, other) => ({
  left: Math.min(one.left, other.left), top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right), bottom: Math.max(one.bottom, other.bottom),
}));
const grown = ({ left, top, right, bottom }, by) =>
  ({ left: left - by, top: top - by, right: right + by, bottom: bottom + by });

function made(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// How far from a box what belongs to it may reach.
const REACH = 40;
const CARD = new RegExp('<g class="card" data-box="([^"]*)" data-manager="([^"]*)" data-at="([^"]*)" ' +
  'data-hue="([^"]*)" data-title="([^"]*)" data-text="([^"]*)">', "g");
const PART = /<g data-kind="\w+" data-of="([^"]*)"(?: data-at="([^"]*)")?>/g;

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

// Some neighbouring parts of one kind. They become elements when they are first seen.
class Run {
  constructor(version, text) {
    this.version = version;
    this.text = text;
    this.kind = /data-kind="(\w+)"/.exec(text)[1];
    this.group = made("g", { class: "run gone" });
    this.parts = [...text.matchAll(this.kind === "box" ? CARD : PART)];
    this.isMade = this.isShown = this.isStale = false;
    this.bounds = undefined;
  }

  // After folding: where it is must be asked again, and its elements moved when they are seen.
  age() {
    this.isStale = true;
    this.bounds = undefined;
  }

  meets(area) {
    if (this.bounds === undefined) this.bounds = this.around();
    const at = this.bounds;
    return at && at.left < area.right && at.right > area.left && at.top < area.bottom && at.bottom > area.top;
  }

  around() {
    const { boxes, across, down } = this.version;
    const rects = [];
    for (const part of this.parts) {
      if (this.kind !== "box" && part[2]) {
        const [x, y, width, height] = part[2].split(" ").map(Number);
        rects.push({ left: across(x), top: down(y), right: across(x + width), bottom: down(y + height) });
        continue;
      }
      for (const box of part[1].split(" ").map((id) => boxes.get(id)).filter((box) => box && !box.isGone)) {
        rects.push(this.version.place(box));
        if (this.kind === "line") rects.push(...box.reports.filter((one) => !one.isGone).map(this.version.place));
      }
    }
    return rects.length ? grown(union(rects), REACH) : null;
  }

  show(isShown) {
    if (isShown && !this.isMade) this.make();
    if (isShown && this.isStale) this.apply();
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    this.group.classList.toggle("gone", !isShown);
  }

  make() {
    this.isMade = true;
    this.group.innerHTML = this.text.slice(this.text.indexOf(">") + 1, this.text.lastIndexOf("<"));
    if (this.kind === "box") for (const card of this.group.children) this.addHandle(card);
  }

  apply() {
    this.isStale = false;
    for (const part of this.group.children) this.kind === "box" ? this.applyBox(part) : this.applyPart(part);
  }

  applyBox(card) {
    const box = this.version.boxes.get(card.dataset.box);
    card.classList.toggle("gone", box.isGone);
    card.setAttribute("transform", `translate(${box.dx} ${box.dy})`);
    if (card.handle) this.drawHandle(card.handle, box);
  }

  applyPart(part) {
    const { boxes, folded, across, down } = this.version;
    const ends = part.dataset.of.split(" ").map((id) => boxes.get(id)).filter(Boolean);
    part.classList.toggle("gone", ends.some((box) => box.isGone) || (this.kind === "line" && folded.has(ends[0].id)));
    if (this.kind === "badge" || this.kind === "more") {
      if (ends.length) part.setAttribute("transform", `translate(${ends[0].dx} ${ends[0].dy})`);
    } else for (const shape of all("path, rect, text", part)) moved(shape, across, down);
  }

  // The outline says the same to the keyboard and to those who cannot see it.
  addHandle(card) {
    const box = this.version.boxes.get(card.dataset.box);
    if (!box.reports.length) return;
    const handle = made("g", { class: "fold", "aria-hidden": "true",
      transform: `translate(${box.x + box.width / 2} ${box.y + box.height})` });
    handle.append(made("rect", { class: "reach", x: -22, y: -16, width: 44, height: 32 }), made("rect"), made("text", { y: 4 }));
    handle.addEventListener("click", (event) => {
      event.stopPropagation();
      this.version.fold(box.id, !this.version.folded.has(box.id));
    });
    card.append(handle);
    card.handle = handle;
    this.drawHandle(handle, box);
  }

  drawHandle(handle, box) {
    const label = this.version.folded.has(box.id) ? `+${this.version.below(box).length}` : "–";
    const half = Math.max(9, label.length * 4 + 6);
    const [, rect, text] = handle.children;
    for (const [name, value] of Object.entries({ x: -half, y: -9, width: 2 * half, height: 18, rx: 9 }))
      rect.setAttribute(name, value);
    text.textContent = label;
  }
}
