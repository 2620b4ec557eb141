// A red line as a table of points: typed, pasted or drawn, all three the same. The text field holds
// the truth, so that the form works without this script too.
(() => {
  "use strict";
  const PREFIX = 38000000;
  const numbers = (line) => (line.match(/-?\d+(?:\.\d+)?/g) || []).map(Number);
  // The last two numbers of a line are its pair, as a label or a ring number may stand before.
  const pair = (line) => {
    const found = numbers(line).slice(-2);
    if (found.length < 2) return null;
    let [x, y] = found;
    if (Math.abs(x) <= 180 && Math.abs(y) <= 180) {
      const [longitude, latitude] = x > y ? [x, y] : [y, x];
      const [east, north] = ol.proj.transform([longitude, latitude], LantuMap.GEOGRAPHIC, LantuMap.CRS);
      return [north, east];
    }
    if (x > 6000000 || x < 1000000) [x, y] = [y, x];
    return [x, y % 1000000];
  };
  const parse = (text) => {
    const rings = [[]];
    text.split(/\r?\n/).forEach((line) => {
      if (!line.trim()) { if (rings.at(-1).length) rings.push([]); return; }
      const found = pair(line);
      if (found) rings.at(-1).push(found);
    });
    const left = rings.filter((ring) => ring.length);
    return left.map((ring) => (ring.length > 3 && ring[0][0] === ring.at(-1)[0] && ring[0][1] === ring.at(-1)[1] ? ring.slice(0, -1) : ring));
  };
  const write = (rings) => rings.map((ring) => ring.map(([north, east]) => `${north.toFixed(3)}, ${(east % 1000000 + PREFIX).toFixed(3)}`).join("\n")).join("\n\n");
  const coordinates = (rings) => rings.filter((ring) => ring.length >= 3).map((ring) => [...ring, ring[0]].map(([north, east]) => [east, north]));

  const build = (holder) => {
    const field = document.getElementById(holder.dataset.points);
    if (!field) return;
    holder.classList.add("points");
    const table = document.createElement("div");
    table.className = "scroll";
    const foot = document.createElement("div");
    foot.className = "points-foot";
    holder.append(table, foot);
    let rings = parse(field.value);
    const tell = (source) => holder.dispatchEvent(new CustomEvent("points:changed", { bubbles: true, detail: { rings, source, polygon: coordinates(rings) } }));
    const area = () => {
      const polygon = coordinates(rings);
      // A ring inside another is its hole; one beside it is a part of its own.
      const shapes = polygon.map((ring) => new ol.geom.Polygon([ring]));
      const inside = (one) => shapes.filter((other) => other !== one && other.intersectsCoordinate(one.getInteriorPoint().getCoordinates())).length % 2;
      const total = shapes.reduce((sum, one) => sum + (inside(one) ? -1 : 1) * Math.abs(one.getArea()), 0);
      return total > 0 ? `约 ${(total / 10000).toFixed(4)} 公顷（${(total / 10000 * 15).toFixed(2)} 亩）` : "";
    };
    const said = document.createElement("span");
    said.className = "soft small number";
    const button = (words, act, small = false, name = words) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = small ? "small-act" : "btn btn-sm btn-plain";
      made.textContent = words;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", act);
      return made;
    };
    const store = (source) => { field.value = write(rings); field.dispatchEvent(new Event("input", { bubbles: true })); said.textContent = area(); tell(source); };
    const cell = (value, label, set) => {
      const box = document.createElement("input");
      box.className = "form-control";
      box.inputMode = "decimal";
      box.value = value;
      box.setAttribute("aria-label", label);
      box.addEventListener("change", () => { const number = Number(box.value); if (Number.isFinite(number) && box.value.trim()) { set(number); store("table"); box.classList.remove("is-invalid"); } else box.classList.add("is-invalid"); });
      const held = document.createElement("td");
      held.append(box);
      return held;
    };
    const draw = () => {
      table.replaceChildren();
      if (!rings.length) { foot.replaceChildren(button("逐点填写", () => { rings = holder.dataset.start ? parse(holder.dataset.start) : [[[3846545, 465661], [3846545, 465761], [3846445, 465761]]]; draw(); store("table"); }), said); said.textContent = ""; return; }
      const made = document.createElement("table");
      made.innerHTML = "<thead><tr><th scope='col'>圈-点</th><th scope='col'>X（北）</th><th scope='col'>Y（东，带号 38）</th><th scope='col'><span class='visually-hidden'>操作</span></th></tr></thead>";
      const body = document.createElement("tbody");
      rings.forEach((ring, ringAt) => ring.forEach((point, at) => {
        const line = document.createElement("tr");
        const name = `${ringAt + 1}-J${at + 1}`;
        const head = document.createElement("td");
        head.className = "small number";
        head.textContent = name;
        const acts = document.createElement("td");
        acts.className = "nowrap";
        acts.append(
          button("+", () => { const next = ring[(at + 1) % ring.length]; ring.splice(at + 1, 0, [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2]); draw(); store("table"); }, true, `在 ${name} 之后插入一点`),
          button("−", () => { ring.splice(at, 1); rings = rings.filter((one) => one.length); draw(); store("table"); }, true, `删去 ${name}`),
        );
        line.append(head, cell(point[0].toFixed(3), `${name} X 北`, (value) => { point[0] = value; }), cell((point[1] + PREFIX).toFixed(3), `${name} Y 东`, (value) => { point[1] = value % 1000000; }), acts);
        body.append(line);
      }));
      made.append(body);
      table.append(made);
      said.textContent = area();
      foot.replaceChildren(button("清空", () => { rings = []; draw(); store("table"); }), said);
    };
    field.addEventListener("change", () => { rings = parse(field.value); draw(); tell("text"); });
    field.addEventListener("paste", () => setTimeout(() => { rings = parse(field.value); draw(); tell("text"); }));
    holder.lantuPoints = {
      set(polygon, source = "map") {
        rings = polygon.map((ring) => ring.slice(0, -1).map(([east, north]) => [north, east]));
        draw(); store(source);
      },
      get polygon() { return coordinates(rings); },
    };
    draw();
    if (rings.length) setTimeout(() => tell("text"));
  };
  const begin = (within) => within.querySelectorAll("[data-points]").forEach((holder) => { if (!holder.lantuPoints) build(holder); });
  window.LantuPoints = { begin, parse, write };
  // A file can be dropped on its box.
  const drops = (within) => within.querySelectorAll("[data-drop]").forEach((box) => {
    const field = document.getElementById(box.dataset.drop);
    ["dragover", "dragleave", "drop"].forEach((name) => box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("drop-over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) { field.files = event.dataTransfer.files; field.form.requestSubmit(); }
    }));
  });
  addEventListener("DOMContentLoaded", () => { begin(document); drops(document); });
  document.addEventListener("lantu:side", (event) => { begin(event.target); drops(event.target); });
})();
