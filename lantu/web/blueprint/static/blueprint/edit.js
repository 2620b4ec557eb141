// The line of the table of points stands on the map, where its corners can be moved and drawn anew.
(() => {
  "use strict";
  const points = () => document.querySelector("[data-points]")?.lantuPoints;
  const line = (api, kind) => {
    let feature = null, modify = null;
    const change = ({ detail }) => {
      if (!detail.polygon.length) { if (feature) api.shapes.removeFeature(feature); feature = null; return; }
      if (!feature || !api.shapes.hasFeature(feature)) {
        feature = new ol.Feature(new ol.geom.Polygon(detail.polygon));
        feature.set("kind", kind);
        feature.set("label", kind === "objection" ? "异议范围" : "编辑中");
        if (kind === "objection") feature.set("tone", "red");
        api.shapes.addFeature(feature);
        if (modify) api.map.removeInteraction(modify);
        modify = new ol.interaction.Modify({ features: new ol.Collection([feature]), pixelTolerance: 12 });
        modify.on("modifyend", () => points()?.set(feature.getGeometry().getCoordinates()));
        api.map.addInteraction(modify);
      } else feature.getGeometry().setCoordinates(detail.polygon);
      if (detail.source === "text") api.fit(feature.getGeometry().getExtent());
    };
    document.addEventListener("points:changed", change);
    return () => { if (points()?.polygon.length) change({ detail: { polygon: points().polygon, source: "loaded" } }); };
  };
  const draws = (api) => {
    const button = document.querySelector("[data-draws]");
    if (!button) return;
    const said = button.parentElement.querySelector("output");
    let drawing = null;
    const stop = () => { if (drawing) api.map.removeInteraction(drawing); drawing = null; button.setAttribute("aria-pressed", "false"); said.textContent = ""; };
    button.addEventListener("click", () => {
      if (drawing) { stop(); return; }
      drawing = new ol.interaction.Draw({ type: "Polygon" });
      drawing.on("drawstart", ({ feature }) => feature.getGeometry().on("change", ({ target }) => { const hectares = Math.abs(target.getArea()) / 10000; said.textContent = `${hectares.toFixed(4)} 公顷（${(hectares * 15).toFixed(2)} 亩）`; }));
      drawing.on("drawend", ({ feature }) => { button.closest("main")?.querySelector("#objection")?.setAttribute("open", ""); points()?.set(feature.getGeometry().getCoordinates()); setTimeout(stop); });
      api.map.addInteraction(drawing);
      button.setAttribute("aria-pressed", "true");
      said.textContent = "逐点单击，双击闭合";
    });
    const closed = () => points()?.polygon[0];
    document.querySelector("[data-undoes]")?.addEventListener("click", () => {
      if (drawing) { drawing.removeLastPoint(); return; }
      const ring = closed();
      if (!ring) { said.textContent = "还没有可撤销的点。"; return; }
      const left = ring.slice(0, -2);
      if (left.length < 3) points().set([]);
      else points().set([[...left, left[0]], ...points().polygon.slice(1)]);
      said.textContent = left.length < 3 ? "少于三点，已清除。" : `已撤销一点，还有 ${left.length} 点。`;
    });
    document.querySelector("[data-clears]")?.addEventListener("click", () => { stop(); points()?.set([]); said.textContent = "已清除。"; });
    addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  };
  document.addEventListener("map:ready", ({ target, detail: api }) => {
    if (!target.hasAttribute("data-edits")) return;
    const again = line(api, target.dataset.edits || "line");
    draws(api);
    target.addEventListener("map:loaded", again);
  });
})();
