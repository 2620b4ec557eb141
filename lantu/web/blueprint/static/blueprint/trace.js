// A scan beside the map: control points on both, their residuals, and the traced boundary.
(() => {
  "use strict";
  const begin = (holder, api) => {
    const width = Number(holder.dataset.width), height = Number(holder.dataset.height);
    const extent = [0, -height, width, 0];
    const pixels = new ol.proj.Projection({ code: "scan", units: "pixels", extent });
    const marks = new ol.source.Vector();
    const target = document.getElementById("scan-map");
    const colour = (name) => getComputedStyle(target).getPropertyValue(name).trim();
    const style = (feature) => {
      if (feature.get("kind") === "ring") return new ol.style.Style({ stroke: new ol.style.Stroke({ color: colour("--map-line"), width: 2.5 }), fill: new ol.style.Fill({ color: "rgba(216,27,96,.12)" }) });
      return new ol.style.Style({
        image: new ol.style.Circle({ radius: feature.get("chosen") ? 9 : 7, fill: new ol.style.Fill({ color: colour(feature.get("chosen") ? "--map-red" : "--map-blue") }), stroke: new ol.style.Stroke({ color: "#fff", width: 2 }) }),
        text: new ol.style.Text({ text: feature.get("label"), offsetY: -16, font: "600 13px sans-serif", fill: new ol.style.Fill({ color: "#111" }), stroke: new ol.style.Stroke({ color: "#fff", width: 3 }) }),
      });
    };
    const map = new ol.Map({
      target, keyboardEventTarget: target, controls: [new ol.control.Zoom({ zoomInTipLabel: "放大（+）", zoomOutTipLabel: "缩小（-）" })],
      layers: [new ol.layer.Image({ source: new ol.source.ImageStatic({ url: holder.dataset.picture, projection: pixels, imageExtent: extent }) }), new ol.layer.Vector({ source: marks, style, zIndex: 5 })],
      view: new ol.View({ projection: pixels, center: ol.extent.getCenter(extent), showFullExtent: true }),
    });
    map.getView().fit(extent, { padding: [10, 10, 10, 10] });

    const form = document.querySelector("form:has(#id_points)");
    const body = document.querySelector("[data-trace-points]");
    const said = (words) => { document.querySelector("[data-trace-said]").textContent = words; };
    let points = JSON.parse(form.elements.points.value || "[]");
    let ring = JSON.parse(form.elements.ring.value || "[]");
    let chosen = points.length ? 0 : -1, residuals = [], matrix = null, tool = "point", drawing = null, waits;

    const whole = () => points.filter((one) => [one.px, one.py, one.east, one.north].every(Number.isFinite));
    const store = () => { form.elements.points.value = JSON.stringify(whole()); form.elements.ring.value = JSON.stringify(ring); };
    const plane = ([x, y]) => [x * matrix[0][0] + y * matrix[1][0] + matrix[2][0], x * matrix[0][1] + y * matrix[1][1] + matrix[2][1]];
    const draw = () => {
      marks.clear();
      points.forEach((one, at) => {
        if (!Number.isFinite(one.px)) return;
        const feature = new ol.Feature(new ol.geom.Point([one.px, -one.py]));
        feature.setProperties({ label: String(at + 1), chosen: at === chosen });
        marks.addFeature(feature);
      });
      if (ring.length >= 3) { const feature = new ol.Feature(new ol.geom.Polygon([[...ring, ring[0]].map(([x, y]) => [x, -y])])); feature.set("kind", "ring"); marks.addFeature(feature); }
      api.shapes.clear();
      points.forEach((one, at) => { if (!Number.isFinite(one.east)) return; const feature = new ol.Feature(new ol.geom.Point([one.east, one.north])); feature.setProperties({ kind: "point", label: String(at + 1) }); api.shapes.addFeature(feature); });
      if (matrix && ring.length >= 3) {
        const polygon = new ol.geom.Polygon([[...ring, ring[0]].map(plane)]);
        const feature = new ol.Feature(polygon);
        feature.setProperties({ kind: "line", label: "描绘的红线" });
        api.shapes.addFeature(feature);
        const area = Math.abs(polygon.getArea());
        document.querySelector("[data-trace-area]").textContent = `描绘面积约 ${(area / 10000).toFixed(4)} 公顷（${(area / 10000 * 15).toFixed(2)} 亩）`;
      }
      store();
    };
    const number = (value, label, set) => {
      const held = document.createElement("td"), box = document.createElement("input");
      box.className = "form-control"; box.inputMode = "decimal"; box.value = Number.isFinite(value) ? value.toFixed(2) : ""; box.setAttribute("aria-label", label);
      box.addEventListener("change", () => { set(box.value.trim() === "" ? NaN : Number(box.value)); refresh(); });
      held.append(box);
      return held;
    };
    const table = () => {
      body.replaceChildren();
      points.forEach((one, at) => {
        const line = document.createElement("tr"), pick = document.createElement("td"), radio = document.createElement("input"), label = document.createElement("label");
        radio.type = "radio"; radio.name = "chosen"; radio.className = "form-check-input"; radio.checked = at === chosen;
        radio.addEventListener("change", () => { chosen = at; draw(); });
        label.append(radio, ` ${at + 1}`); pick.append(label);
        const off = document.createElement("td"); off.className = "number"; off.textContent = residuals[whole().indexOf(one)]?.toFixed(2) ?? "—";
        const acts = document.createElement("td"), remove = document.createElement("button");
        remove.type = "button"; remove.className = "btn btn-sm btn-plain"; remove.textContent = "删去"; remove.setAttribute("aria-label", `删去控制点 ${at + 1}`);
        remove.addEventListener("click", () => { points.splice(at, 1); chosen = Math.min(chosen, points.length - 1); refresh(); });
        acts.append(remove);
        line.append(pick, number(one.px, `控制点 ${at + 1} 图上横`, (v) => { one.px = v; }), number(one.py, `控制点 ${at + 1} 图上纵`, (v) => { one.py = v; }), number(one.north, `控制点 ${at + 1} X 北`, (v) => { one.north = v; }), number(one.east, `控制点 ${at + 1} Y 东`, (v) => { one.east = v % 1000000; }), off, acts);
        body.append(line);
      });
      const foot = document.createElement("tr"), cell = document.createElement("td"), add = document.createElement("button");
      cell.colSpan = 7; add.type = "button"; add.className = "btn btn-sm btn-plain"; add.textContent = "加一个控制点";
      add.addEventListener("click", () => { points.push({ px: NaN, py: NaN, east: NaN, north: NaN }); chosen = points.length - 1; refresh(); });
      cell.append(add); foot.append(cell); body.append(foot);
    };
    const refresh = () => { table(); draw(); clearTimeout(waits); waits = setTimeout(measure, 250); };
    const measure = async () => {
      const error = document.querySelector("[data-trace-error]");
      if (whole().length < 3) { matrix = null; residuals = []; error.textContent = `已有 ${whole().length} 个完整的控制点，至少三个；四个以上才能看出误差。`; draw(); return; }
      const answer = await (await fetch(`${holder.dataset.residuals}?points=${encodeURIComponent(JSON.stringify(whole()))}`, { credentials: "same-origin" })).json();
      matrix = answer.matrix || null; residuals = answer.residuals_m || [];
      error.textContent = answer.fault || (whole().length === 3 ? "三个点正好定位，误差看不出来，建议再加一个点核对。" : `中误差 ${answer.error_m} 米`);
      table(); draw();
      if (matrix) api.fit(api.shapes.getExtent());
    };
    const place = ([x, y]) => { if (x < 0 || x > width || y > 0 || y < -height) { said("请在扫描图之内选点。"); return; } points.push({ px: x, py: -y, east: NaN, north: NaN }); chosen = points.length - 1; said(`控制点 ${points.length}：现在在右边地图上单击同一点，或在表中填坐标。`); refresh(); };
    const choose = (name) => {
      tool = name;
      holder.querySelectorAll("[data-trace-tool]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.traceTool === name)));
      if (drawing) map.removeInteraction(drawing);
      drawing = null;
      if (name !== "ring") return;
      said("沿边界逐点单击，双击闭合。");
      drawing = new ol.interaction.Draw({ type: "Polygon" });
      drawing.on("drawend", ({ feature }) => { ring = feature.getGeometry().getCoordinates()[0].slice(0, -1).map(([x, y]) => [x, -y]); draw(); setTimeout(() => choose("point")); });
      map.addInteraction(drawing);
    };
    holder.querySelectorAll("[data-trace-tool]").forEach((button) => button.addEventListener("click", () => choose(button.dataset.traceTool)));
    map.on("singleclick", (event) => { if (tool === "point") place(event.coordinate); });
    target.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === target && tool === "point") place(map.getView().getCenter()); });
    const give = ([east, north]) => { if (chosen < 0 || !points[chosen]) { said("先在扫描图上选一个控制点。"); return; } points[chosen].east = east; points[chosen].north = north; said(`控制点 ${chosen + 1} 已对上坐标。`); refresh(); };
    api.map.on("singleclick", (event) => give(event.coordinate));
    document.querySelector("[data-trace-map]").addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.hasAttribute("data-trace-map")) give(api.map.getView().getCenter()); });
    refresh();
  };
  document.addEventListener("map:ready", ({ target, detail: api }) => {
    const holder = document.querySelector("[data-trace]");
    if (!holder || !target.hasAttribute("data-trace-map")) return;
    fetch("/blueprint/ground.json", { credentials: "same-origin" }).then((answer) => answer.json()).then(({ ground }) => ground.forEach((entry) => api.addTiles({ ...entry, opacity: 0.7 })));
    begin(holder, api);
  });
})();
