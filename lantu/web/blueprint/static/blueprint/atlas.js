// The map of the whole city: layers on and off, what lies at a point, measuring, drawing a red line.
(() => {
  "use strict";
  const KEPT = "lantu.layers";
  const canvas = () => document.querySelector("[data-atlas]");
  const side = () => document.getElementById("side");
  const palette = window.LantuPalette;
  const kept = () => JSON.parse(sessionStorage.getItem(KEPT) || "null");
  const keep = () => sessionStorage.setItem(KEPT, JSON.stringify([...document.querySelectorAll("[data-tiles]:checked")].map((box) => box.dataset.tiles)));

  const layers = (api) => {
    const shown = kept();
    document.querySelectorAll("[data-swatch]").forEach((swatch) => { const look = palette.swatch(swatch.dataset.swatch); swatch.style.borderColor = look.line; swatch.style.backgroundColor = look.fill; });
    document.querySelectorAll("[data-classes]").forEach((list) => (palette.legend[list.dataset.classes] || []).forEach(([words, colour]) => {
      const line = document.createElement("li"), swatch = document.createElement("span");
      swatch.className = "swatch"; swatch.style.backgroundColor = colour;
      line.append(swatch, words); list.append(line);
    }));
    const put = (box) => {
      const found = api.layer(box.dataset.tiles);
      if (found) found.setVisible(box.checked);
      else if (box.checked) api.addTiles({ key: box.dataset.tiles, digest: box.dataset.digest, opacity: 0.8, coarsest: box.dataset.coarsest ? Number(box.dataset.coarsest) : undefined });
    };
    document.querySelectorAll("[data-tiles]").forEach((box) => {
      if (shown) box.checked = shown.includes(box.dataset.tiles);
      put(box);
      box.addEventListener("change", () => { put(box); keep(); });
    });
    document.querySelectorAll("[data-opacity]").forEach((range) => range.addEventListener("input", () => api.layer(range.dataset.opacity)?.setOpacity(range.value / 100)));
  };

  const identify = async (api, [east, north]) => {
    const address = `/blueprint/point/?x=${north.toFixed(3)}&y=${east.toFixed(3)}`;
    mark(api, [east, north]);
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = read.getElementById("side");
      if (!found) { location.assign(address); return; }
      side().replaceChildren(...found.childNodes);
      side().dispatchEvent(new CustomEvent("lantu:side", { bubbles: true }));
      history.replaceState(null, "", address);
      if (innerWidth <= 900) side().scrollIntoView({ block: "start" });
    } catch { location.assign(address); }
  };
  const mark = (api, point) => {
    api.shapes.getFeatures().filter((one) => one.get("kind") === "point").forEach((one) => api.shapes.removeFeature(one));
    const feature = new ol.Feature(new ol.geom.Point(point));
    feature.set("kind", "point");
    api.shapes.addFeature(feature);
  };

  const said = (words) => { document.querySelector(".atlas-said").textContent = words; };
  const metres = (length) => (length >= 1000 ? `${(length / 1000).toFixed(3)} 千米` : `${length.toFixed(2)} 米`);
  const tools = (api, element) => {
    let tool = "point", drawing = null;
    const measured = new ol.source.Vector();
    const blue = getComputedStyle(element).getPropertyValue("--map-blue").trim() || "#0b4f9e";
    api.map.addLayer(new ol.layer.Vector({ source: measured, zIndex: 30, style: new ol.style.Style({ stroke: new ol.style.Stroke({ color: blue, width: 2.4, lineDash: [8, 4] }), fill: new ol.style.Fill({ color: "rgba(11,79,158,.1)" }) }) }));
    const stop = () => { if (drawing) api.map.removeInteraction(drawing); drawing = null; };
    const choose = (name) => {
      tool = name;
      document.querySelectorAll("[data-tool]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tool === name)));
      stop();
      measured.clear();
      said({ point: "", length: "逐点单击，双击结束", area: "逐点单击，双击结束", draw: "逐点单击画红线，双击闭合" }[name]);
      if (name === "point") return;
      drawing = new ol.interaction.Draw({ source: name === "draw" ? undefined : measured, type: name === "length" ? "LineString" : "Polygon" });
      drawing.on("drawstart", ({ feature }) => {
        measured.clear();
        feature.getGeometry().on("change", ({ target }) => {
          if (name === "length") said(`长 ${metres(target.getLength())}`);
          else { const area = Math.abs(target.getArea()); said(`平面 ${(area / 10000).toFixed(4)} 公顷（${(area / 10000 * 15).toFixed(2)} 亩）`); }
        });
      });
      if (name === "draw") drawing.on("drawend", ({ feature }) => { drawn(api, feature.getGeometry().getCoordinates()); setTimeout(() => choose("point")); });
      api.map.addInteraction(drawing);
    };
    document.querySelectorAll("[data-tool]").forEach((button) => button.addEventListener("click", () => choose(button.dataset.tool)));
    addEventListener("keydown", (event) => { if (event.key === "Escape" && tool !== "point") choose("point"); });
    api.map.on("singleclick", (event) => {
      if (tool !== "point") return;
      const own = api.map.getFeaturesAtPixel(event.pixel, { layerFilter: (layer) => layer === api.overlay, hitTolerance: 3 });
      if (!own.some((feature) => feature.get("row"))) identify(api, event.coordinate);
    });
    element.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === element && tool === "point") identify(api, api.map.getView().getCenter()); });
  };
  const drawn = async (api, polygon) => {
    if (!document.querySelector("[data-points]")) {
      const read = new DOMParser().parseFromString(await (await fetch("/blueprint/")).text(), "text/html");
      side().replaceChildren(...read.getElementById("side").childNodes);
      side().dispatchEvent(new CustomEvent("lantu:side", { bubbles: true }));
    }
    document.querySelector("[data-points]")?.lantuPoints.set(polygon);
    if (innerWidth <= 900) side().scrollIntoView({ block: "start" });
  };
  document.addEventListener("map:ready", ({ target, detail: api }) => {
    if (target !== canvas()) return;
    layers(api);
    tools(api, target);
    if (target.dataset.point) {
      const point = target.dataset.point.split(",").map(Number);
      mark(api, point);
      api.map.getView().setCenter(point);
      api.map.getView().setResolution(3);
    }
  });
})();
