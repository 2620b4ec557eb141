// The map: own layers in the city's plane, red lines and what they meet, usable from the keyboard.
// <div data-map data-source="…"> becomes a map; element.lantuMap is what other scripts work with.
(() => {
  "use strict";
  const CRS = "EPSG:4547";
  const GEOGRAPHIC = "EPSG:4490";
  const WHOLE_EDGE = 131072, NORTH = 32 * WHOLE_EDGE, FINEST = 6, PIXELS = 512;
  const ZONE_PREFIX = 38000000;
  proj4.defs(CRS, "+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs");
  proj4.defs(GEOGRAPHIC, "+proj=longlat +ellps=GRS80 +no_defs");
  ol.proj.proj4.register(proj4);
  const plane = ol.proj.get(CRS);
  plane.setExtent([300000, 3500000, 700000, 4100000]);
  plane.setWorldExtent([111.8, 31.6, 116.3, 37]);
  ol.proj.get(GEOGRAPHIC).setExtent([-180, -90, 180, 90]);
  ol.proj.get(GEOGRAPHIC).setWorldExtent([-180, -90, 180, 90]);
  const palette = window.LantuPalette;
  const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';
  const resolutions = Array.from({ length: FINEST + 1 }, (_, level) => WHOLE_EDGE / 2 ** level / PIXELS);
  const grid = new ol.tilegrid.TileGrid({ origin: [0, NORTH], resolutions, tileSize: PIXELS, extent: [0, 3000000, 8 * WHOLE_EDGE, NORTH] });
  const plain = new ol.format.GeoJSON({ dataProjection: CRS, featureProjection: CRS });
  const light = new ol.format.GeoJSON({ dataProjection: CRS, featureProjection: CRS, featureClass: ol.render.Feature });

  const token = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();

  const tileLayer = (entry) => {
    const source = new ol.source.VectorTile({
      format: light, projection: CRS, tileGrid: grid, cacheSize: 256,
      url: `/tiles/${entry.digest}/{z}/{x}/{y}.json`,
    });
    const styles = new Map();
    const outline = entry.key === "development_boundary";
    const surface = palette.isSurface(entry.key);
    // From far away a border is only noise between shapes of a few pixels.
    const style = (feature, resolution) => {
      const far = resolution > 24 && !outline;
      const name = `${far}${feature.get("class") || ""}`;
      if (!styles.has(name)) {
        const colour = palette.colour(entry.key, feature.get("class") || "");
        const line = surface ? "rgba(90,90,90,.35)" : colour;
        styles.set(name, new ol.style.Style({
          fill: outline ? undefined : new ol.style.Fill({ color: palette.clear(colour, surface ? 0.75 : far ? 0.38 : 0.18) }),
          stroke: far ? (surface ? undefined : new ol.style.Stroke({ color: palette.clear(colour, 0.5), width: 0.6 })) : new ol.style.Stroke({ color: line, width: surface ? 0.6 : outline ? 2 : 1.4 }),
        }));
      }
      return styles.get(name);
    };
    const layer = new ol.layer.VectorTile({
      source, style, declutter: false, visible: entry.shown !== false, opacity: entry.opacity ?? 1,
      renderMode: "hybrid", zIndex: palette.isSurface(entry.key) ? 1 : 2,
      maxResolution: entry.coarsest === undefined ? undefined : resolutions[entry.coarsest] * 1.01,
    });
    layer.set("key", entry.key);
    return layer;
  };

  const shapeStyle = (element) => {
    const paper = token(element, "--paper") || "#fff";
    const ink = token(element, "--ink") || "#222";
    const tones = {
      red: [token(element, "--map-red"), 0.3], yellow: [token(element, "--map-yellow"), 0.3],
      green: [token(element, "--map-green"), 0.3], grey: [token(element, "--map-grey"), 0.25], blue: [token(element, "--map-blue"), 0.2],
    };
    const label = (words, colour, bold) => new ol.style.Text({
      text: words, font: `${bold ? "600 " : ""}12.5px ${FONT}`, overflow: true,
      fill: new ol.style.Fill({ color: colour }), stroke: new ol.style.Stroke({ color: paper, width: 3.5 }),
    });
    const hatched = (colour) => {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 8;
      const pen = tile.getContext("2d");
      pen.strokeStyle = colour; pen.lineWidth = 1.2;
      pen.beginPath(); pen.moveTo(-2, 10); pen.lineTo(10, -2); pen.moveTo(-2, 2); pen.lineTo(2, -2); pen.moveTo(6, 10); pen.lineTo(10, 6); pen.stroke();
      return pen.createPattern(tile, "repeat");
    };
    const red = token(element, "--map-line");
    return (feature, chosen) => {
      const kind = feature.get("kind");
      const words = feature.get("label") || "";
      if (kind === "original") return new ol.style.Style({ zIndex: 6, stroke: new ol.style.Stroke({ color: token(element, "--map-original"), width: 2, lineDash: [7, 5] }) });
      if (kind === "corrected" || kind === "line") {
        // The name stands above the line, where it covers nothing that is met.
        const text = label(words, red, true);
        text.setOffsetY(-10);
        const above = (shape) => { const [west, , east, north] = shape.getGeometry().getExtent(); return new ol.geom.Point([(west + east) / 2, north]); };
        return [new ol.style.Style({ zIndex: 8, geometry: above, text }), new ol.style.Style({ zIndex: 7, stroke: new ol.style.Stroke({ color: red, width: chosen ? 4 : 2.6 }), fill: new ol.style.Fill({ color: palette.clear("#d81b60", 0.04) }) })];
      }
      if (kind === "point" || kind === "fault") {
        return new ol.style.Style({ zIndex: 9, image: new ol.style.Circle({ radius: chosen ? 9 : 7, fill: new ol.style.Fill({ color: kind === "fault" ? tones.red[0] : tones.blue[0] }), stroke: new ol.style.Stroke({ color: paper, width: 2 }) }), text: offset(label(words, ink, true)) });
      }
      const [colour, opacity] = tones[feature.get("tone")] || tones.grey;
      const fill = kind === "objection" ? hatched(colour) : palette.clear(hex(colour), chosen ? 0.6 : opacity);
      return new ol.style.Style({
        zIndex: chosen ? 5 : 4, fill: new ol.style.Fill({ color: fill }),
        stroke: new ol.style.Stroke({ color: colour, width: chosen ? 3 : 1.6, lineDash: kind === "objection" ? [2, 4] : undefined }),
        text: feature.get("quiet") && !chosen ? undefined : label(words, ink, false),
      });
    };
  };
  const offset = (text) => { text.setOffsetY(-16); return text; };
  const hex = (colour) => (/^#[0-9a-f]{6}$/i.test(colour) ? colour : "#888888");

  const LEGEND = {
    original: ["dashed", "申报红线"], corrected: ["solid", "修正红线"], line: ["solid", "红线"], objection: ["hatched", "反对范围"],
  };
  const writeLegend = (target, features, ground) => {
    const list = document.createElement("ul");
    list.className = "map-legend";
    list.setAttribute("aria-label", "图例");
    const lines = new Map();
    features.forEach((feature) => {
      const kind = feature.get("kind");
      if (LEGEND[kind]) lines.set(kind, LEGEND[kind]);
      else if (kind === "hit") lines.set(`hit-${feature.get("tone")}`, [`tone-${feature.get("tone")}`, { red: "压占刚性管控", yellow: "压占", grey: "压边" }[feature.get("tone")] || "压占"]);
    });
    if (lines.has("original") === false && lines.has("corrected")) lines.set("corrected", ["solid", "红线"]);
    const write = (mark, words, colour) => {
      const line = document.createElement("li");
      const swatch = document.createElement("span");
      swatch.className = `swatch swatch-${mark}`;
      if (colour) { swatch.style.borderColor = colour.line; swatch.style.backgroundColor = colour.fill; }
      line.append(swatch, words);
      list.append(line);
    };
    lines.forEach(([mark, words]) => write(mark, words));
    target.querySelectorAll(".map-legend, .map-ground").forEach((old) => old.remove());
    const own = [...list.children];
    if ((ground || []).length) {
      const more = document.createElement("details"), summary = document.createElement("summary"), below = document.createElement("ul");
      more.className = "map-ground";
      summary.textContent = "底图图层";
      list.replaceChildren();
      ground.forEach((entry) => write("area", entry.name, palette.swatch(entry.key)));
      below.append(...list.children);
      more.append(summary, below);
      target.append(more);
      list.replaceChildren(...own);
    }
    if (own.length) target.append(list);
  };

  const controls = (element) => {
    const position = new ol.control.MousePosition({
      projection: CRS, className: "map-position", placeholder: "",
      coordinateFormat: ([east, north]) => {
        const [longitude, latitude] = ol.proj.transform([east, north], CRS, GEOGRAPHIC);
        return `X ${north.toFixed(1)}  Y ${(east + ZONE_PREFIX).toFixed(1)}　${longitude.toFixed(5)}°E ${latitude.toFixed(5)}°N`;
      },
    });
    return [
      new ol.control.Zoom({ zoomInTipLabel: "放大（+）", zoomOutTipLabel: "缩小（-）" }),
      new ol.control.ScaleLine({ minWidth: 80 }), ...(element.hasAttribute("data-quiet") ? [] : [position]),
    ];
  };

  // Names of parallels hang below their lines, those of meridians stand right of them: what would reach over an edge lies under the scale in the corner.
  const graticuleOf = (element) => {
    const ink = { fill: new ol.style.Fill({ color: token(element, "--ink-soft") }), stroke: new ol.style.Stroke({ color: token(element, "--paper"), width: 2 }), font: `10.5px ${FONT}` };
    return new ol.layer.Graticule({
      showLabels: true, wrapX: false, zIndex: 10, targetSize: 160,
      strokeStyle: new ol.style.Stroke({ color: token(element, "--map-grid"), width: 0.7, lineDash: [1, 4] }),
      // On top, as the legend and the scale lie below.
      lonLabelPosition: 1, lonLabelStyle: new ol.style.Text({ ...ink, textAlign: "start", textBaseline: "top", offsetX: 4, offsetY: 5 }),
      latLabelStyle: new ol.style.Text({ ...ink, textAlign: "end", textBaseline: "top", offsetX: -6, offsetY: 3 }),
    });
  };

  const build = (element) => {
    element.classList.add("map");
    if (!element.hasAttribute("tabindex")) element.tabIndex = 0;
    element.setAttribute("role", "application");
    if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", "地图：方向键移动，加号、减号缩放");
    const shapes = new ol.source.Vector();
    let style = shapeStyle(element);
    let chosen = null;
    const overlay = new ol.layer.Vector({ source: shapes, zIndex: 20, declutter: true, style: (feature) => style(feature, chosen !== null && feature.get("row") === chosen) });
    let graticule = graticuleOf(element);
    const map = new ol.Map({
      target: element, layers: [graticule, overlay], controls: controls(element), keyboardEventTarget: element,
      view: new ol.View({ projection: plane, center: [465600, 3846500], resolution: 120, minResolution: 0.05, maxResolution: 400, showFullExtent: true }),
    });
    const fit = (extent, options) => {
      if (!extent || extent.some((value) => !Number.isFinite(value))) return;
      map.getView().fit(extent, { padding: [44, 44, 56, 44], maxZoom: 30, minResolution: 0.25, duration: 0, ...options });
    };
    const api = {
      map, shapes, overlay, fit, CRS, GEOGRAPHIC, format: plain, ZONE_PREFIX,
      addTiles(entry) { const layer = tileLayer(entry); map.addLayer(layer); return layer; },
      layer: (key) => map.getLayers().getArray().find((one) => one.get("key") === key),
      show(collection, { keep = false, fits = true } = {}) {
        if (!keep) shapes.clear();
        const made = plain.readFeatures(collection);
        shapes.addFeatures(made);
        writeLegend(element, shapes.getFeatures(), element.hasAttribute("data-ground") ? collection.ground : []);
        if (fits && made.length) fit(shapes.getExtent());
        return made;
      },
      choose(row, { pans = true } = {}) {
        chosen = row;
        overlay.changed();
        const found = shapes.getFeatures().filter((feature) => row !== null && feature.get("row") === row);
        if (found.length && pans) {
          const extent = ol.extent.createEmpty();
          found.forEach((feature) => ol.extent.extend(extent, feature.getGeometry().getExtent()));
          if (!ol.extent.containsExtent(map.getView().calculateExtent(), extent)) fit(extent);
        }
        document.querySelectorAll("[data-map-row]").forEach((line) => line.classList.toggle("row-chosen", row !== null && line.dataset.mapRow === row));
      },
    };
    element.lantuMap = api;
    const home = document.createElement("button");
    home.type = "button";
    home.className = "map-home";
    home.title = "回到全图";
    home.textContent = "⌂";
    home.setAttribute("aria-label", "回到全图");
    home.addEventListener("click", () => fit(shapes.getFeatures().length ? shapes.getExtent() : JSON.parse(element.dataset.extent || "null")));
    element.append(home);
    document.addEventListener("lantu:theme", () => {
      style = shapeStyle(element);
      overlay.changed();
      map.removeLayer(graticule);
      graticule = graticuleOf(element);
      map.addLayer(graticule);
    });
    map.on("loadstart", () => element.setAttribute("aria-busy", "true"));
    map.on("loadend", () => element.removeAttribute("aria-busy"));
    map.on("singleclick", (event) => {
      let row = null;
      map.forEachFeatureAtPixel(event.pixel, (feature) => { if (feature.get("row")) row = feature.get("row"); }, { layerFilter: (layer) => layer === overlay, hitTolerance: 3 });
      if (row === null) return;
      api.choose(row, { pans: false });
      document.querySelector(`[data-map-row="${CSS.escape(row)}"]`)?.scrollIntoView({ block: "nearest" });
    });
    if (element.dataset.extent) fit(JSON.parse(element.dataset.extent));
    if (element.dataset.source) load(element, api);
    element.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: api }));
  };

  const load = async (element, api) => {
    try {
      const answer = await fetch(element.dataset.source, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const content = await answer.json();
      // The map of the whole city has its own layers, chosen in its tree.
      if (!element.hasAttribute("data-atlas")) (content.ground || []).forEach((entry) => api.addTiles({ ...entry, opacity: 0.55 }));
      api.show(content);
      element.dataset.loaded = String(content.features.length);
      if (!content.features.length && element.dataset.extent) api.fit(JSON.parse(element.dataset.extent));
      element.dispatchEvent(new CustomEvent("map:loaded"));
    } catch {
      const said = document.createElement("p");
      said.className = "map-failed";
      said.setAttribute("role", "status");
      said.textContent = "图形没有取到。请刷新页面；仍不行时请告知平台管理员。";
      element.append(said);
    }
  };

  // Rows of a table and shapes of the map point at each other.
  document.addEventListener("click", (event) => {
    const line = event.target.closest("[data-map-row]");
    if (line && !event.target.closest("a, button, input, label, summary")) document.querySelectorAll("[data-map]").forEach((one) => one.lantuMap?.choose(line.dataset.mapRow));
    const button = event.target.closest("[data-map-choose]");
    if (button) document.querySelectorAll("[data-map]").forEach((one) => one.lantuMap?.choose(button.dataset.mapChoose));
  });

  const begin = (within) => within.querySelectorAll("[data-map]").forEach((element) => { if (!element.lantuMap) build(element); });
  window.LantuMap = { build, begin, CRS, GEOGRAPHIC, ZONE_PREFIX, plain };
  addEventListener("DOMContentLoaded", () => begin(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) begin(event.target); });
})();
